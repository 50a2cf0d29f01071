package org.navicast.cast.fault;

import java.util.concurrent.TimeUnit;

/**
 * One direction of a line that all connections share: what comes in waits until everything before
 * it has been sent. Pure; time is passed in.
 */
final class Pacing {
  private final long nanosPerByte;
  private final long latencyNanos;
  private long freeNanos;
  private boolean used;
  private long delayNanos;

  /**
   * @param kbit kbit/s; 0 for as fast as it goes
   */
  Pacing(int kbit, int latencyMillis) {
    this.nanosPerByte = kbit == 0 ? 0 : 8L * 1_000_000 / kbit;
    this.latencyNanos = TimeUnit.MILLISECONDS.toNanos(latencyMillis);
  }

  /** From now on every byte is under way for so much longer. */
  synchronized void delay(int millis) {
    delayNanos = TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** When the last of so many bytes that are given to the line now comes out at its other end. */
  synchronized long arriveNanos(long nowNanos, int bytes) {
    long begin = used && freeNanos - nowNanos > 0 ? freeNanos : nowNanos;
    used = true;
    freeNanos = begin + bytes * nanosPerByte;
    return freeNanos + latencyNanos + delayNanos;
  }
}
