package org.navicast.driver.sixdof;

import java.util.concurrent.TimeUnit;

/**
 * Whether an axis is where its rest is thought to be when nobody touches it. Pure: time is passed
 * in.
 *
 * <p>A descriptor does not say where an axis rests. Triggers and pedals rest at an end, and an axis
 * that was taken for a stick by mistake would turn the view at full speed with nobody touching it.
 * So an axis that is first heard away from its rest says nothing until it has been near it. Where
 * the rest is a guess, passing by is not enough, since a trigger that is pulled passes its middle
 * too: it must lie there, or leap there from an end as no trigger can.
 */
final class AxisBelief {
  /** So near to its rest an axis counts as being there. */
  static final double NEAR = 0.25;

  /** From here on it is at an end. */
  static final double END = 0.9;

  /** Where what leaps arrives: a digital pad is nowhere between its middle and its ends. */
  private static final double LEAPT = 0.1;

  /** Nobody holds a trigger in its middle for so long by chance. */
  private static final long LAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private enum State {
    UNHEARD,
    DOUBTED,
    /** It leapt to its middle; believed for as long as it is seen at its middle and its ends. */
    DIGITAL,
    BELIEVED
  }

  private final boolean isRestKnown;
  private State state = State.UNHEARD;
  private double last;
  private boolean isAnalogue;
  private boolean isNear;
  private long nearSinceNanos;

  AxisBelief(boolean isRestKnown) {
    this.isRestKnown = isRestKnown;
  }

  /**
   * Takes where the system saw it before. That may be long ago, so of what is in between nothing is
   * concluded.
   *
   * @param flat so near to its rest it cannot be by chance
   */
  void begin(double deflection, double flat) {
    last = Math.abs(deflection);
    if (last <= flat) {
      state = State.BELIEVED;
    } else if (last >= END) {
      state = State.DOUBTED;
    }
  }

  /**
   * Takes where the axis is now.
   *
   * @param deflection from its rest, −1…1
   * @return true where that may be told
   */
  boolean believes(double deflection, long nanos) {
    double far = Math.abs(deflection);
    switch (state) {
      case UNHEARD ->
          state = far <= NEAR || (isRestKnown && far < END) ? State.BELIEVED : State.DOUBTED;
      case DOUBTED -> consider(far, nanos);
      case DIGITAL -> {
        if (far > LEAPT && far < END) {
          isAnalogue = true;
          state = State.DOUBTED;
        }
        consider(far, nanos);
      }
      case BELIEVED -> {
        // once and for all
      }
    }
    last = far;
    return state == State.BELIEVED || state == State.DIGITAL;
  }

  /** True where it was heard, and is not believed. */
  boolean isDoubted() {
    return state == State.DOUBTED;
  }

  private void consider(double far, long nanos) {
    boolean hasLain = isNear && nanos - nearSinceNanos >= LAIN_NANOS;
    if (far <= NEAR && !isNear) {
      nearSinceNanos = nanos;
    }
    isNear = far <= NEAR;
    if (hasLain || (isNear && isRestKnown)) {
      state = State.BELIEVED;
    } else if (far <= LEAPT && last >= END && !isAnalogue) {
      state = State.DIGITAL;
    } else if (!isNear && far < END) {
      isAnalogue = true;
    }
  }
}
