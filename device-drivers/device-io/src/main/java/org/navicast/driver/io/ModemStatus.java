package org.navicast.driver.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Reads the inputs of a tty by {@code ioctl(TIOCMGET)}, and knows when that failed. */
final class ModemStatus implements AutoCloseable {
  // asm-generic/ioctls.h and termios.h: the same on x86-64 and arm64
  private static final int TIOCMGET = 0x5415;
  private static final int TIOCM_CTS = 0x020;
  private static final int TIOCM_CAR = 0x040;
  private static final int TIOCM_RNG = 0x080;
  private static final int TIOCM_DSR = 0x100;
  private static final int ENOTTY = 25;
  private static final int EINVAL = 22;

  private final String path;
  private final int descriptor;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment bits = arena.allocate(ValueLayout.JAVA_INT);

  private ModemStatus(String path, int descriptor) {
    this.path = path;
    this.descriptor = descriptor;
  }

  static ModemStatus open(String path) throws IOException {
    int descriptor = SystemCalls.openTty(path);
    if (descriptor < 0) {
      throw new IOException(path + " does not answer (system error " + -descriptor + ")");
    }
    return new ModemStatus(path, descriptor);
  }

  ModemLines.Levels read() throws IOException {
    int errno = SystemCalls.ioctl(descriptor, TIOCMGET, bits);
    if (errno == ENOTTY || errno == EINVAL) {
      throw new IOException(path + " has no modem lines; use a real serial port or adapter");
    }
    if (errno != 0) {
      throw new IOException(
          path + " is gone; the adapter was unplugged (system error " + errno + ")");
    }
    int on = bits.get(ValueLayout.JAVA_INT, 0);
    return new ModemLines.Levels(
        (on & TIOCM_CTS) != 0, (on & TIOCM_DSR) != 0, (on & TIOCM_CAR) != 0, (on & TIOCM_RNG) != 0);
  }

  /** The caller sees to it that nothing reads meanwhile or afterwards. */
  @Override
  public void close() {
    SystemCalls.close(descriptor);
    arena.close();
  }
}
