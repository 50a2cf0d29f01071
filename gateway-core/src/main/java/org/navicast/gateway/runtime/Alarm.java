package org.navicast.gateway.runtime;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine's one timer on its event loop.
 *
 * <p>It may ring too early, never too late: what becomes due later than it was set for is not worth
 * a new timer at every report, the ring just finds nothing to do and sets it again. Used on the
 * event loop only.
 */
final class Alarm {
  private final EventLoop loop;
  private final LongSupplier nanoTime;
  private final Runnable ring;
  private @Nullable ScheduledFuture<?> timer;
  private long setForNanos = Long.MAX_VALUE;

  Alarm(EventLoop loop, LongSupplier nanoTime, Runnable ring) {
    this.loop = loop;
    this.nanoTime = nanoTime;
    this.ring = ring;
  }

  /** Rings at that time or before; {@link Long#MAX_VALUE} asks for nothing. */
  void setNoLaterThan(long dueNanos) {
    if (dueNanos >= setForNanos) {
      return;
    }
    if (timer != null) {
      timer.cancel(false);
    }
    setForNanos = dueNanos;
    long delayNanos = Math.max(0, dueNanos - nanoTime.getAsLong());
    timer = loop.schedule(this::ringNow, delayNanos, TimeUnit.NANOSECONDS);
  }

  private void ringNow() {
    timer = null;
    setForNanos = Long.MAX_VALUE;
    ring.run();
  }
}
