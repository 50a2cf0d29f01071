package org.navicast.app.command;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Lines on their way from an event loop, which must not wait, to a console, which may. */
final class LineQueue {
  private static final int CAPACITY = 10_000;

  private final Console console;
  private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong dropped = new AtomicLong();

  LineQueue(Console console) {
    this.console = console;
  }

  /** Queues a line, or drops and counts it where the console is too slow; never blocks. */
  void offer(String line) {
    if (!lines.offer(line)) {
      dropped.incrementAndGet();
    }
  }

  /** Waits for the next line and prints it, and says how many were dropped before. */
  void printNext() throws InterruptedException {
    console.print(lines.take());
    long lost = dropped.getAndSet(0);
    if (lost > 0) {
      console.complain("printing was too slow; " + lost + " events are not shown");
    }
  }
}
