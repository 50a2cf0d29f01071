package org.navicast.app.command;

import java.util.concurrent.TimeUnit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration in seconds. */
final class Seconds implements ITypeConverter<Long> {
  /** Longer than any machine runs, and still a number of nanoseconds. */
  static final long FOREVER = TimeUnit.DAYS.toSeconds(36_500);

  private static final long MAX = TimeUnit.DAYS.toSeconds(365);

  @Override
  public Long convert(String text) {
    try {
      long seconds = Long.parseLong(text);
      if (seconds >= 1 && seconds <= MAX) {
        return seconds;
      }
    } catch (NumberFormatException _) {
      // told below
    }
    throw new TypeConversionException(
        "'" + text + "' is not a duration; give a whole number of seconds from 1 to " + MAX);
  }
}
