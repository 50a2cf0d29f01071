package org.navicast.cast.publish;

import java.util.Arrays;
import java.util.OptionalLong;

/** The ages of the newest events, from capture to hand-over to the socket. */
public final class RecentAges {
  /** Some seconds of a motion, or a day of presses. */
  static final int KEPT = 256;

  private final long[] nanos = new long[KEPT];
  private int count;
  private int next;

  void add(long ageNanos) {
    nanos[next] = ageNanos;
    next = (next + 1) % KEPT;
    count = Math.min(count + 1, KEPT);
  }

  /**
   * The age that so much of the events do not exceed, in nanoseconds; empty before the first.
   *
   * @param fraction 0…1
   */
  public OptionalLong quantile(double fraction) {
    if (count == 0) {
      return OptionalLong.empty();
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return OptionalLong.of(sorted[(int) Math.round(fraction * (count - 1))]);
  }
}
