package org.navicast.app.control;

import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;
import org.navicast.app.session.Listening;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.HubState;
import org.navicast.cast.outbox.Fate;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.engine.action.Gestured;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.ButtonLost;
import org.navicast.gateway.input.InputEvent;

/**
 * What happens in a gateway, on its way from the threads of the gateway to a thread that writes it
 * down. Nobody waits here: while nobody looks on, a happening costs the look at a flag, and more
 * than fits is counted and lost.
 */
public final class Feed implements HubClient.Listener {
  /** Half a second of everything at 1000 Hz and more. */
  static final int CAPACITY = 4_096;

  /** Of a gateway that nobody can look into. */
  public static final Feed NOBODY = new Feed(() -> 0);

  private final LongSupplier nanoTime;
  private final Queue<Happening> waiting = new MpscAtomicArrayQueue<>(CAPACITY);
  private final AtomicLong lost = new AtomicLong();
  private volatile boolean isWatched;
  private volatile boolean isTraced;

  /**
   * @param nanoTime the monotonic clock, in nanoseconds
   */
  public Feed(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Who looks on.
   *
   * @param traced whether somebody wants each step of an event as well
   */
  void watched(boolean watched, boolean traced) {
    isWatched = watched;
    isTraced = traced;
  }

  /** The next of what happened; null where nothing waits. */
  @Nullable Happening next() {
    return waiting.poll();
  }

  /** How much was lost since this was asked last. */
  long lost() {
    return lost.getAndSet(0);
  }

  /** The same driver; what its device says and what it makes of it is told while traced. */
  public DriverProvider hearing(DriverProvider driver) {
    return new Listening(() -> isTraced, this::said, this::decoded).to(driver);
  }

  /** A device said this. */
  void said(String device, byte[] bytes) {
    if (isTraced) {
      offer(new Happening.Said(nanoTime.getAsLong(), device, bytes));
    }
  }

  private void decoded(InputEvent input) {
    if (isTraced && (input instanceof Button || input instanceof ButtonLost)) {
      offer(new Happening.Decoded(nanoTime.getAsLong(), input));
    }
  }

  /** Passes on what the engine makes, and sees it. */
  public Consumer<NaviEvent> seeing(Consumer<NaviEvent> next) {
    return event -> {
      if (isWatched) {
        offer(new Happening.Made(nanoTime.getAsLong(), event));
      }
      next.accept(event);
    };
  }

  /** A gesture was recognised. */
  public void meant(Gestured gesture) {
    if (isWatched) {
      offer(new Happening.Meant(nanoTime.getAsLong(), gesture));
    }
  }

  /** Of motion and poses the status counts what became of them. */
  @Override
  public void became(NaviEvent event, Fate fate) {
    if (isWatched && (event instanceof NaviButton || event instanceof NaviAction)) {
      offer(new Happening.Became(nanoTime.getAsLong(), event, fate));
    }
  }

  @Override
  public void confirmed(long untilNanos) {
    if (isTraced) {
      offer(new Happening.Confirmed(nanoTime.getAsLong(), untilNanos));
    }
  }

  @Override
  public void replied(NaviEvent event, int status) {
    if (isTraced && (event instanceof NaviButton || event instanceof NaviAction)) {
      offer(new Happening.Answered(nanoTime.getAsLong(), event, status));
    }
  }

  @Override
  public void changed(HubState state, String reason) {
    if (isWatched) {
      offer(new Happening.Linked(nanoTime.getAsLong(), state.label(), reason));
    }
  }

  private void offer(Happening happening) {
    if (!waiting.offer(happening)) {
      lost.incrementAndGet();
    }
  }
}
