package org.navicast.cast.auth;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;

/** An event loop whose clock a test turns by hand; every task runs at its very moment. */
final class VirtualLoop {
  private final EmbeddedChannel channel = new EmbeddedChannel();
  private long nowNanos;

  VirtualLoop() {
    channel.freezeTime();
  }

  EventLoop executor() {
    return channel.eventLoop();
  }

  long nanos() {
    return nowNanos;
  }

  long millis() {
    return TimeUnit.NANOSECONDS.toMillis(nowNanos);
  }

  /** Lets that much time pass. */
  void advanceMillis(long millis) {
    long until = nowNanos + TimeUnit.MILLISECONDS.toNanos(millis);
    runAll();
    while (nowNanos < until) {
      long untilNext = channel.runScheduledPendingTasks();
      long left = until - nowNanos;
      long step = untilNext < 0 ? left : Math.min(left, Math.max(1, untilNext));
      nowNanos += step;
      channel.advanceTimeBy(step, TimeUnit.NANOSECONDS);
      runAll();
    }
  }

  /** Those too that the tasks of this moment leave behind. */
  private void runAll() {
    do {
      channel.runPendingTasks();
    } while (channel.hasPendingTasks());
  }
}
