package org.navicast.driver.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A hidraw node, waited for in the kernel together with the wake-up that closing sends. */
final class HidrawLine implements HidLine {
  // errno-base.h
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int EACCES = 13;

  private final String path;
  private final PolledFile file;
  private final Occupancy occupancy;

  private HidrawLine(String path, PolledFile file) {
    this.path = path;
    this.file = file;
    this.occupancy = new Occupancy(file::wake, file::close);
  }

  static HidLine open(String path) throws IOException {
    int descriptor = SystemCalls.openToRead(path);
    if (descriptor == -EACCES) {
      throw new IOException(noPermission(Path.of(path)));
    }
    if (descriptor < 0) {
      throw new IOException(
          path
              + " cannot be opened; unplug the device and plug it in again (system error "
              + -descriptor
              + ")");
    }
    return new HidrawLine(path, PolledFile.of(descriptor));
  }

  /** Why this process may not read from the node; empty where it may. */
  static String trouble(Path node) {
    return Files.isReadable(node) ? "" : noPermission(node);
  }

  @Override
  public int read(byte[] buffer) throws IOException {
    if (!occupancy.enter()) {
      return CLOSED;
    }
    int count;
    boolean stillOpen;
    try {
      count = waitAndRead(buffer);
    } finally {
      stillOpen = occupancy.leave();
    }
    if (!stillOpen) {
      return CLOSED;
    }
    if (count <= 0) {
      throw new IOException(path + " is gone; the device was unplugged");
    }
    return count;
  }

  @Override
  public void close() {
    occupancy.close();
  }

  /** Bytes of a report; 0 or a negated errno once the device is gone; 0 once woken. */
  private int waitAndRead(byte[] buffer) {
    while (file.awaitReadable()) {
      int count = file.read(buffer);
      if (count != -EAGAIN && count != -EINTR) {
        return count;
      }
    }
    return 0;
  }

  private static String noPermission(Path node) {
    return "no permission to read "
        + node
        + "; add a udev rule that gives this device to a group of the gateway's user";
  }
}
