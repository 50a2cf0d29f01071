package org.navicast.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.words.Foreign;

/**
 * An entry of the log as text: one line, and a bounded stack trace where it has one. Whatever was
 * put into the entry, nothing of it forges a line or speaks to a terminal.
 */
public final class LogLine {
  private static final int MAX_MESSAGE = 1_000;
  private static final int MAX_FRAMES = 40;
  private static final int MAX_CAUSES = 5;
  private static final int LEVEL_WIDTH = 5;

  private final @Nullable DateTimeFormatter time;
  private final boolean isForJournal;

  private LogLine(@Nullable DateTimeFormatter time, boolean isForJournal) {
    this.time = time;
    this.isForJournal = isForJournal;
  }

  /** Each entry begins with the time. */
  public static LogLine withTime() {
    return new LogLine(
        DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault()),
        false);
  }

  /**
   * Each line begins with its level as systemd reads it (sd-daemon(3)), which becomes the field
   * {@code PRIORITY} of the journal, so that {@code journalctl -p warning} finds it; the journal
   * has a time of its own.
   */
  public static LogLine forJournal() {
    return new LogLine(null, true);
  }

  /** The text, with its line breaks. */
  String of(ILoggingEvent entry) {
    String text = text(entry);
    if (!isForJournal) {
      return text;
    }
    String priority = "<" + Journal.priority(entry.getLevel()) + ">";
    return text.lines().map(line -> priority + line + "\n").collect(Collectors.joining());
  }

  /** The same, its lines without what systemd reads. */
  String text(ILoggingEvent entry) {
    StringBuilder text = new StringBuilder(160);
    begin(text, entry.getTimeStamp(), entry.getLevel().toString());
    text.append(Foreign.line(entry.getFormattedMessage(), MAX_MESSAGE)).append('\n');
    IThrowableProxy thrown = entry.getThrowableProxy();
    for (int i = 0; thrown != null && i < MAX_CAUSES; i++) {
      trace(text, thrown, i > 0);
      thrown = thrown.getCause();
    }
    return text.toString();
  }

  private void begin(StringBuilder text, long epochMillis, String level) {
    if (time != null) {
      time.formatTo(Instant.ofEpochMilli(epochMillis), text);
      text.append(' ');
    }
    text.append(level).append(" ".repeat(Math.max(1, LEVEL_WIDTH + 1 - level.length())));
  }

  private static void trace(StringBuilder text, IThrowableProxy thrown, boolean isCause) {
    String message = thrown.getMessage();
    text.append(isCause ? "Caused by: " : "")
        .append(thrown.getClassName())
        .append(message == null ? "" : ": " + Foreign.line(message))
        .append('\n');
    StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
    int shown = Math.min(frames.length - thrown.getCommonFrames(), MAX_FRAMES);
    for (int i = 0; i < shown; i++) {
      text.append("\tat ").append(frames[i].getStackTraceElement()).append('\n');
    }
    if (shown < frames.length) {
      text.append("\t… ").append(frames.length - shown).append(" more\n");
    }
  }
}
