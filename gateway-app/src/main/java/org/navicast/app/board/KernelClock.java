package org.navicast.app.board;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.OptionalLong;

/** What Linux knows of its clock: adjtimex(2), which changes nothing when nothing is asked for. */
final class KernelClock {
  /** struct timex of 64-bit Linux, the same on x86-64 and arm64 (linux/timex.h). */
  private static final long TIMEX_BYTES = 208;

  private static final long OFFSET_AT = 8;
  private static final long STATUS_AT = 40;

  private static final int STA_UNSYNC = 0x40;
  private static final int STA_NANO = 0x2000;

  private static final Optional<MethodHandle> ADJTIMEX =
      Linker.nativeLinker()
          .defaultLookup()
          .find("adjtimex")
          .map(
              address ->
                  Linker.nativeLinker()
                      .downcallHandle(address, FunctionDescriptor.of(JAVA_INT, ADDRESS)));

  private KernelClock() {}

  /** Nothing where the system does not have that call, or the service may not make it. */
  static Optional<ClockState> read() {
    return ADJTIMEX.flatMap(KernelClock::ask);
  }

  private static Optional<ClockState> ask(MethodHandle adjtimex) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment timex = arena.allocate(TIMEX_BYTES, JAVA_LONG.byteAlignment());
      int result = (int) adjtimex.invokeExact(timex);
      return result < 0 ? Optional.empty() : Optional.of(state(timex));
    } catch (Throwable e) {
      throw new AssertionError(e); // a system call answers with errno
    }
  }

  /** Reads the answer. */
  static ClockState state(MemorySegment timex) {
    int status = timex.get(JAVA_INT, STATUS_AT);
    if ((status & STA_UNSYNC) != 0) {
      return new ClockState(false, OptionalLong.empty());
    }
    long offset = timex.get(JAVA_LONG, OFFSET_AT);
    return new ClockState(
        true, OptionalLong.of((status & STA_NANO) != 0 ? offset / 1_000 : offset));
  }
}
