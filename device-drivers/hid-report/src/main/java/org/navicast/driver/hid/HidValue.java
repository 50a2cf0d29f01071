package org.navicast.driver.hid;

import java.util.List;
import java.util.OptionalInt;

/** One value of a report. */
public sealed interface HidValue {

  /** A button or anything else that is a single bit. */
  record Switch(HidUsage usage, boolean on) implements HidValue {}

  /**
   * An axis, a slider, a wheel.
   *
   * @param value what the report says, where it is within its range or not
   * @param min smallest value by the descriptor
   * @param max largest value by the descriptor, not below min
   * @param relative true where the value is a movement, false where it is a position
   */
  record Axis(HidUsage usage, long value, long min, long max, boolean relative)
      implements HidValue {

    /**
     * Its position as a fraction of full deflection: −1…1 where the range has negative values, 0…1
     * where it has none. What is beyond the range counts as its end.
     */
    public double fraction() {
      long bounded = Math.clamp(value, min, max);
      if (min < 0) {
        long full = Math.max(-min, max);
        return full == 0 ? 0 : (double) bounded / full;
      }
      return max == min ? 0 : (double) (bounded - min) / (max - min);
    }
  }

  /**
   * A hat switch.
   *
   * @param direction steps clockwise from the first position, which is up on every known device;
   *     empty while it is let go
   * @param positions how many directions it has, at least 1
   */
  record Hat(HidUsage usage, OptionalInt direction, int positions) implements HidValue {}

  /**
   * The controls of a group that are on; all others of the group are off.
   *
   * @param group number of the group among those of the device, the same in each report
   */
  record Selection(int group, List<HidUsage> on) implements HidValue {
    public Selection {
      on = List.copyOf(on);
    }
  }
}
