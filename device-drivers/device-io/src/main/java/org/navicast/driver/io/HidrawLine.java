package org.navicast.driver.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A hidraw node, waited for in the kernel together with the wake-up that closing sends. The
 * descriptors are closed by the last one to leave, so that nobody ever waits on a number that
 * belongs to another file by then.
 */
final class HidrawLine implements HidLine {
  // errno-base.h
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;
  private static final int EACCES = 13;

  private final String path;
  private final PolledFile file;
  private final Object state = new Object();
  private int inside;
  private boolean closed;

  private HidrawLine(String path, PolledFile file) {
    this.path = path;
    this.file = file;
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
    if (!enter()) {
      return CLOSED;
    }
    int count;
    boolean stillOpen;
    try {
      count = waitAndRead(buffer);
    } finally {
      stillOpen = leave();
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
    synchronized (state) {
      if (closed) {
        return;
      }
      closed = true;
      if (inside == 0) {
        file.close();
      } else {
        file.wake();
      }
    }
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

  private boolean enter() {
    synchronized (state) {
      if (!closed) {
        inside++;
      }
      return !closed;
    }
  }

  private boolean leave() {
    synchronized (state) {
      inside--;
      if (closed && inside == 0) {
        file.close();
      }
      return !closed;
    }
  }

  private static String noPermission(Path node) {
    return "no permission to read "
        + node
        + "; add a udev rule that gives this device to a group of the gateway's user";
  }
}
