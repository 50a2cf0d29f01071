package org.navicast.driver.footswitch;

/** The contacts of one pedal, and what they say of it. Pure: time is passed in. */
sealed interface PedalContacts permits SingleContact, ContactPair {

  /** What {@link #dueNanos} is when nothing is to come. */
  long NEVER = Long.MAX_VALUE;

  /** What a pedal is. */
  enum State {
    /** Not known yet. */
    UNKNOWN,
    UP,
    DOWN,
    /** Contradiction: neither of two contacts is closed, though one always is. */
    BOTH_OPEN,
    /** Contradiction: both contacts are closed, though one never is. */
    BOTH_CLOSED;

    /** True where the contacts contradict each other. */
    boolean isFault() {
      return this == BOTH_OPEN || this == BOTH_CLOSED;
    }
  }

  /**
   * Takes what a contact is.
   *
   * @param contact which one, from 0
   * @param nanos since when; never before that of an earlier call
   */
  void read(int contact, boolean closed, long nanos);

  /** Lets time pass. */
  void settle(long nowNanos);

  /** When {@link #settle} has something to do. */
  long dueNanos();

  State state();
}
