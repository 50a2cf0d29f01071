package org.navicast.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.navicast.app.log.HandOver;
import org.navicast.app.log.Journal;
import org.navicast.app.log.JournalTarget;
import org.navicast.app.log.LogLine;
import org.navicast.app.log.LogTarget;
import org.navicast.app.log.StreamTarget;
import org.slf4j.LoggerFactory;

/**
 * Sends the log to stderr, one line an entry, or to the journal where that is stderr. Found by
 * Logback itself; in code rather than XML, since parsing XML would cost a fifth of the start.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  /** Above all loggers of the gateway. */
  private static final String OURS = "org.navicast";

  /** So long the end of the program waits at most for somebody to read its last lines. */
  private static final int LAST_LINES_MILLIS = 500;

  private static volatile @Nullable HandOver toStderr;

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    HandOver stderr = new HandOver(target(), System::nanoTime);
    stderr.setContext(context);
    stderr.start();
    toStderr = stderr;

    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(stderr);
    context.getLogger(OURS).setLevel(Level.INFO);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static LogTarget target() {
    FileOutputStream out = new FileOutputStream(FileDescriptor.err);
    return Journal.isAt(System::getenv, Path.of("/proc/self/fd/2"))
        ? new JournalTarget(Journal.SOCKET, new StreamTarget(LogLine.forJournal(), out))
        : new StreamTarget(LogLine.withTime(), out);
  }

  /** Waits until what was logged is written, or for half a second where nobody reads it. */
  public static void flush() {
    HandOver stderr = toStderr;
    if (stderr != null) {
      stderr.flush(LAST_LINES_MILLIS);
    }
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
