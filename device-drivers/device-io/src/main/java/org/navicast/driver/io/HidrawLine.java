package org.navicast.driver.io;

import java.io.IOException;
import java.nio.file.Path;

/** A hidraw node, waited for in the kernel together with the wake-up that closing sends. */
final class HidrawLine implements HidLine {
  // errno-base.h
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int EACCES = 13;

  private final String path;
  private final PolledFile file;
  private final boolean mayWrite;
  private final Occupancy occupancy;

  private HidrawLine(String path, PolledFile file, boolean mayWrite) {
    this.path = path;
    this.mayWrite = mayWrite;
    this.file = file;
    this.occupancy = new Occupancy(file::wake, file::close);
  }

  static HidLine open(String path) throws IOException {
    int descriptor = SystemCalls.openToReadAndWrite(path);
    boolean mayWrite = descriptor != -EACCES;
    if (!mayWrite) {
      descriptor = SystemCalls.openToRead(path);
    }
    if (descriptor == -EACCES) {
      throw new IOException(NodePermission.advice(Path.of(path)));
    }
    if (descriptor < 0) {
      throw new IOException(
          path
              + " cannot be opened; unplug the device and plug it in again (system error "
              + -descriptor
              + ")");
    }
    return new HidrawLine(path, PolledFile.of(descriptor), mayWrite);
  }

  /** Why this process may not read from the node; empty where it may. */
  static String trouble(Path node) {
    return NodePermission.mayRead(node) ? "" : NodePermission.advice(node);
  }

  @Override
  public int read(byte[] buffer, int silenceMillis) throws IOException {
    if (!occupancy.enter()) {
      return CLOSED;
    }
    int count;
    boolean stillOpen;
    try {
      count = waitAndRead(buffer, silenceMillis);
    } finally {
      stillOpen = occupancy.leave();
    }
    if (!stillOpen) {
      return CLOSED;
    }
    if (count == -EAGAIN || count == -EINTR) {
      return SILENT;
    }
    if (count <= 0) {
      throw new IOException(path + " is gone; the device was unplugged");
    }
    return count;
  }

  @Override
  public void write(byte[] report) throws IOException {
    if (!mayWrite) {
      throw new IOException(
          "no permission to write to " + path + "; " + NodePermission.remedy(Path.of(path)));
    }
    if (!occupancy.enter()) {
      return;
    }
    try {
      int count = file.write(report);
      if (count != report.length) {
        throw new IOException(path + " did not take a report (system error " + -count + ")");
      }
    } finally {
      occupancy.leave();
    }
  }

  @Override
  public void close() {
    occupancy.close();
  }

  /**
   * Bytes of a report; EAGAIN where none came; 0 or another negated errno once the device is gone.
   */
  private int waitAndRead(byte[] buffer, int silenceMillis) {
    return switch (file.awaitReadable(silenceMillis)) {
      case READABLE -> file.read(buffer);
      case SILENT, WOKEN -> -EAGAIN;
    };
  }
}
