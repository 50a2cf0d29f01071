package org.navicast.cast.link;

import java.util.concurrent.TimeUnit;

/**
 * How long an answer usually takes on a link, and from when on one is overdue: its mean and its
 * deviation, as TCP estimates them (RFC 6298). So a line of 300 ms is as good a line as one of a
 * millisecond, while a hub that stands still is noticed on either as soon as can be.
 *
 * <p>Pure and single-threaded.
 */
public final class UsualTime {
  /** Pauses of a healthy hub, such as a collection of garbage, are shorter. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private long meanNanos;
  private long deviationNanos;

  /**
   * @param firstNanos a first guess
   */
  public UsualTime(long firstNanos) {
    meanNanos = firstNanos;
    deviationNanos = firstNanos / 2;
  }

  /** An answer took so long. One that was overdue by far must not pass for the usual. */
  public void took(long nanos) {
    long counted = Math.min(nanos, patienceNanos());
    deviationNanos += (Math.abs(meanNanos - counted) - deviationNanos) / 4;
    meanNanos += (counted - meanNanos) / 8;
  }

  /** After so long without it an answer is overdue. */
  public long patienceNanos() {
    return meanNanos + Math.max(PATIENCE_NANOS, 4 * deviationNanos);
  }
}
