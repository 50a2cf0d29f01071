package org.navicast.hub.inflow;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * The queue of what takes long and is not urgent: one turn is taken in each round of the event
 * loop, and whatever else has come is served between two of them.
 */
public final class Turns {
  private final EventLoop loop;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean scheduled;

  public Turns(EventLoop loop) {
    this.loop = loop;
  }

  /** Puts one at the end of the queue. */
  public void await(Runnable turn) {
    waiting.add(turn);
    if (!scheduled) {
      scheduleNext();
    }
  }

  private void scheduleNext() {
    scheduled = true;
    // A timer, since all tasks that are ready run before anything is read again, those included
    // that they add meanwhile.
    var _ = loop.schedule(this::next, 1, TimeUnit.NANOSECONDS);
  }

  private void next() {
    scheduled = false;
    Runnable first = waiting.poll();
    if (first != null) {
      first.run();
    }
    if (!waiting.isEmpty()) {
      scheduleNext();
    }
  }
}
