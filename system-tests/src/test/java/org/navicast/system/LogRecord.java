package org.navicast.system;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Keeps what is logged in this process, by whomever, while it is open. Nothing of it is printed.
 */
final class LogRecord extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger root;
  private final Map<Logger, Level> levels = new HashMap<>();
  private final List<Appender<ILoggingEvent>> others = new CopyOnWriteArrayList<>();
  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  /**
   * @param text the message, and after it what was thrown, with its causes
   */
  record Entry(Level level, String logger, String text) {}

  private LogRecord(LoggerContext context, Level level) {
    root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    for (Logger logger : context.getLoggerList()) {
      if (logger.getLevel() != null) {
        levels.put(logger, logger.getLevel());
        logger.setLevel(level);
      }
    }
    root.iteratorForAppenders().forEachRemaining(others::add);
    others.forEach(root::detachAppender);
    setContext(context);
    start();
    root.addAppender(this);
  }

  /** From now on, all of that level and above. */
  static LogRecord from(Level level) {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
      throw new AssertionError("the tests log by Logback");
    }
    return new LogRecord(context, level);
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  @Override
  protected void append(ILoggingEvent event) {
    StringBuilder text = new StringBuilder(String.valueOf(event.getFormattedMessage()));
    for (@Nullable IThrowableProxy thrown = event.getThrowableProxy();
        thrown != null;
        thrown = thrown.getCause()) {
      text.append('\n').append(thrown.getClassName()).append(": ").append(thrown.getMessage());
    }
    entries.add(new Entry(event.getLevel(), event.getLoggerName(), text.toString()));
  }

  @Override
  public void close() {
    root.detachAppender(this);
    others.forEach(root::addAppender);
    levels.forEach(Logger::setLevel);
  }
}
