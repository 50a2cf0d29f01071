package org.navicast.cast.publish;

/** A way to the hub. */
interface Way {
  /** Sends what may go now. */
  void pump();

  /** Nothing is to follow what was sent: whether the hub has all of it is asked now. */
  void finish();

  /** False while an answer is awaited. */
  boolean idle();

  /** How long the hub has not answered; 0 where it owes nothing, or too little to speak of. */
  long silentNanos();

  /**
   * Ends it.
   *
   * @return the last moment up to which the hub is known to have received what was sent
   */
  long close();
}
