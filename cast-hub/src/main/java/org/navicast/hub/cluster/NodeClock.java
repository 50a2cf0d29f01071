package org.navicast.hub.cluster;

import java.util.OptionalLong;

/**
 * How the clock of another node stands to ours, both monotonic and in nanoseconds; nobody's wall
 * clock has to be right. By Cristian's method: who asks for the time knows that the answer was
 * given between question and answer. It is taken as given at the time of the question, so an age is
 * never told too small, and too large by no more than the shortest round trip.
 */
public final class NodeClock {
  /** Quartz is better than this: 200 in a million. */
  private static final int DRIFT_DIVISOR = 5_000;

  /** An age this far below nothing proves that one of the clocks has jumped. */
  private static final long IMPOSSIBLE_NANOS = -5_000_000;

  private boolean known;
  private long offset;
  private long roundTrip;
  private long asOf;

  /**
   * Takes an answer, where it is as good as what is known.
   *
   * @param sentNanos ours at the question
   * @param theirNanos theirs at the answer
   * @param receivedNanos ours when it came
   */
  public void sample(long sentNanos, long theirNanos, long receivedNanos) {
    long took = receivedNanos - sentNanos;
    if (!known || took <= roundTrip + (receivedNanos - asOf) / DRIFT_DIVISOR) {
      known = true;
      roundTrip = took;
      offset = sentNanos - theirNanos;
      asOf = receivedNanos;
    }
  }

  /** The age of what happened then by their clock; empty where that is not known. */
  public OptionalLong ageNanos(long theirNanos, long nowNanos) {
    if (!known) {
      return OptionalLong.empty();
    }
    long age = nowNanos - (theirNanos + offset) + (nowNanos - asOf) / DRIFT_DIVISOR;
    if (age < IMPOSSIBLE_NANOS) {
      known = false;
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.max(0, age));
  }

  /** The shortest round trip, in nanoseconds; 0 where none is known. */
  public long roundTripNanos() {
    return known ? roundTrip : 0;
  }
}
