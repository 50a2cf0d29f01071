package org.navicast.gateway.engine;

/**
 * Time in spans of five seconds: whoever keeps a figure of the span before and one of the current
 * span knows what the last five to ten seconds came to, in two numbers.
 */
final class Spans {
  static final long NANOS = 5_000_000_000L;

  private boolean isBegun;
  private boolean hasBefore;
  private long startNanos;

  /** Since then time is counted; only the first call does anything. */
  void begin(long nowNanos) {
    if (!isBegun) {
      isBegun = true;
      startNanos = nowNanos;
    }
  }

  /**
   * Goes on to the span of that time.
   *
   * @return how many spans have ended since the last call; 2 stands for more as well
   */
  int advance(long nowNanos) {
    long ended = isBegun ? Math.max(0, (nowNanos - startNanos) / NANOS) : 0;
    startNanos += ended * NANOS;
    hasBefore |= ended > 0;
    return (int) Math.min(ended, 2);
  }

  /** How much time the span before and the current one cover. */
  long coveredNanos(long nowNanos) {
    return (hasBefore ? NANOS : 0) + (isBegun ? nowNanos - startNanos : 0);
  }
}
