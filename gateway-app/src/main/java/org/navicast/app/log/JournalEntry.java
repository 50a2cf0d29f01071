package org.navicast.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.navicast.cast.words.Foreign;

/**
 * An entry of the log in the native protocol of systemd's journal: a datagram of fields. What a
 * person reads is the same as on any other stream; the fields are for {@code journalctl}.
 *
 * <p>Whose line it is comes from its pattern, which is ours: one that begins with <code>{}: </code>
 * is about a device, one with <code>hub {}: </code> about a hub, and the first argument names it.
 */
final class JournalEntry {
  private static final String IDENTIFIER = "navicast";
  private static final String OF_A_DEVICE = "{}: ";
  private static final String OF_A_HUB = "hub {}: ";
  private static final int MAX_PATTERN = 1_000;

  private final ByteArrayOutputStream datagram = new ByteArrayOutputStream(512);

  private JournalEntry() {}

  /** The datagram. */
  static byte[] of(ILoggingEvent event) {
    String pattern = event.getMessage();
    JournalEntry entry = new JournalEntry();
    entry.field("MESSAGE", LogLine.forJournal().text(event).stripTrailing());
    entry.field("PRIORITY", Integer.toString(Journal.priority(event.getLevel())));
    entry.field("SYSLOG_IDENTIFIER", IDENTIFIER);
    entry.field("LOGGER", event.getLoggerName());
    entry.field("NAVICAST_MESSAGE", Foreign.line(pattern.replace("{}", "…"), MAX_PATTERN));
    if (pattern.startsWith(OF_A_DEVICE)) {
      entry.firstArgument("NAVICAST_DEVICE", event);
    } else if (pattern.startsWith(OF_A_HUB)) {
      entry.firstArgument("NAVICAST_HUB", event);
    }
    return entry.datagram.toByteArray();
  }

  private void firstArgument(String name, ILoggingEvent event) {
    Object[] arguments = event.getArgumentArray();
    if (arguments != null && arguments.length > 0) {
      field(name, Foreign.line(String.valueOf(arguments[0])));
    }
  }

  /** {@code name=value}, or with the length of the value where that has lines of its own. */
  private void field(String name, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    datagram.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    if (value.indexOf('\n') < 0) {
      datagram.write('=');
    } else {
      datagram.write('\n');
      datagram.writeBytes(
          ByteBuffer.allocate(Long.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(bytes.length)
              .array());
    }
    datagram.writeBytes(bytes);
    datagram.write('\n');
  }
}
