package org.navicast.driver.io;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The modem lines of an open tty by {@code ioctl}, which tells when that failed. */
final class ModemStatus implements AutoCloseable {
  // asm-generic/ioctls.h and termios.h: the same on x86-64 and arm64
  private static final int TIOCMGET = 0x5415;
  private static final int TIOCMBIS = 0x5416;
  private static final int TIOCMBIC = 0x5417;
  private static final int TIOCM_DTR = 0x002;
  private static final int TIOCM_RTS = 0x004;
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

  /** Takes over a descriptor. */
  ModemStatus(String path, int descriptor) {
    this.path = path;
    this.descriptor = descriptor;
  }

  /** Raises the outputs that the contacts take their voltage from, and lowers the other one. */
  void supply(ModemLines.Supply supply) throws IOException {
    switch (supply) {
      case RTS -> {
        change(TIOCMBIS, TIOCM_RTS);
        change(TIOCMBIC, TIOCM_DTR);
      }
      case DTR -> {
        change(TIOCMBIS, TIOCM_DTR);
        change(TIOCMBIC, TIOCM_RTS);
      }
      case BOTH -> change(TIOCMBIS, TIOCM_RTS | TIOCM_DTR);
    }
  }

  private void change(int request, int lines) throws IOException {
    bits.set(ValueLayout.JAVA_INT, 0, lines);
    if (SystemCalls.ioctl(descriptor, request, bits) != 0) {
      throw new IOException("the modem lines of " + path + " cannot be set; use another adapter");
    }
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
