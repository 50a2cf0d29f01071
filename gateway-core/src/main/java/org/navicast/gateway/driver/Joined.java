package org.navicast.gateway.driver;

/**
 * Whether the gateway is joined to its hub, so that a device with a lamp can show it. Told by one
 * thread, waited for by any.
 */
public final class Joined {
  private boolean now;

  /** Tells what is true from now on. */
  public synchronized void set(boolean joined) {
    now = joined;
    notifyAll();
  }

  /** Waits until it is not what is shown any more; returns what is to be shown then. */
  public synchronized boolean awaitOtherThan(boolean shown) throws InterruptedException {
    while (now == shown) {
      wait();
    }
    return now;
  }
}
