package org.navicast.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/**
 * Sends the log to stderr, one line an entry. Found by Logback itself; in code rather than XML,
 * since parsing XML would cost a fifth of the start.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  /** Above all loggers of the gateway. */
  private static final String OURS = "org.navicast";

  private static final String LINE = "%d{HH:mm:ss.SSS} %-5level %msg%n";

  /** Where systemd collects the log, its journal writes the time itself. */
  private static final String LINE_IN_JOURNAL = "%-5level %msg%n";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(System.getenv("JOURNAL_STREAM") == null ? LINE : LINE_IN_JOURNAL);
    encoder.start();

    ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
    stderr.setContext(context);
    stderr.setTarget("System.err");
    stderr.setEncoder(encoder);
    stderr.start();

    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(stderr);
    context.getLogger(OURS).setLevel(Level.INFO);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /** Tells more from now on, for whoever looks for a fault. */
  public static void verbose() {
    setLevel(Level.DEBUG);
  }

  /**
   * Tells only of trouble, where the command itself says what goes on; not if more was asked for.
   */
  public static void quiet() {
    if (!LoggerFactory.getLogger(OURS).isDebugEnabled()) {
      setLevel(Level.WARN);
    }
  }

  private static void setLevel(Level level) {
    if (LoggerFactory.getLogger(OURS) instanceof Logger logger) {
      logger.setLevel(level);
    }
  }
}
