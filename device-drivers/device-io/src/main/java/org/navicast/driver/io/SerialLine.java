package org.navicast.driver.io;

import java.io.IOException;

/** An open serial port, read by one thread and closed by any. */
public interface SerialLine extends AutoCloseable {

  /** What {@link #read} returns once the line was closed on this side. */
  int CLOSED = -1;

  /**
   * Waits for bytes and takes what there is, at most {@code buffer.length}.
   *
   * @return how many bytes came; 0 when the line was silent for as long as its settings allow;
   *     {@link #CLOSED} after {@link #close()}, at once even where it was waiting
   * @throws IOException when the port is gone
   */
  int read(byte[] buffer) throws IOException;

  /**
   * Sends all of these bytes; returns when the port has taken them, not when they are on the wire.
   * After {@link #close()} nothing is sent.
   *
   * @throws IOException when the port is gone
   */
  void write(byte[] bytes) throws IOException;

  /** Closes the port; may be called from any thread and more than once. */
  @Override
  void close();
}
