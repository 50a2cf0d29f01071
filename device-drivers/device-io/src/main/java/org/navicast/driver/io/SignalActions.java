package org.navicast.driver.io;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Keeps what the signals that jSerialComm takes over did, and puts it back on closing. */
final class SignalActions implements AutoCloseable {
  // signal.h of Linux: HUP, USR1, USR2, CONT, TTIN, TTOU, IO
  private static final int[] SIGNALS = {1, 10, 12, 18, 21, 22, 29};

  /** More than any struct sigaction (152 bytes with glibc and musl on 64 bits), used unopened. */
  private static final long ACTION_BYTES = 256;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment actions = arena.allocate(ACTION_BYTES * SIGNALS.length, 16);

  private SignalActions() {}

  static SignalActions save() {
    SignalActions saved = new SignalActions();
    for (int i = 0; i < SIGNALS.length; i++) {
      SystemCalls.sigaction(SIGNALS[i], MemorySegment.NULL, saved.action(i));
    }
    return saved;
  }

  @Override
  public void close() {
    for (int i = 0; i < SIGNALS.length; i++) {
      SystemCalls.sigaction(SIGNALS[i], action(i), MemorySegment.NULL);
    }
    arena.close();
  }

  private MemorySegment action(int index) {
    return actions.asSlice(index * ACTION_BYTES, ACTION_BYTES);
  }
}
