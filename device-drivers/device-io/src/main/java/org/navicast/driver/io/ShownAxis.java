package org.navicast.driver.io;

import org.jspecify.annotations.Nullable;
import org.navicast.driver.hid.AxisRest;
import org.navicast.driver.hid.HidValue;

/**
 * What was seen of one axis while a person showed it, each place as a fraction 0…1 of its range.
 *
 * <p>A device that only speaks when something changes is first heard in the middle of a movement.
 * So an axis that is first heard at an end may rest there, as a trigger, or have been pushed there
 * at once, as a digital pad: it is a pad where the next that is heard of it is its middle.
 */
public final class ShownAxis {
  /** So far of its way an axis must go, and so near its rest it must come back. */
  private static final double FAR = 0.5;

  private static final double NEAR = 0.15;

  /** Less than this is no movement, whatever its way: an untouched axis trembles. */
  private static final double LEAST = 0.2;

  /** Where it rests at an end. */
  private static final double AT_END = 0.2;

  private static final double MIDDLE = 0.5;
  private static final double AT_MIDDLE = 0.05;
  private static final double AT_VERY_END = 0.005;

  private double rest;
  private double now;
  private double peak;
  private boolean mayHaveLeapt;

  /**
   * How it was moved.
   *
   * @param isRising true where its value grew
   */
  public record Moved(AxisRest rest, boolean isRising) {
    /** What a person should know of it. */
    public String words() {
      String way = "its value " + (isRising ? "grows" : "shrinks") + " as you do that; it rests ";
      return switch (rest) {
        case CENTRE -> way + "in its middle";
        case LOW -> way + "at its lower end, so it goes this way only";
        case HIGH -> way + "at its upper end, so it goes this way only";
      };
    }
  }

  /** Where it was first heard. */
  public ShownAxis(HidValue.Axis first) {
    now = place(first);
    rest = now;
    mayHaveLeapt = Math.min(now, 1 - now) <= AT_VERY_END;
  }

  /** Begins with the next movement: it rests where it is now. */
  public void begin() {
    rest = now;
    peak = 0;
  }

  /** The movement was taken. */
  public void forget() {
    peak = 0;
  }

  /** Takes where it is now. */
  public void take(HidValue.Axis value) {
    double place = place(value);
    if (mayHaveLeapt && place != now) {
      mayHaveLeapt = false;
      if (Math.abs(place - MIDDLE) <= AT_MIDDLE) {
        peak = now - MIDDLE;
        rest = MIDDLE;
      }
    }
    now = place;
    double away = now - rest;
    if (Math.abs(away) > Math.abs(peak)) {
      peak = away;
    }
  }

  /** How far it was, 0…1 of its way to the end; 0 where that is no movement. */
  public double reached() {
    double way = peak > 0 ? 1 - rest : rest;
    double reached = way == 0 ? 0 : Math.abs(peak) / way;
    return Math.abs(peak) >= LEAST && reached >= FAR ? reached : 0;
  }

  /** True where it is where it rested. */
  public boolean isBack() {
    return Math.abs(now - rest) <= NEAR;
  }

  /** The movement that it made; null where it made none, or is not back. */
  public @Nullable Moved moved() {
    return reached() > 0 && isBack() ? new Moved(restClass(), peak > 0) : null;
  }

  private AxisRest restClass() {
    if (rest <= AT_END) {
      return AxisRest.LOW;
    }
    return rest >= 1 - AT_END ? AxisRest.HIGH : AxisRest.CENTRE;
  }

  private static double place(HidValue.Axis axis) {
    return (double) (Math.clamp(axis.value(), axis.min(), axis.max()) - axis.min())
        / (axis.max() - axis.min());
  }
}
