package org.navicast.app.board;

import java.util.OptionalLong;

/**
 * How right the clock of the machine is, as far as its kernel knows.
 *
 * @param synchronised whether something sets it by other clocks
 * @param offsetMicros by how much it is to be corrected still, in microseconds; empty where that is
 *     not known
 */
public record ClockState(boolean synchronised, OptionalLong offsetMicros) {
  /** More than any network between a board and a time server costs, less than a person notices. */
  private static final long MUCH_MICROS = 100_000;

  /** True where the times that events carry can be compared with those of others. */
  public boolean isGood() {
    return synchronised
        && offsetMicros.stream().allMatch(micros -> Math.abs(micros) <= MUCH_MICROS);
  }

  /** In words. */
  public String words() {
    if (!synchronised) {
      return "not synchronised";
    }
    return offsetMicros.isPresent()
        ? "off by " + offsetMicros.getAsLong() / 1_000 + " ms"
        : "synchronised";
  }
}
