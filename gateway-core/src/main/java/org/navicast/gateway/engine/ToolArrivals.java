package org.navicast.gateway.engine;

import java.util.OptionalLong;
import org.navicast.gateway.input.Pose;

/**
 * How often the poses of one tool arrive, and how evenly.
 *
 * <p>The jitter is that of RFC 3550, 6.4.1: the mean of how much the way of a pose took longer or
 * shorter than that of the one before, each weighing 1/16. It needs the tracker's time, so that a
 * tracker that sends unevenly is not taken for a network that delivers so.
 */
final class ToolArrivals {
  private static final double WEIGHT = 1.0 / 16;
  private static final long NANOS_PER_MICRO = 1_000;
  private static final double NANOS_PER_SECOND = 1e9;

  /** Too little time makes no rate. */
  private static final long SHORTEST_NANOS = 1_000_000_000;

  private final Spans spans = new Spans();
  private boolean isHeard;
  private int before;
  private int current;
  private boolean hasLag;
  private long lagNanos;
  private double jitterNanos = Double.NaN;

  void hear(Pose pose) {
    spans.begin(pose.capturedNanos());
    advance(pose.capturedNanos());
    if (isHeard) {
      // The first one begins the time in which the others are counted.
      current++;
    }
    isHeard = true;
    if (pose.trackerEpochMicros() != Pose.NO_TRACKER_TIME) {
      hearLag(ClockLag.of(pose));
    }
  }

  /** Poses a second over the last five to ten; empty in the first second. */
  OptionalLong rateHz(long nowNanos) {
    advance(nowNanos);
    long covered = spans.coveredNanos(nowNanos);
    return covered < SHORTEST_NANOS
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round((before + current) * NANOS_PER_SECOND / covered));
  }

  /** Microseconds; empty where the tracker tells no time. */
  OptionalLong jitterMicros() {
    return Double.isNaN(jitterNanos)
        ? OptionalLong.empty()
        : OptionalLong.of(Math.round(jitterNanos / NANOS_PER_MICRO));
  }

  private void hearLag(long nanos) {
    if (hasLag) {
      double difference = Math.abs((double) nanos - lagNanos);
      double known = Double.isNaN(jitterNanos) ? 0 : jitterNanos;
      jitterNanos = known + (difference - known) * WEIGHT;
    }
    hasLag = true;
    lagNanos = nanos;
  }

  private void advance(long nowNanos) {
    int ended = spans.advance(nowNanos);
    if (ended > 0) {
      before = ended == 1 ? current : 0;
      current = 0;
    }
  }
}
