package org.navicast.hub;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * The queue of connections that have more to read than one turn takes. One of them is served in
 * each round of the event loop; whoever sends little is read at once, ahead of them all.
 */
final class Turns {
  private final EventLoop loop;
  private final Queue<Inflow> waiting = new ArrayDeque<>();
  private boolean scheduled;

  Turns(EventLoop loop) {
    this.loop = loop;
  }

  /** Puts a connection that is not in the queue at its end. */
  void await(Inflow connection) {
    waiting.add(connection);
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
    Inflow first = waiting.poll();
    if (first != null) {
      first.turn();
    }
    if (!waiting.isEmpty()) {
      scheduleNext();
    }
  }
}
