package org.navicast.driver.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Opens a tty of Linux raw, for this process alone, or says in plain words why not. Values are
 * those of {@code asm-generic/termbits.h}: the same on x86-64 and arm64.
 */
final class LinuxTty {
  // struct termios2: four words of flags, a line discipline, 19 control characters, two rates
  private static final long TERMIOS_BYTES = 44;
  private static final long INPUT_AT = 0;
  private static final long OUTPUT_AT = 4;
  private static final long CONTROL_AT = 8;
  private static final long LOCAL_AT = 12;
  private static final long CHARACTERS_AT = 17;
  private static final long INPUT_RATE_AT = 36;
  private static final long OUTPUT_RATE_AT = 40;

  private static final long VTIME = 5;
  private static final long VMIN = 6;
  private static final long VSTART = 8;
  private static final long VSTOP = 9;
  private static final byte XON = 0x11;
  private static final byte XOFF = 0x13;

  private static final int IGNBRK = 0x1;
  private static final int INPCK = 0x10;
  private static final int IXON = 0x400;
  private static final int IXOFF = 0x1000;
  private static final int CSTOPB = 0x40;
  private static final int CREAD = 0x80;
  private static final int PARENB = 0x100;
  private static final int PARODD = 0x200;
  private static final int HUPCL = 0x400;
  private static final int CLOCAL = 0x800;
  private static final int BOTHER = 0x1000;
  private static final int CRTSCTS = 0x8000_0000;
  private static final int SIZE_SHIFT = 4;
  private static final int SMALLEST_SIZE = 5;

  private static final long TCGETS2 = 0x802C_542AL;
  private static final long TCSETS2 = 0x402C_542BL;
  private static final long TCFLSH = 0x540B;
  private static final long TCIOFLUSH = 2;
  private static final long TIOCEXCL = 0x540C;

  private LinuxTty() {}

  /**
   * @return its descriptor, on which no call waits; what came before is thrown away
   * @throws IOException when it is not there, no tty, in use or forbidden
   */
  static int open(String path, SerialSettings settings) throws IOException {
    SerialRefusals.requireNode(path);
    int descriptor = SystemCalls.openToReadAndWrite(path);
    if (descriptor < 0) {
      throw SerialRefusals.of(path, -descriptor);
    }
    int errno = occupy(descriptor, settings);
    if (errno != 0) {
      SystemCalls.close(descriptor);
      throw SerialRefusals.of(path, errno);
    }
    return descriptor;
  }

  /** Zero, or the errno of what failed. */
  private static int occupy(int descriptor, SerialSettings settings) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment termios = arena.allocate(TERMIOS_BYTES, 4);
      int errno = SystemCalls.ioctl(descriptor, TCGETS2, termios);
      if (errno == 0) {
        // The lock keeps out root too, and a second device of this process with the same port.
        errno = SystemCalls.lock(descriptor);
      }
      if (errno == 0) {
        errno = SystemCalls.ioctl(descriptor, TIOCEXCL, MemorySegment.NULL);
      }
      if (errno == 0) {
        set(termios, settings);
        errno = SystemCalls.ioctl(descriptor, TCSETS2, termios);
      }
      if (errno == 0) {
        errno = SystemCalls.ioctl(descriptor, TCFLSH, MemorySegment.ofAddress(TCIOFLUSH));
      }
      return errno;
    }
  }

  private static void set(MemorySegment termios, SerialSettings settings) {
    boolean isChecked = settings.parity() != SerialSettings.Parity.NONE;
    boolean stopsByCharacters = settings.flow() == SerialSettings.FlowControl.XON_XOFF;
    // A byte with a wrong check bit is read as 0, which no device sends within a record.
    int input = IGNBRK | (isChecked ? INPCK : 0) | (stopsByCharacters ? IXON | IXOFF : 0);
    int control =
        CREAD
            | CLOCAL
            | HUPCL
            | BOTHER
            | (settings.dataBits() - SMALLEST_SIZE) << SIZE_SHIFT
            | (settings.stopBits() == 2 ? CSTOPB : 0)
            | (isChecked ? PARENB : 0)
            | (settings.parity() == SerialSettings.Parity.ODD ? PARODD : 0)
            | (settings.flow() == SerialSettings.FlowControl.RTS_CTS ? CRTSCTS : 0);
    termios.set(JAVA_INT, INPUT_AT, input);
    termios.set(JAVA_INT, OUTPUT_AT, 0);
    termios.set(JAVA_INT, CONTROL_AT, control);
    termios.set(JAVA_INT, LOCAL_AT, 0);
    // With one byte as the least, a read of nothing says EAGAIN; 0 is left for a port that is gone.
    termios.set(JAVA_BYTE, CHARACTERS_AT + VMIN, (byte) 1);
    termios.set(JAVA_BYTE, CHARACTERS_AT + VTIME, (byte) 0);
    termios.set(JAVA_BYTE, CHARACTERS_AT + VSTART, XON);
    termios.set(JAVA_BYTE, CHARACTERS_AT + VSTOP, XOFF);
    termios.set(JAVA_INT, INPUT_RATE_AT, settings.baud());
    termios.set(JAVA_INT, OUTPUT_RATE_AT, settings.baud());
  }
}
