package org.navicast.app.log;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The socket where systemd's journal takes entries: a Unix domain socket for datagrams, which the
 * JDK does not have. It is not connected, so it does not matter whether the journal was restarted.
 * Linux only; open until the program ends.
 */
final class JournalSocket {
  /** EMSGSIZE: more than goes into one datagram. */
  static final int TOO_LONG = 90;

  // sys/socket.h: the same on x86-64 and arm64
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** {@code struct sockaddr_un}: the family, then the path with its zero. */
  private static final int ADDRESS_BYTES = 110;

  private static final int PATH_AT = 2;

  private final Path path;
  private int descriptor = -1;

  JournalSocket(Path path) {
    if (path.toString().getBytes(StandardCharsets.UTF_8).length >= ADDRESS_BYTES - PATH_AT) {
      throw new IllegalArgumentException("longer than the address of a socket: " + path);
    }
    this.path = path;
  }

  /** Sends one datagram, and waits while the journal has no room for it; zero, or the errno. */
  int send(byte[] datagram) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
      if (descriptor < 0) {
        descriptor = (int) Calls.SOCKET.invokeExact(state, AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      }
      if (descriptor < 0) {
        return (int) Calls.ERRNO_FIELD.get(state, 0L);
      }
      MemorySegment address = arena.allocate(ADDRESS_BYTES, Short.BYTES);
      address.set(JAVA_SHORT, 0, (short) AF_UNIX);
      address.setString(PATH_AT, path.toString());
      long sent =
          (long)
              Calls.SENDTO.invokeExact(
                  state,
                  descriptor,
                  arena.allocateFrom(ValueLayout.JAVA_BYTE, datagram),
                  (long) datagram.length,
                  MSG_NOSIGNAL,
                  address,
                  ADDRESS_BYTES);
      return sent < 0 ? (int) Calls.ERRNO_FIELD.get(state, 0L) : 0;
    } catch (Throwable e) {
      throw new AssertionError(e); // a call answers with errno; a handle of the wrong type throws
    }
  }

  /** Linked by the first who sends, which is the thread of the log and not that of the start. */
  private static final class Calls {
    static final Linker LINKER = Linker.nativeLinker();
    static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    static final VarHandle ERRNO_FIELD =
        Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));

    static final MethodHandle SOCKET =
        call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    static final MethodHandle SENDTO =
        call(
            "sendto",
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));

    private static MethodHandle call(String name, FunctionDescriptor descriptor) {
      return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, ERRNO);
    }
  }
}
