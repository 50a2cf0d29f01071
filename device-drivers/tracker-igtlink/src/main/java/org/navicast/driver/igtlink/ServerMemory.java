package org.navicast.driver.igtlink;

import java.util.concurrent.TimeUnit;

/**
 * What is remembered of a server from one connection to the next, since a driver is made anew for
 * each: how it took the last greeting, and when it was last bothered. May be used by any thread.
 *
 * <p>A server of version 1 may break the connection at a greeting in version 2. So one that ended a
 * connection before it sent anything is left ungreeted in the next, until it has sent something:
 * then it is there, and asked again on that connection. If it breaks that one too, it speaks
 * version 1, and is not asked on the next; twice in a row settles it. A guess that was wrong (the
 * server was just being restarted) must not keep PLUS from telling the state of its tools for the
 * rest of the day.
 */
final class ServerMemory {
  private static final int BREAKS_THAT_SETTLE = 2;

  private int nextVersion = 2;
  private boolean isAsked = true;
  private int breaks;
  private boolean wasConnected;
  private long connectedNanos;

  /** In which header version to greet it, where the configuration leaves that open. */
  synchronized int nextVersion() {
    return nextVersion;
  }

  /** True where one that was not greeted is to be asked for version 2 once it is heard. */
  synchronized boolean isAskedAgain() {
    return isAsked && breaks < BREAKS_THAT_SETTLE;
  }

  /** True where it has shown that it speaks version 1 and no other. */
  synchronized boolean isVersion1() {
    return breaks >= BREAKS_THAT_SETTLE;
  }

  /** It has accepted a connection. */
  synchronized void connected(long nowNanos) {
    wasConnected = true;
    connectedNanos = nowNanos;
  }

  /** It has said something in version 2. */
  synchronized void understood() {
    breaks = 0;
    isAsked = true;
  }

  /**
   * A connection has ended, though not by us.
   *
   * @param version in which it was greeted
   * @param heard true where it had sent a message
   */
  synchronized void ended(int version, boolean heard) {
    isAsked = true;
    nextVersion = isVersion1() || (version == 2 && !heard) ? 1 : 2;
  }

  /** A connection has ended right after the server was asked for version 2 on it. */
  synchronized void brokenByAsking() {
    breaks++;
    isAsked = false;
    nextVersion = 1;
  }

  /** How long to leave it alone yet, if connections shall be so many seconds apart; 0 or more. */
  synchronized long restNanos(long nowNanos, int secondsApart) {
    long rest = connectedNanos + TimeUnit.SECONDS.toNanos(secondsApart) - nowNanos;
    return wasConnected ? Math.max(0, rest) : 0;
  }
}
