package org.navicast.app.control;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Lines for one reader, the newest of them: who reads too slowly loses the oldest. */
final class Mailbox {
  static final int CAPACITY = 2_000;

  private final Deque<String> lines = new ArrayDeque<>();
  private long lost;
  private boolean closed;

  synchronized void put(String line) {
    if (lines.size() == CAPACITY) {
      lines.removeFirst();
      lost++;
    }
    lines.addLast(line);
    notifyAll();
  }

  /** The next line, waited for; null where no more will come. */
  synchronized @Nullable String take() throws InterruptedException {
    while (lines.isEmpty() && !closed) {
      wait();
    }
    return lines.pollFirst();
  }

  /** How many lines were lost since this was asked last. */
  synchronized long lost() {
    long since = lost;
    lost = 0;
    return since;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
