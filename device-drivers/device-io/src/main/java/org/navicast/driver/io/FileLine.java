package org.navicast.driver.io;

import java.io.IOException;
import java.nio.file.Path;

/** A node of Linux, waited for in the kernel together with the wake-up that closing sends. */
final class FileLine implements DeviceLine {
  // errno-base.h
  private static final int EINTR = 4;
  private static final int EAGAIN = 11;

  private static final int WRITE_MILLIS = 1_000;

  private final String path;
  private final PolledFile file;
  private final boolean mayWrite;
  private final Occupancy occupancy;

  /**
   * @param file opened not to wait; this closes it
   * @param mayWrite it was opened for that too
   */
  FileLine(String path, PolledFile file, boolean mayWrite) {
    this.path = path;
    this.mayWrite = mayWrite;
    this.file = file;
    this.occupancy = new Occupancy(file::wake, file::close);
  }

  @Override
  public int read(byte[] buffer, int waitMillis) throws IOException {
    if (!occupancy.enter()) {
      return CLOSED;
    }
    int count;
    boolean stillOpen;
    try {
      count = waitAndRead(buffer, waitMillis);
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
      throw gone();
    }
    return count;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    if (!mayWrite) {
      throw new IOException(
          "no permission to write to " + path + "; " + NodePermission.remedy(Path.of(path)));
    }
    if (!occupancy.enter()) {
      return;
    }
    try {
      int sent = 0;
      while (sent < bytes.length) {
        int count = file.write(bytes, sent);
        if (count == -EAGAIN && file.awaitWritable(WRITE_MILLIS)) {
          continue;
        }
        if (count <= 0) {
          throw new IOException(
              path + " does not take what is sent to it (system error " + -count + ")");
        }
        sent += count;
      }
    } finally {
      occupancy.leave();
    }
  }

  @Override
  public void lend(Borrower borrower) throws IOException, InterruptedException {
    if (!occupancy.enter()) {
      return;
    }
    try {
      borrower.use(file.descriptors());
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

  /** Bytes that came; EAGAIN where none did; 0 or another negated errno once the device is gone. */
  private int waitAndRead(byte[] buffer, int waitMillis) {
    if (waitMillis == 0) {
      return file.read(buffer);
    }
    return switch (file.awaitReadable(waitMillis)) {
      case READABLE -> file.read(buffer);
      case SILENT, WOKEN -> -EAGAIN;
    };
  }
}
