package org.navicast.cast.hub;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.navicast.cast.retry.Backoff;

/** How long to wait before the hub is tried again. Pure; time is passed in. */
final class Retries {
  /** Ceiling of the first wait after a failure, and of all of them. */
  private static final int FIRST_MILLIS = 250;

  private static final int MAX_MILLIS = 15_000;

  /** A hub that was away for a short time is found within 2 s: this, and the time to subscribe. */
  private static final int SHORT_OUTAGE_RETRY_MILLIS = 1_500;

  private static final int SHORT_OUTAGE_MILLIS = 10_000;

  /**
   * A link that broke sooner than this did not work: a hub that throws out at once is not hammered.
   */
  private static final long WORKED_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Backoff backoff;
  private long attemptNanos;
  private long onlineNanos;

  /**
   * @param random uniform in 0…1
   */
  Retries(DoubleSupplier random) {
    backoff = reconnecting(random);
  }

  /** When a gateway tries again: within 250 ms at first, after a long outage within 15 s. */
  static Backoff reconnecting(DoubleSupplier random) {
    return new Backoff(
        FIRST_MILLIS, SHORT_OUTAGE_RETRY_MILLIS, SHORT_OUTAGE_MILLIS, MAX_MILLIS, random);
  }

  /** An attempt begins. */
  void attempt(long nowNanos) {
    attemptNanos = nowNanos;
  }

  /** The attempt has led to a link. */
  void online(long nowNanos) {
    onlineNanos = nowNanos;
  }

  /**
   * The link has ended.
   *
   * @return whether it had worked for a while
   */
  boolean linkWorked(long nowNanos) {
    boolean worked = nowNanos - onlineNanos > WORKED_NANOS;
    if (worked) {
      backoff.reset();
    }
    return worked;
  }

  /** How long to wait after a link has ended. */
  long afterLinkMillis() {
    return backoff.nextMillis();
  }

  /** How long to wait after an attempt in vain: what it took was waiting, too. */
  long afterAttemptMillis(long nowNanos) {
    long spentMillis = TimeUnit.NANOSECONDS.toMillis(nowNanos - attemptNanos);
    return Math.max(0, backoff.nextMillis() - spentMillis);
  }
}
