package org.navicast.driver.igtlink;

import java.util.concurrent.TimeUnit;

/**
 * What is remembered of a server from one connection to the next, since a driver is made anew for
 * each: how it took the last greeting, and when it was last bothered. May be used by any thread.
 *
 * <p>A server of version 1 may break the connection at a greeting in version 2. So one that ended a
 * connection before it sent anything is greeted in the other version next. After a connection that
 * worked it is version 2 again: a guess that was wrong (the server was just being restarted) must
 * not keep PLUS from telling the state of its tools for the rest of the day.
 */
final class ServerMemory {
  private int nextVersion = 2;
  private boolean wasConnected;
  private long connectedNanos;

  /** In which header version to greet it, where the configuration leaves that open. */
  synchronized int nextVersion() {
    return nextVersion;
  }

  /** It has accepted a connection. */
  synchronized void connected(long nowNanos) {
    wasConnected = true;
    connectedNanos = nowNanos;
  }

  /**
   * A connection has ended, though not by us.
   *
   * @param version in which it was greeted
   * @param heard true where it had sent a message
   */
  synchronized void ended(int version, boolean heard) {
    nextVersion = version == 2 && !heard ? 1 : 2;
  }

  /** How long to leave it alone yet, if connections shall be so many seconds apart; 0 or more. */
  synchronized long restNanos(long nowNanos, int secondsApart) {
    long rest = connectedNanos + TimeUnit.SECONDS.toNanos(secondsApart) - nowNanos;
    return wasConnected ? Math.max(0, rest) : 0;
  }
}
