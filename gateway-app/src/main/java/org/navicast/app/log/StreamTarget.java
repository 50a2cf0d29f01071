package org.navicast.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The log as text. */
public final class StreamTarget implements LogTarget {
  private final LogLine lines;
  private final OutputStream out;

  public StreamTarget(LogLine lines, OutputStream out) {
    this.lines = lines;
    this.out = out;
  }

  @Override
  public void put(ILoggingEvent entry) throws IOException {
    out.write(lines.of(entry).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
