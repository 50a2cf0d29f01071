package org.navicast.gateway.engine;

/**
 * Makes one clean edge of the chatter of a contact, without delaying it.
 *
 * <p>The first edge counts at once. Then the contact is only watched, for the lock-out; at its end
 * the level decides: where it differs from the one that counts, that is the next edge, with a
 * lock-out of its own. So two edges are never closer than the lock-out, whatever the contact does,
 * and once it rests, what counts is what the contact says.
 */
final class Debouncer {
  private final long lockOutNanos;
  private boolean contact;
  private long contactNanos;
  private boolean settled;
  private long lockedUntil = Long.MIN_VALUE;

  Debouncer(long lockOutNanos) {
    this.lockOutNanos = lockOutNanos;
  }

  /**
   * Takes what the contact says; a lock-out that is over by then has to be {@link #settle settled}
   * before.
   *
   * @return true when that is an edge that counts
   */
  boolean read(boolean closed, long capturedNanos) {
    if (closed == contact) {
      return false;
    }
    contact = closed;
    contactNanos = capturedNanos;
    return contact != settled && capturedNanos >= lockedUntil && count(capturedNanos);
  }

  /**
   * Ends a lock-out that is over by {@code nowNanos}.
   *
   * @return true when the contact has changed within it, which is an edge that counts
   */
  boolean settle(long nowNanos) {
    return dueNanos() <= nowNanos && count(lockedUntil);
  }

  private boolean count(long sinceNanos) {
    settled = contact;
    lockedUntil = sinceNanos + lockOutNanos;
    return true;
  }

  /** The level that counts. */
  boolean closed() {
    return settled;
  }

  /** When the contact changed to what it says now, in capture time. */
  long contactNanos() {
    return contactNanos;
  }

  /** When {@link #settle} has something to do. */
  long dueNanos() {
    return contact == settled ? Due.NEVER : lockedUntil;
  }

  /** Nothing is known of the contact any more; it is taken as open. */
  void forget() {
    contact = false;
    settled = false;
    lockedUntil = Long.MIN_VALUE;
  }
}
