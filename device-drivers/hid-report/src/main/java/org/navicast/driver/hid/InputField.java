package org.navicast.driver.hid;

/**
 * One Input item of a descriptor: {@code count} values of {@code bits} bits each in a row.
 *
 * @param group its number among all fields of the device, from 0
 * @param place the application collection around it
 * @param bitOffset where its first value begins, in bits after the report id
 * @param bits width of each value, 1 to 32
 * @param count how many values, at least 1
 * @param min smallest value with a meaning
 * @param max largest value with a meaning, not below min
 */
record InputField(
    int group,
    Place place,
    int bitOffset,
    int bits,
    int count,
    long min,
    long max,
    Kind kind,
    UsageList usages) {

  /**
   * An application collection.
   *
   * @param number its number in the descriptor, from 1; 0 for what is in none
   * @param application what it is for; 0:0 where it does not say
   */
  record Place(int number, HidUsage application) {
    static final Place NOWHERE = new Place(0, HidUsage.NONE);
  }

  /** How values are to be understood (HID 1.11, 6.2.2.5). */
  enum Kind {
    /** Each value belongs to a usage: where it is. */
    ABSOLUTE,
    /** Where it is, or a value out of its range for nowhere: a hat that is let go. */
    ABSOLUTE_OR_NONE,
    /** Each value belongs to a usage: how far it has moved. */
    RELATIVE,
    /** Each value names a usage that is on now. */
    ARRAY
  }

  /**
   * The value at this place of its row, with its sign where the range has negative values.
   *
   * @param start where the report begins after its id, in bits
   */
  long value(byte[] report, int start, int index) {
    long raw = BitField.unsigned(report, start + bitOffset + index * bits, bits);
    return min < 0 ? BitField.signed(raw, bits) : raw;
  }

  /** True where that usage of its is on or off and nothing else. */
  boolean isSwitch(HidUsage usage) {
    return !usage.equals(HidUsage.HAT)
        && (bits == 1 || usage.page() == HidUsage.BUTTON || usage.page() == HidUsage.KEYBOARD);
  }

  /** True where some of its usages are on or off. */
  boolean hasSwitches() {
    return kind == Kind.ARRAY || isSwitch(usages.atOrLast(0));
  }

  /** True where it tells where that usage is, as an axis does. */
  boolean isPosition(HidUsage usage) {
    return (kind == Kind.ABSOLUTE || kind == Kind.ABSOLUTE_OR_NONE)
        && usages.contains(usage)
        && !isSwitch(usage);
  }

  /** True where the value is within the range that the descriptor gives. */
  boolean means(long value) {
    return value >= min && value <= max;
  }

  /** The same field where what it tells is a position after all. */
  InputField asPosition() {
    return kind == Kind.RELATIVE
        ? new InputField(group, place, bitOffset, bits, count, min, max, Kind.ABSOLUTE, usages)
        : this;
  }
}
