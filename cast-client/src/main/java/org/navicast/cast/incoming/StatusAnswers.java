package org.navicast.cast.incoming;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which status requests are answered: a few at once, a few a second, and of more only the newest
 * waits. Whoever floods a gateway with requests gets no more of its time than a person's worth.
 *
 * <p>Pure and single-threaded; time is passed in, in nanoseconds of the monotonic clock.
 */
final class StatusAnswers {
  static final int AT_ONCE = 4;
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private @Nullable Asked waiting;
  private int credit = AT_ONCE;
  private long creditSinceNanos;

  /**
   * @param id by which the answer is recognised
   */
  record Asked(HubEvent request, String id) {}

  /** Takes a request; one that waited gives way. */
  void ask(Asked asked) {
    waiting = asked;
  }

  /** Forgets what waits: it came over a link that is gone. */
  void clear() {
    waiting = null;
  }

  /** The request to answer now, or null. */
  @Nullable Asked next(long nowNanos) {
    refill(nowNanos);
    Asked next = waiting;
    if (next == null || credit == 0) {
      return null;
    }
    waiting = null;
    credit--;
    return next;
  }

  private void refill(long nowNanos) {
    if (credit == AT_ONCE) {
      creditSinceNanos = nowNanos;
      return;
    }
    long earned = (nowNanos - creditSinceNanos) / EVERY_NANOS;
    if (earned > 0) {
      credit = (int) Math.min(AT_ONCE, credit + earned);
      creditSinceNanos += earned * EVERY_NANOS;
    }
  }
}
