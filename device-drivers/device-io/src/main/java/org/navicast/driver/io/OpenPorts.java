package org.navicast.driver.io;

import java.util.concurrent.TimeUnit;

/**
 * How many ports of jSerialComm's are open.
 *
 * <p>When the process is told to end, jSerialComm pulls all ports from under their readers at once,
 * which would look like a cable that was pulled. It is made to wait until their owners have closed
 * them.
 */
final class OpenPorts {
  /** Longer than a gateway takes to stop in an orderly way. */
  private static final long PATIENCE_SECONDS = 5;

  private static int count;

  private OpenPorts() {}

  static synchronized void opened() {
    count++;
  }

  static synchronized void closed() {
    count--;
    OpenPorts.class.notifyAll();
  }

  /** Returns when no port is open any more, or when nobody seems to close them. */
  static synchronized void awaitNone() {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      while (count > 0) {
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (leftMillis <= 0) {
          return;
        }
        OpenPorts.class.wait(leftMillis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
