package org.navicast.app.log;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether the log goes to systemd's journal, which writes the time itself, and knows levels and
 * fields.
 */
public final class Journal {
  /** Where it takes entries with fields, on every system that has it. */
  public static final Path SOCKET = Path.of("/run/systemd/journal/socket");

  private Journal() {}

  /**
   * True where that file is the stream that systemd made (systemd.exec(5), {@code
   * $JOURNAL_STREAM}). The variable alone says little: a child of a service has it too, wherever
   * its log goes.
   *
   * @param stream such as {@code /proc/self/fd/2}
   */
  public static boolean isAt(Function<String, @Nullable String> environment, Path stream) {
    @Nullable String journal = environment.apply("JOURNAL_STREAM");
    if (journal == null) {
      return false;
    }
    try {
      return journal.equals(
          Files.getAttribute(stream, "unix:dev") + ":" + Files.getAttribute(stream, "unix:ino"));
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }

  /** syslog(3) counts downwards: 3 is an error, 7 is for who looks for a fault. */
  static int priority(Level level) {
    return switch (level.toInt()) {
      case Level.ERROR_INT -> 3;
      case Level.WARN_INT -> 4;
      case Level.INFO_INT -> 6;
      default -> 7;
    };
  }
}
