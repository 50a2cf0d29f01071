package org.navicast.driver.io;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;

/**
 * A line over jSerialComm.
 *
 * <p>jSerialComm would close the file descriptor under a thread that is reading from it, and that
 * thread could then read from whatever gets the same number next. Here the descriptor is closed by
 * the last one to leave: {@link #close()} only makes the port non-blocking, which ends a waiting
 * read at once and any later one before it waits.
 */
final class JSerialLine implements SerialLine {
  private final String path;
  private final SerialPort port;
  private final boolean waitsForever;
  private final Occupancy occupancy;

  JSerialLine(String path, SerialPort port, boolean waitsForever) {
    this.path = path;
    this.port = port;
    this.waitsForever = waitsForever;
    this.occupancy =
        new Occupancy(
            () -> port.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0),
            () -> OpenedPort.close(port));
  }

  @Override
  public int read(byte[] buffer) throws IOException {
    if (!occupancy.enter()) {
      return CLOSED;
    }
    int count = -1;
    boolean stillOpen;
    try {
      count = port.readBytes(buffer, buffer.length);
    } finally {
      stillOpen = occupancy.leave();
    }
    if (!stillOpen) {
      return CLOSED;
    }
    // A read without a limit of silence that brings nothing is what a hung-up tty answers.
    if (count < 0 || (count == 0 && waitsForever)) {
      throw gone();
    }
    return count;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    if (!occupancy.enter()) {
      return;
    }
    try {
      for (int sent = 0; sent < bytes.length; ) {
        int count = port.writeBytes(bytes, bytes.length - sent, sent);
        if (count <= 0) {
          throw gone();
        }
        sent += count;
      }
    } finally {
      occupancy.leave();
    }
  }

  @Override
  public void close() {
    occupancy.close();
  }

  private IOException gone() {
    return new IOException(path + " is gone; the device or its adapter was unplugged");
  }
}
