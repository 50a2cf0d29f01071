package org.navicast.driver.simulator;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The system calls behind a {@link Pty}: two ends of a pseudo-terminal, and an eventfd that ends a
 * waiting read. Constants are those of Linux on x86-64 and arm64.
 */
final class PtyCalls {
  private static final int O_RDWR = 0x2;
  private static final int O_NOCTTY = 0x100;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final int EFD_CLOEXEC = O_CLOEXEC;
  private static final int TCSANOW = 0;
  private static final short POLLIN = 1;

  /** More than any struct termios (60 bytes), used unopened. */
  private static final long TERMIOS_BYTES = 128;

  private static final int PATH_BYTES = 64;
  private static final int CHUNK_BYTES = 4096;

  private static final MethodHandle POSIX_OPENPT =
      call("posix_openpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle GRANTPT =
      call("grantpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle UNLOCKPT =
      call("unlockpt", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle PTSNAME_R =
      call("ptsname_r", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle OPEN =
      call(
          "open",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle TCGETATTR =
      call("tcgetattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
  private static final MethodHandle CFMAKERAW =
      call("cfmakeraw", FunctionDescriptor.ofVoid(ADDRESS));
  private static final MethodHandle TCSETATTR =
      call("tcsetattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS));
  private static final MethodHandle EVENTFD =
      call("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle EVENTFD_WRITE =
      call("eventfd_write", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
  private static final MethodHandle POLL =
      call("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
  private static final MethodHandle READ =
      call("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle WRITE =
      call("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle CLOSE =
      call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

  private final Arena arena = Arena.ofShared();
  private final MemorySegment incoming = arena.allocate(CHUNK_BYTES);
  private final MemorySegment waiting = arena.allocate(16, 8);
  private final int master;
  private final int slave;
  private final int waker;
  private final String slavePath;

  private PtyCalls() throws IOException {
    try (Arena setUp = Arena.ofConfined()) {
      master =
          checked(
              "posix_openpt",
              (int) POSIX_OPENPT.invokeExact(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
      checked("grantpt", (int) GRANTPT.invokeExact(master));
      checked("unlockpt", (int) UNLOCKPT.invokeExact(master));
      MemorySegment path = setUp.allocate(PATH_BYTES);
      checked("ptsname_r", -(int) PTSNAME_R.invokeExact(master, path, (long) PATH_BYTES));
      slavePath = path.getString(0);
      slave = checked("open", (int) OPEN.invokeExact(path, O_RDWR | O_NOCTTY | O_CLOEXEC));
      MemorySegment termios = setUp.allocate(TERMIOS_BYTES, 8);
      checked("tcgetattr", (int) TCGETATTR.invokeExact(slave, termios));
      CFMAKERAW.invokeExact(termios);
      checked("tcsetattr", (int) TCSETATTR.invokeExact(slave, TCSANOW, termios));
      waker = checked("eventfd", (int) EVENTFD.invokeExact(0, EFD_CLOEXEC));
    } catch (Throwable e) {
      throw failure(e);
    }
    setPollFd(0, master);
    setPollFd(8, waker);
  }

  static PtyCalls open() throws IOException {
    return new PtyCalls();
  }

  String slavePath() {
    return slavePath;
  }

  /** Waits for bytes or {@link #wake}; 0 where none came. */
  int read(byte[] buffer, int timeoutMillis) throws IOException {
    try {
      int _ = (int) POLL.invokeExact(waiting, 2L, timeoutMillis);
      long room = Math.min(buffer.length, CHUNK_BYTES);
      long count = (long) READ.invokeExact(master, incoming, room);
      if (count <= 0) {
        return 0; // the master is non-blocking, and its slave is kept open: nothing is there
      }
      MemorySegment.copy(incoming, JAVA_BYTE, 0, buffer, 0, (int) count);
      return (int) count;
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  void write(byte[] bytes) throws IOException {
    try (Arena outgoing = Arena.ofConfined()) {
      MemorySegment copy = outgoing.allocateFrom(JAVA_BYTE, bytes);
      for (long sent = 0; sent < bytes.length; ) {
        long count = (long) WRITE.invokeExact(master, copy.asSlice(sent), bytes.length - sent);
        if (count <= 0) {
          return; // full: nobody reads at the near end
        }
        sent += count;
      }
    } catch (Throwable e) {
      throw failure(e);
    }
  }

  void wake() {
    try {
      int _ = (int) EVENTFD_WRITE.invokeExact(waker, 1L);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Nobody may be inside any more. The master goes first, so that the near end is hung up. */
  void close() {
    for (int descriptor : new int[] {master, slave, waker}) {
      try {
        int _ = (int) CLOSE.invokeExact(descriptor);
      } catch (Throwable e) {
        throw new AssertionError(e);
      }
    }
    arena.close();
  }

  private void setPollFd(long offset, int descriptor) {
    waiting.set(JAVA_INT, offset, descriptor);
    waiting.set(JAVA_SHORT, offset + 4, POLLIN);
  }

  private static int checked(String what, int result) throws IOException {
    if (result < 0) {
      throw new IOException("no pseudo-terminal can be made here; " + what + " failed");
    }
    return result;
  }

  private static MethodHandle call(
      String name, FunctionDescriptor descriptor, Linker.Option... options) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor, options);
  }

  private static IOException failure(Throwable e) {
    return e instanceof IOException io ? io : new IOException("a system call failed", e);
  }
}
