package org.navicast.app.gateway;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The clock of Linux that goes on while the machine sleeps, CLOCK_BOOTTIME; the monotonic one,
 * which does not, where there is none. Of one thread.
 */
final class SleeplessClock implements LongSupplier {
  /** linux/time.h */
  private static final int CLOCK_BOOTTIME = 7;

  /** struct timespec of 64-bit Linux: seconds, nanoseconds. */
  private static final MemoryLayout TIMESPEC = MemoryLayout.sequenceLayout(2, JAVA_LONG);

  private static final boolean IS_LINUX = System.getProperty("os.name", "").startsWith("Linux");

  private final MemorySegment timespec = Arena.ofAuto().allocate(TIMESPEC);

  /**
   * Of Linux alone. A constant, since it is called with each report: through a handle that belongs
   * to an instance a call takes five times as long until the compiler has come to it.
   */
  private static final class Libc {
    static final MethodHandle CLOCK_GETTIME =
        Linker.nativeLinker()
            .downcallHandle(
                Linker.nativeLinker().defaultLookup().findOrThrow("clock_gettime"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS),
                Linker.Option.critical(false));
  }

  private SleeplessClock() {}

  /** The best that this machine has, in nanoseconds. */
  static LongSupplier best() {
    if (!IS_LINUX) {
      return System::nanoTime;
    }
    SleeplessClock clock = new SleeplessClock();
    return clock.isThere() ? clock : System::nanoTime;
  }

  private boolean isThere() {
    return ask() == 0;
  }

  @Override
  public long getAsLong() {
    int _ = ask();
    return TimeUnit.SECONDS.toNanos(timespec.getAtIndex(JAVA_LONG, 0))
        + timespec.getAtIndex(JAVA_LONG, 1);
  }

  private int ask() {
    try {
      return (int) Libc.CLOCK_GETTIME.invokeExact(CLOCK_BOOTTIME, timespec);
    } catch (Throwable e) {
      throw new AssertionError(e); // a system call answers with errno
    }
  }
}
