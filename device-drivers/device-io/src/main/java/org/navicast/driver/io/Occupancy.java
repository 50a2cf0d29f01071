package org.navicast.driver.io;

/**
 * Who is inside an open file. It is closed by the last one to leave, so that nobody ever waits on a
 * number that belongs to another file by then.
 */
final class Occupancy {
  private final Runnable wake;
  private final Runnable release;
  private int inside;
  private boolean closed;

  /**
   * @param wake makes all who are inside leave soon
   * @param release closes the file
   */
  Occupancy(Runnable wake, Runnable release) {
    this.wake = wake;
    this.release = release;
  }

  /** Goes inside, unless it is closed; whoever got true has to {@link #leave}. */
  synchronized boolean enter() {
    if (!closed) {
      inside++;
    }
    return !closed;
  }

  /** True where it is still open. */
  synchronized boolean leave() {
    inside--;
    if (closed && inside == 0) {
      release.run();
    }
    return !closed;
  }

  /** Nobody gets in from now on; may be called more than once. */
  synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (inside == 0) {
      release.run();
    } else {
      wake.run();
    }
  }
}
