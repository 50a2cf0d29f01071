package org.navicast.gateway.engine;

import java.util.OptionalLong;
import org.navicast.gateway.input.Pose;

/**
 * How far the clock that reports are stamped with is ahead of the tracker's own.
 *
 * <p>What is seen of that is always too much, by the time that the message was under way; the least
 * that was seen lately comes closest. Lately is the last five to ten seconds, so that a clock that
 * drifts is followed, and one that was put back is believed after that time.
 */
final class ClockLag {
  private static final long NONE = Long.MAX_VALUE;
  private static final long NANOS_PER_MICRO = 1_000;

  private final Spans spans = new Spans();
  private long before = NONE;
  private long current = NONE;

  /** What is seen in one pose; it counts only where the tracker told its time. */
  static long of(Pose pose) {
    return pose.capturedNanos() - pose.trackerEpochMicros() * NANOS_PER_MICRO;
  }

  void hear(Pose pose) {
    if (pose.trackerEpochMicros() != Pose.NO_TRACKER_TIME) {
      spans.begin(pose.capturedNanos());
      advance(pose.capturedNanos());
      current = Math.min(current, of(pose));
    }
  }

  /** Nanoseconds; empty where the tracker told no time lately. */
  OptionalLong nanos(long nowNanos) {
    advance(nowNanos);
    long least = Math.min(before, current);
    return least == NONE ? OptionalLong.empty() : OptionalLong.of(least);
  }

  private void advance(long nowNanos) {
    int ended = spans.advance(nowNanos);
    if (ended > 0) {
      before = ended == 1 ? current : NONE;
      current = NONE;
    }
  }
}
