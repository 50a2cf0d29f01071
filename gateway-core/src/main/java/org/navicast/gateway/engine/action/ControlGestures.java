package org.navicast.gateway.engine.action;

import static org.navicast.gateway.engine.Due.NANOS_PER_MILLI;

import java.util.List;
import java.util.Set;
import org.navicast.gateway.engine.Due;

/**
 * The gestures on one control. Each is told as early as the other gestures that mean something here
 * allow: without a chord a press is told at once, without a double tap a tap is told when it ends,
 * without a tap a hold begins with the press.
 *
 * <pre>
 *           press                within the chord's time, or at once where there is none
 *   UP ─────────────► UNDECIDED ──────────────────────────────────────────────► DOWN
 *    ▲                    │ the chord, or the second press of a double tap          │
 *    │ release            ▼                                                         │
 *    ├─────── SPENT or IN_CHORD                                                     │
 *    └──────────────────────────────────────── release ─────────────────────────────┘
 * </pre>
 */
final class ControlGestures {

  /** Where its gestures go. */
  @FunctionalInterface
  interface Listener {
    /**
     * @param presses numbers of the presses that the gesture is made of
     */
    void did(Gesture gesture, long nanos, List<Long> presses);
  }

  private enum State {
    UP,
    UNDECIDED,
    DOWN,

    /** It was the second press of a double tap. */
    SPENT,

    /** It became part of a chord. */
    IN_CHORD
  }

  private final Set<Gesture> means;
  private final Listener listener;
  private final long tapNanos;
  private final long doubleGapNanos;
  private final long longNanos;
  private final long repeatNanos;
  private final long chordNanos;

  private State state = State.UP;
  private long pressId;
  private long pressedNanos;

  /** When the hold is told next, or the long press. */
  private long lastingDueNanos = Due.NEVER;

  /** A tap has ended, and may yet become a double tap. */
  private boolean hasTapped;

  private long tappedNanos;
  private long tappedId;

  /**
   * @param means those that mean something
   * @param chordNanos how long it may take to become a chord; 0 where it is in none
   */
  ControlGestures(Set<Gesture> means, Timing timing, long chordNanos, Listener listener) {
    this.means = means;
    this.listener = listener;
    this.tapNanos = timing.tapMillis() * NANOS_PER_MILLI;
    this.doubleGapNanos = timing.doubleGapMillis() * NANOS_PER_MILLI;
    this.longNanos = timing.longMillis() * NANOS_PER_MILLI;
    this.repeatNanos = timing.repeatMillis() * NANOS_PER_MILLI;
    this.chordNanos = chordNanos;
  }

  void press(long id, long nanos) {
    settle(nanos);
    pressId = id;
    pressedNanos = nanos;
    state = State.UNDECIDED;
    settle(nanos);
  }

  void release(long nanos) {
    settle(nanos);
    if (state == State.UP) {
      return; // it was pressed before anybody looked
    }
    if (state == State.UNDECIDED) {
      decide(nanos);
    }
    if (state != State.IN_CHORD) {
      tell(Gesture.RELEASE, nanos);
    }
    if (state == State.DOWN && nanos - pressedNanos < tapNanos) {
      tap(nanos);
    }
    up();
  }

  /** The press ended without the person letting go: nothing comes of it. */
  void cancel() {
    hasTapped = false;
    up();
  }

  /** The number of its newest press. */
  long pressId() {
    return pressId;
  }

  /** True while it is down and may become part of a chord. */
  boolean mayChord() {
    return state == State.UNDECIDED;
  }

  /** It became part of a chord, and is nothing else any more. */
  void chord(long nanos) {
    if (hasTapped) {
      hasTapped = false;
      tell(Gesture.TAP, nanos, List.of(tappedId));
    }
    state = State.IN_CHORD;
  }

  /** Tells what is decided by then without anything happening. */
  void settle(long nowNanos) {
    if (state == State.UNDECIDED && nowNanos >= pressedNanos + chordNanos) {
      decide(pressedNanos + chordNanos);
    }
    if (state == State.UP && hasTapped && nowNanos >= tappedNanos + doubleGapNanos) {
      hasTapped = false;
      tell(Gesture.TAP, tappedNanos + doubleGapNanos, List.of(tappedId));
    }
    if (nowNanos >= lastingDueNanos) {
      last(nowNanos);
    }
  }

  /** When {@link #settle} has something to do. */
  long dueNanos() {
    return switch (state) {
      case UP -> hasTapped ? tappedNanos + doubleGapNanos : Due.NEVER;
      case UNDECIDED -> pressedNanos + chordNanos;
      case DOWN -> lastingDueNanos;
      case SPENT, IN_CHORD -> Due.NEVER;
    };
  }

  private void decide(long nanos) {
    tell(Gesture.PRESS, nanos);
    if (hasTapped) {
      hasTapped = false;
      state = State.SPENT;
      tell(Gesture.DOUBLE_TAP, nanos, List.of(tappedId, pressId));
      return;
    }
    state = State.DOWN;
    if (means(Gesture.LONG_PRESS)) {
      lastingDueNanos = pressedNanos + longNanos;
    } else if (means(Gesture.HOLD)) {
      boolean mayBeTap = means(Gesture.TAP) || means(Gesture.DOUBLE_TAP);
      lastingDueNanos = mayBeTap ? Math.max(nanos, pressedNanos + tapNanos) : nanos;
    }
  }

  /** A hold goes on along its grid: no drift, and no burst after a standstill. */
  private void last(long nowNanos) {
    if (means(Gesture.LONG_PRESS)) {
      tell(Gesture.LONG_PRESS, lastingDueNanos);
      lastingDueNanos = Due.NEVER;
    } else if (repeatNanos == 0) {
      tell(Gesture.HOLD, lastingDueNanos);
      lastingDueNanos = Due.NEVER;
    } else {
      lastingDueNanos += (nowNanos - lastingDueNanos) / repeatNanos * repeatNanos;
      tell(Gesture.HOLD, lastingDueNanos);
      lastingDueNanos += repeatNanos;
    }
  }

  private void tap(long nanos) {
    if (means(Gesture.DOUBLE_TAP)) {
      hasTapped = true;
      tappedNanos = nanos;
      tappedId = pressId;
    } else {
      tell(Gesture.TAP, nanos);
    }
  }

  private void up() {
    state = State.UP;
    lastingDueNanos = Due.NEVER;
  }

  private boolean means(Gesture gesture) {
    return means.contains(gesture);
  }

  private void tell(Gesture gesture, long nanos) {
    tell(gesture, nanos, List.of(pressId));
  }

  private void tell(Gesture gesture, long nanos, List<Long> presses) {
    if (means(gesture)) {
      listener.did(gesture, nanos, presses);
    }
  }
}
