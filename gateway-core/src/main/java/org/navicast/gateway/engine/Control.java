package org.navicast.gateway.engine;

/**
 * One control of a device: its contact, and the press that is open on it, if any.
 *
 * <p>The two are apart because a press can end before its contact opens: a stuck pedal's press is
 * cancelled, and the control stays silent until the contact has really opened.
 */
final class Control {
  private static final long NO_PRESS = 0;

  private final String name;
  private final Debouncer contact;
  private long pressId = NO_PRESS;
  private long pressedNanos;
  private long nextHeldNanos;

  Control(String name, long lockOutNanos) {
    this.name = name;
    this.contact = new Debouncer(lockOutNanos);
  }

  String name() {
    return name;
  }

  Debouncer contact() {
    return contact;
  }

  void open(long id, long capturedNanos, long firstHeldNanos) {
    pressId = id;
    pressedNanos = capturedNanos;
    nextHeldNanos = firstHeldNanos;
  }

  void close() {
    pressId = NO_PRESS;
  }

  boolean isOpen() {
    return pressId != NO_PRESS;
  }

  long pressId() {
    return pressId;
  }

  long pressedNanos() {
    return pressedNanos;
  }

  long nextHeldNanos() {
    return nextHeldNanos;
  }

  /** Moves on along the grid of the interval to the first point after now: no drift, no burst. */
  void heldTold(long nowNanos, long intervalNanos) {
    nextHeldNanos += ((nowNanos - nextHeldNanos) / intervalNanos + 1) * intervalNanos;
  }
}
