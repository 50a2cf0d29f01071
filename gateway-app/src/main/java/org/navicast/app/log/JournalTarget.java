package org.navicast.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.IOException;
import java.nio.file.Path;

/** The log as entries of systemd's journal, with fields to search by. */
public final class JournalTarget implements LogTarget {
  private final Path path;
  private final JournalSocket socket;
  private final LogTarget plain;
  private boolean isToldOf;

  /**
   * @param path {@link Journal#SOCKET}
   * @param plain takes what the journal does not
   */
  public JournalTarget(Path path, LogTarget plain) {
    this.path = path;
    this.socket = new JournalSocket(path);
    this.plain = plain;
  }

  @Override
  public void put(ILoggingEvent entry) throws IOException {
    int errno = socket.send(JournalEntry.of(entry));
    if (errno == 0) {
      return;
    }
    plain.put(entry);
    if (errno != JournalSocket.TOO_LONG && !isToldOf) {
      isToldOf = true;
      plain.put(
          OwnEntry.of(
              "the journal cannot be told fields at {} (errno {}), so the log goes there as lines",
              path,
              errno));
    }
  }

  @Override
  public void flush() throws IOException {
    plain.flush();
  }
}
