package org.navicast.driver.io;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** The few calls into Linux's C library that this module needs, with their errno. */
final class SystemCalls {
  // fcntl.h: the same on x86-64 and arm64
  private static final int O_RDONLY = 0x0;
  private static final int O_RDWR = 0x2;
  private static final int O_NOCTTY = 0x100;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;

  // file.h
  private static final int LOCK_EX = 2;
  private static final int LOCK_NB = 4;

  private static final Linker LINKER = Linker.nativeLinker();
  static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  static final VarHandle ERRNO_FIELD =
      Linker.Option.captureStateLayout().varHandle(PathElement.groupElement("errno"));

  private static final MethodHandle OPEN =
      call(
          "open",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
          ERRNO,
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle CLOSE =
      call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle IOCTL =
      call(
          "ioctl",
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
          ERRNO,
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle FLOCK =
      call("flock", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), ERRNO);
  private static final MethodHandle SIGACTION =
      call("sigaction", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));

  private SystemCalls() {}

  /** Opens a node to read what is there and never to wait; a descriptor, or a negated errno. */
  static int openToRead(String path) {
    return open(path, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  }

  /** The same, to write too. */
  static int openToReadAndWrite(String path) {
    return open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  }

  private static int open(String path, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
      int descriptor = (int) OPEN.invokeExact(state, arena.allocateFrom(path), flags);
      return descriptor >= 0 ? descriptor : -(int) ERRNO_FIELD.get(state, 0L);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Zero, or the errno. */
  static int ioctl(int descriptor, long request, MemorySegment argument) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
      int result = (int) IOCTL.invokeExact(state, descriptor, request, argument);
      return result >= 0 ? 0 : (int) ERRNO_FIELD.get(state, 0L);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Locks a file for whoever opened it, unless somebody has; zero, or the errno. */
  static int lock(int descriptor) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
      int result = (int) FLOCK.invokeExact(state, descriptor, LOCK_EX | LOCK_NB);
      return result >= 0 ? 0 : (int) ERRNO_FIELD.get(state, 0L);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static void close(int descriptor) {
    try {
      int _ = (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  /** Gets ({@code action} NULL) or sets ({@code old} NULL) what a signal does. */
  static void sigaction(int signal, MemorySegment action, MemorySegment old) {
    try {
      int _ = (int) SIGACTION.invokeExact(signal, action, old);
    } catch (Throwable e) {
      throw impossible(e);
    }
  }

  static MethodHandle call(String name, FunctionDescriptor descriptor, Linker.Option... options) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
  }

  /** A system call answers with errno; it throws only where a handle's type is wrong. */
  static AssertionError impossible(Throwable e) {
    return new AssertionError(e);
  }
}
