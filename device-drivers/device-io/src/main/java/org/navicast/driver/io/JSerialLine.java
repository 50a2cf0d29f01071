package org.navicast.driver.io;

import com.fazecast.jSerialComm.SerialPort;
import java.io.IOException;

/**
 * A line over jSerialComm, for other systems than Linux.
 *
 * <p>jSerialComm would close a port under a thread that is reading from it, and that thread could
 * then read from whatever gets the same number next. Here it is closed by the last one to leave:
 * nothing wakes a waiting read, so it comes back now and then and sees whether it is to end; what
 * arrives is never kept waiting by that.
 */
final class JSerialLine implements DeviceLine {
  private final String path;
  private final SerialPort port;
  private final Occupancy occupancy;

  /**
   * @param port open, with reads that come back now and then; this closes it
   */
  JSerialLine(String path, SerialPort port) {
    this.path = path;
    this.port = port;
    this.occupancy = new Occupancy(() -> {}, () -> OpenedPort.close(port));
  }

  @Override
  public int read(byte[] buffer, int waitMillis) throws IOException {
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
    if (count < 0) {
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
