package org.navicast.hub.fhircast;

import java.util.concurrent.TimeUnit;

/** What a hub keeps of a subscriber that asked in FHIRcast's form. */
public final class FhircastSubscriber {
  /** Where it asks for none. */
  public static final long USUAL_LEASE_SECONDS = 7_200;

  public static final long LONGEST_LEASE_SECONDS = 86_400;

  private final Unanswered unanswered = new Unanswered();
  private long leaseSeconds;
  private long leaseEndsNanos;

  /**
   * Grants a lease, which begins now.
   *
   * @param askedSeconds at least 1
   * @param tokenSeconds what is left of the token by which it is asked for
   */
  public void lease(long askedSeconds, long tokenSeconds, long nowNanos) {
    leaseSeconds =
        Math.max(1, Math.min(Math.min(askedSeconds, LONGEST_LEASE_SECONDS), tokenSeconds));
    leaseEndsNanos = nowNanos + TimeUnit.SECONDS.toNanos(leaseSeconds);
  }

  /** The lease that was granted last. */
  public long leaseSeconds() {
    return leaseSeconds;
  }

  /** Whether the lease is over. */
  public boolean isOver(long nowNanos) {
    return nowNanos - leaseEndsNanos >= 0;
  }

  public Unanswered unanswered() {
    return unanswered;
  }
}
