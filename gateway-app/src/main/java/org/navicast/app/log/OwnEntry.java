package org.navicast.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;

/**
 * What the log has to tell of itself. It is not logged, or it would be counted and lost as well.
 */
final class OwnEntry {
  private OwnEntry() {}

  /**
   * A warning.
   *
   * @param message with {@code {}} for each argument
   */
  static ILoggingEvent of(String message, Object... arguments) {
    LoggingEvent entry = new LoggingEvent();
    entry.setLoggerName(OwnEntry.class.getPackageName());
    entry.setLevel(Level.WARN);
    entry.setTimeStamp(System.currentTimeMillis());
    entry.setMessage(message);
    entry.setArgumentArray(arguments);
    return entry;
  }
}
