package org.navicast.cast.fault;

/** One direction of all connections: its speed, and what is done to it now. */
final class Lane {
  private final Pacing pacing;
  private boolean stalled;
  private boolean resets;
  private long bytesUntilReset;

  Lane(Pacing pacing) {
    this.pacing = pacing;
  }

  synchronized void stall(boolean stall) {
    stalled = stall;
    notifyAll();
  }

  void delay(int millis) {
    pacing.delay(millis);
  }

  synchronized void resetAfter(long bytes) {
    resets = true;
    bytesUntilReset = bytes;
  }

  synchronized boolean resetPending() {
    return resets;
  }

  long arriveNanos(int bytes) {
    return pacing.arriveNanos(System.nanoTime(), bytes);
  }

  /**
   * Waits until bytes may come out.
   *
   * @return how many of them do; fewer than asked for where the connection is to be reset then
   */
  synchronized int pass(int bytes) throws InterruptedException {
    while (stalled) {
      wait();
    }
    if (!resets) {
      return bytes;
    }
    if (bytes <= bytesUntilReset) {
      bytesUntilReset -= bytes;
      return bytes;
    }
    resets = false;
    return (int) bytesUntilReset;
  }
}
