package org.navicast.cast.link;

import java.util.function.LongSupplier;

/**
 * The clocks, passed in so that a test can turn them by hand.
 *
 * @param nanoTime the monotonic clock, nanoseconds
 * @param epochMicros the wall clock, microseconds since 1970 UTC
 */
public record TimeSource(LongSupplier nanoTime, LongSupplier epochMicros) {
  public long nanos() {
    return nanoTime.getAsLong();
  }

  public long micros() {
    return epochMicros.getAsLong();
  }
}
