package org.navicast.hub.inflow;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The share of time of all connections that hold no socket of a subscriber. While they take little
 * of it, what they send is handled as it comes. Where many come at once it waits, a share for each
 * round of the event loop, so that subscribers' events find their way between them.
 */
public final class GuestTime {
  private static final long SHARE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

  private final EventLoop loop;
  private final LongSupplier nanoTime;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private long windowBegan;
  private long taken;

  public GuestTime(EventLoop loop, LongSupplier nanoTime) {
    this.loop = loop;
    this.nanoTime = nanoTime;
    this.windowBegan = nanoTime.getAsLong();
  }

  /** Whether a guest who comes now has to wait. */
  boolean isOver(long now) {
    if (waiting.isEmpty() && now - windowBegan > WINDOW_NANOS) {
      begin(now);
    }
    return !waiting.isEmpty() || taken > SHARE_NANOS;
  }

  /** So long it took to handle what a guest has sent. */
  void took(long nanos) {
    taken += nanos;
  }

  /**
   * Has a guest wait.
   *
   * @param turn handles what it has sent, once, and says how long that {@link #took}
   */
  void await(Runnable turn) {
    waiting.add(turn);
    if (waiting.size() == 1) {
      scheduleNext();
    }
  }

  private void scheduleNext() {
    // A timer, as in Turns: what has come meanwhile is read first.
    var _ = loop.schedule(this::next, 1, TimeUnit.NANOSECONDS);
  }

  private void next() {
    begin(nanoTime.getAsLong());
    // The one that is served stays in the queue, so that whoever comes meanwhile waits behind it.
    for (Runnable first = waiting.peek();
        first != null && taken <= SHARE_NANOS;
        first = waiting.peek()) {
      first.run();
      waiting.remove();
    }
    if (!waiting.isEmpty()) {
      scheduleNext();
    }
  }

  private void begin(long now) {
    windowBegan = now;
    taken = 0;
  }
}
