package org.navicast.hub.engine;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * From the engine's thread to the event loop, in order, by one wake-up for all that waits. Bounded:
 * where the loop stands still and too much waits, what comes is dropped and counted.
 */
final class HandOver {
  private static final long MAX_BYTES = 32L << 20;

  /** What one message takes beside its bytes. */
  private static final int OVERHEAD_BYTES = 200;

  /** After so many others have their turn. */
  private static final int AT_ONCE = 64;

  private final Executor loop;
  private final Queue<Task> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean awake = new AtomicBoolean();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong overrun = new AtomicLong();

  private record Task(int bytes, Runnable step) {}

  HandOver(Executor loop) {
    this.loop = loop;
  }

  void add(int length, Runnable step) {
    int taken = length + OVERHEAD_BYTES;
    if (bytes.addAndGet(taken) > MAX_BYTES) {
      bytes.addAndGet(-taken);
      overrun.incrementAndGet();
      return;
    }
    waiting.add(new Task(taken, step));
    if (awake.compareAndSet(false, true)) {
      loop.execute(this::handOver);
    }
  }

  private void handOver() {
    awake.set(false);
    for (int i = 0; i < AT_ONCE; i++) {
      Task next = waiting.poll();
      if (next == null) {
        return;
      }
      bytes.addAndGet(-next.bytes());
      next.step().run();
    }
    if (!waiting.isEmpty() && awake.compareAndSet(false, true)) {
      loop.execute(this::handOver);
    }
  }

  /** Messages dropped. */
  long overrun() {
    return overrun.get();
  }
}
