package org.navicast.driver.io;

import java.io.IOException;
import java.util.Arrays;

/**
 * An open device of hidapi. Its handle must not be closed under a waiting read, and nothing wakes
 * that one, so it looks up now and then whether it is to end; a report is never kept waiting by it.
 */
final class Hid4JavaLine implements DeviceLine {
  private static final int LOOK_UP_MILLIS = 250;

  private final org.hid4java.HidDevice device;
  private final byte[] chunk;
  private volatile boolean closed;

  /**
   * @param device it is open
   * @param longestReportBytes of the device
   */
  Hid4JavaLine(org.hid4java.HidDevice device, int longestReportBytes) {
    this.device = device;
    this.chunk = new byte[longestReportBytes];
  }

  @Override
  public int read(byte[] buffer, int waitMillis) throws IOException {
    int wait = waitMillis == FOREVER ? LOOK_UP_MILLIS : Math.min(waitMillis, LOOK_UP_MILLIS);
    int count;
    synchronized (device) {
      if (closed) {
        return CLOSED;
      }
      count = device.read(chunk, wait);
    }
    if (closed) {
      return CLOSED;
    }
    if (count < 0) {
      throw new IOException(device.getPath() + " is gone; the device was unplugged");
    }
    int taken = Math.min(count, buffer.length);
    System.arraycopy(chunk, 0, buffer, 0, taken);
    return taken;
  }

  @Override
  public void write(byte[] report) throws IOException {
    byte[] afterId = Arrays.copyOfRange(report, 1, report.length);
    synchronized (device) {
      if (!closed && device.write(afterId, afterId.length, report[0]) < 0) {
        throw new IOException(device.getPath() + " did not take a report");
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    synchronized (device) {
      if (!device.isClosed()) {
        device.close();
      }
    }
  }
}
