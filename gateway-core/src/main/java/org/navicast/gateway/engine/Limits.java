package org.navicast.gateway.engine;

/** Refuses settings that are out of their range, in words for the person who wrote them. */
public final class Limits {
  private Limits() {}

  /** Refuses a number that is not from min to max. */
  public static void check(String what, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          what + " is " + value + "; give a whole number from " + min + " to " + max);
    }
  }

  /** Refuses a number that is not from min to max. */
  public static void check(String what, double value, double min, double max) {
    // Written so that a NaN is refused too.
    if (!(value >= min && value <= max)) {
      throw new IllegalArgumentException(
          what + " is " + value + "; give a number from " + min + " to " + max);
    }
  }
}
