package org.navicast.driver.footswitch;

/**
 * A pair of contacts that supervise each other: one is open at rest, one is closed, and the pedal
 * changes both.
 *
 * <p>While they agree, the pedal is what they say. On the way from one position to the other both
 * may be open, or both closed, for a moment, and the pedal is what it was; if that lasts, the cable
 * or a contact is broken. From then on nothing is believed until they have agreed for as long. So a
 * pedal comes up only where both contacts say so: a broken cable is never a release.
 */
final class ContactPair implements PedalContacts {
  /** Place of the contact that is open at rest. */
  static final int OPEN_AT_REST = 0;

  /** Place of the contact that is closed at rest. */
  static final int CLOSED_AT_REST = 1;

  /** Longest time that a foot takes from one position to the other. */
  static final long PATIENCE_NANOS = 50_000_000;

  private final Boolean[] closed = new Boolean[2];
  private State state = State.UNKNOWN;
  private long sinceNanos;

  @Override
  public void read(int contact, boolean isClosed, long nanos) {
    settle(nanos);
    State before = saying();
    closed[contact] = isClosed;
    State now = saying();
    if (now != before) {
      sinceNanos = nanos;
    }
    if (!state.isFault() && !now.isFault()) {
      state = now;
    }
  }

  @Override
  public void settle(long nowNanos) {
    if (nowNanos >= dueNanos()) {
      state = saying();
    }
  }

  @Override
  public long dueNanos() {
    return saying().isFault() != state.isFault() ? sinceNanos + PATIENCE_NANOS : NEVER;
  }

  @Override
  public State state() {
    return state;
  }

  /** What the contacts say at this moment, believed or not. */
  private State saying() {
    Boolean pressed = closed[OPEN_AT_REST];
    Boolean rested = closed[CLOSED_AT_REST];
    if (pressed == null || rested == null) {
      return State.UNKNOWN;
    }
    if (pressed.equals(rested)) {
      return pressed ? State.BOTH_CLOSED : State.BOTH_OPEN;
    }
    return pressed ? State.DOWN : State.UP;
  }
}
