package org.navicast.cast.net;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How an event loop waits: after something that soon comes again it looks for news again and again
 * for a while, and sleeps only when nothing came. Waking a processor that sleeps takes longer than
 * all the work on a report; the price is that processor while things come. Used on the loop only.
 */
public final class StayAwake implements SelectStrategy {
  private final LongSupplier nanoTime;
  private final long nanos;
  private long untilNanos;

  /**
   * @param nanoTime the monotonic clock, in nanoseconds
   * @param millis for how long after each {@link #again}; 0 sleeps at once, as loops do
   */
  public StayAwake(LongSupplier nanoTime, int millis) {
    this.nanoTime = nanoTime;
    this.nanos = TimeUnit.MILLISECONDS.toNanos(millis);
    this.untilNanos = nanoTime.getAsLong();
  }

  /** Something came that will come again: the time begins anew. */
  public void again() {
    if (nanos > 0) {
      untilNanos = nanoTime.getAsLong() + nanos;
    }
  }

  @Override
  public int calculateStrategy(IntSupplier ready, boolean hasTasks) throws Exception {
    if (hasTasks) {
      return ready.get();
    }
    if (nanos == 0 || untilNanos - nanoTime.getAsLong() <= 0) {
      return SELECT;
    }
    int count = ready.get();
    // Back to the loop's tasks and timers, which are looked at before it is asked again.
    return count > 0 ? count : CONTINUE;
  }
}
