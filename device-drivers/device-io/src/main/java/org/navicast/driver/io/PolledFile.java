package org.navicast.driver.io;

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
import java.util.List;

/**
 * A file descriptor that is waited for together with an eventfd, so that another thread can end the
 * waiting. One thread reads.
 */
final class PolledFile implements AutoCloseable {
  // poll.h and eventfd.h: the same on x86-64 and arm64
  private static final short POLLIN = 0x1;
  private static final short POLLOUT = 0x4;
  private static final int EFD_CLOEXEC = 0x80000;

  /** What a wait ended with. */
  enum Ready {
    READABLE,
    SILENT,
    WOKEN
  }

  /** struct pollfd: int fd, short events, short revents. */
  private static final long POLLFD_BYTES = 8;

  private static final long EVENTS_AT = 4;
  private static final long RETURNED_AT = 6;
  private static final int CHUNK_BYTES = 8192;

  private static final MethodHandle POLL =
      SystemCalls.call(
          "poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT), SystemCalls.ERRNO);
  private static final MethodHandle READ =
      SystemCalls.call(
          "read",
          FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG),
          SystemCalls.ERRNO);
  private static final MethodHandle WRITE =
      SystemCalls.call(
          "write",
          FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG),
          SystemCalls.ERRNO);
  private static final MethodHandle EVENTFD =
      SystemCalls.call("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle EVENTFD_WRITE =
      SystemCalls.call("eventfd_write", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));

  private final int descriptor;
  private final int wakeUp;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment polled = arena.allocate(2 * POLLFD_BYTES, 4);
  private final MemorySegment chunk = arena.allocate(CHUNK_BYTES);
  private final MemorySegment errno = arena.allocate(Linker.Option.captureStateLayout());

  private PolledFile(int descriptor, int wakeUp) {
    this.descriptor = descriptor;
    this.wakeUp = wakeUp;
    polled.set(JAVA_INT, 0, wakeUp);
    polled.set(JAVA_SHORT, EVENTS_AT, POLLIN);
    polled.set(JAVA_INT, POLLFD_BYTES, descriptor);
    polled.set(JAVA_SHORT, POLLFD_BYTES + EVENTS_AT, POLLIN);
  }

  /** Takes over a descriptor, even where this fails. */
  static PolledFile of(int descriptor) throws IOException {
    int wakeUp = eventfd();
    if (wakeUp < 0) {
      SystemCalls.close(descriptor);
      throw new IOException("too many files are open; end other programs of this user");
    }
    return new PolledFile(descriptor, wakeUp);
  }

  /**
   * Waits until a read would not wait, be it for data or an error.
   *
   * @param millis for how long at most, −1 without a limit; it may say {@link Ready#SILENT} before
   */
  Ready awaitReadable(int millis) {
    int ready;
    try {
      ready = (int) POLL.invokeExact(errno, polled, 2L, millis);
    } catch (Throwable e) {
      throw SystemCalls.impossible(e);
    }
    if (ready <= 0) {
      return Ready.SILENT;
    }
    return polled.get(JAVA_SHORT, RETURNED_AT) == 0 ? Ready.READABLE : Ready.WOKEN;
  }

  /** Bytes that were there; 0 at the end of the file; else a negated errno. */
  int read(byte[] buffer) {
    try {
      long limit = Math.min(buffer.length, CHUNK_BYTES);
      long count = (long) READ.invokeExact(errno, descriptor, chunk, limit);
      if (count < 0) {
        return -(int) SystemCalls.ERRNO_FIELD.get(errno, 0L);
      }
      MemorySegment.copy(chunk, 0, MemorySegment.ofArray(buffer), 0, count);
      return (int) count;
    } catch (Throwable e) {
      throw SystemCalls.impossible(e);
    }
  }

  /** Bytes that were taken from there on, or a negated errno; may be called by any thread. */
  int write(byte[] bytes, int from) {
    try (Arena outgoing = Arena.ofConfined()) {
      MemorySegment state = outgoing.allocate(Linker.Option.captureStateLayout());
      MemorySegment copy = outgoing.allocateFrom(JAVA_BYTE, bytes).asSlice(from);
      long count = (long) WRITE.invokeExact(state, descriptor, copy, copy.byteSize());
      return count >= 0 ? (int) count : -(int) SystemCalls.ERRNO_FIELD.get(state, 0L);
    } catch (Throwable e) {
      throw SystemCalls.impossible(e);
    }
  }

  /**
   * Waits until it takes bytes or fails; false where it does neither. May be called by any thread.
   */
  boolean awaitWritable(int millis) {
    try (Arena outgoing = Arena.ofConfined()) {
      MemorySegment state = outgoing.allocate(Linker.Option.captureStateLayout());
      MemorySegment one = outgoing.allocate(POLLFD_BYTES, 4);
      one.set(JAVA_INT, 0, descriptor);
      one.set(JAVA_SHORT, EVENTS_AT, POLLOUT);
      return (int) POLL.invokeExact(state, one, 1L, millis) > 0;
    } catch (Throwable e) {
      throw SystemCalls.impossible(e);
    }
  }

  /** Its own and that of the wake-up: either turns readable when there is something to do. */
  List<Integer> descriptors() {
    return List.of(wakeUp, descriptor);
  }

  /** Ends {@link #awaitReadable}, now and ever after. */
  void wake() {
    try {
      int _ = (int) EVENTFD_WRITE.invokeExact(wakeUp, 1L);
    } catch (Throwable e) {
      throw SystemCalls.impossible(e);
    }
  }

  /** The caller sees to it that nobody waits meanwhile or afterwards. */
  @Override
  public void close() {
    SystemCalls.close(descriptor);
    SystemCalls.close(wakeUp);
    arena.close();
  }

  private static int eventfd() {
    try {
      return (int) EVENTFD.invokeExact(0, EFD_CLOEXEC);
    } catch (Throwable e) {
      throw SystemCalls.impossible(e);
    }
  }
}
