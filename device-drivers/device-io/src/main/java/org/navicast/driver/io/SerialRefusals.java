package org.navicast.driver.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Why a serial port cannot be had, in one plain sentence each. */
final class SerialRefusals {
  // errno values: the same on every system but where another is named
  private static final int EIO = 5;
  private static final int ENXIO = 6;
  private static final int EAGAIN = 11;
  private static final int EACCES = 13;
  private static final int EBUSY = 16;
  private static final int ENODEV = 19;
  private static final int EINVAL = 22;
  private static final int ENOTTY = 25;

  private SerialRefusals() {}

  /**
   * @throws IOException when there is no such node, or this process may not use it
   */
  static void requireNode(String path) throws IOException {
    Path node = Path.of(path);
    if (!Files.exists(node)) {
      throw new IOException(
          "there is no serial port " + path + "; is the device plugged in and the port right");
    }
    if (!NodePermission.mayReadAndWrite(node)) {
      throw new IOException(NodePermission.advice(node));
    }
  }

  /** What an errno of opening or setting the port means. */
  static IOException of(String path, int errno) {
    return new IOException(
        switch (errno) {
          case EACCES -> NodePermission.advice(Path.of(path));
          case EBUSY, EAGAIN -> inUse(path);
          case EIO, ENXIO, ENODEV ->
              path + " does not answer; unplug its adapter and plug it in again";
          case ENOTTY, EINVAL -> noPort(path);
          default -> path + " cannot be opened as a serial port (system error " + errno + ")";
        });
  }

  static String inUse(String path) {
    return path
        + " is in use; close the program that has it open, or give each device its own port";
  }

  static String noPort(String path) {
    return path + " cannot be used as a serial port; give the path of a tty";
  }
}
