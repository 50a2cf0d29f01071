package org.navicast.cast.link;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * What pings and their answers tell of a link: whether the hub is there, how much of what was
 * written it has, and whether the network stands still. One ping is under way at a time; its answer
 * confirms all that was written before it.
 *
 * <p>Pure and single-threaded; time is passed in, in nanoseconds of the monotonic clock.
 */
final class Pulse {
  /**
   * How much of what was written the hub may not have confirmed yet before motion and poses wait.
   * Networks queue far more than this machine does, and a press waits behind all of it: at 250
   * kbit/s this much is 65 ms.
   */
  static final int UNCONFIRMED_BYTES = 2 * 1024;

  /** A ping follows as soon as so much waits for its confirmation, well before motion has to. */
  static final int PING_AFTER_BYTES = UNCONFIRMED_BYTES / 2;

  /** With so much the ping goes along, since the next event may be one that has to wait. */
  static final int PING_WITH_BYTES = UNCONFIRMED_BYTES * 3 / 4;

  /**
   * With a ping unanswered for so long, or for twice the usual time, the network stands still, and
   * what is written now would arrive late when it moves again.
   */
  private static final long STALLED_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** Pings are sent after so long a silence of the hub. */
  private static final long PING_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /**
   * With a ping unanswered for so long the link counts as broken, though TCP has not noticed. With
   * the silence before the ping and the pause between two looks that makes less than 3 s.
   */
  private static final long DEAD_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(1_900);

  private long heardNanos;
  private boolean pinging;
  private long pingNanos;
  private long pingedBytes;
  private long tripNanos;
  private OptionalLong lastTripNanos = OptionalLong.empty();
  private long writtenBytes;
  private long confirmedBytes;
  private long confirmedNanos;

  /**
   * @param openedNanos when the link was opened, which the hub has confirmed
   * @param tripNanos how long the hub took for that, the first guess of the usual time
   */
  Pulse(long openedNanos, long tripNanos) {
    this.heardNanos = openedNanos;
    this.confirmedNanos = openedNanos;
    this.tripNanos = atLeastATick(tripNanos);
  }

  /** Twice nothing would stay nothing. */
  private static long atLeastATick(long nanos) {
    return Math.max(1, nanos);
  }

  /** Anything came from the hub. */
  void heard(long nowNanos) {
    heardNanos = nowNanos;
  }

  /** So much was handed to the socket. */
  void wrote(int bytes) {
    writtenBytes += bytes;
  }

  /** True when so much waits for its confirmation that a ping should follow soon. */
  boolean wantsConfirmation() {
    return !pinging && writtenBytes - confirmedBytes >= PING_AFTER_BYTES;
  }

  /** True when so much waits for its confirmation that a ping should go along. */
  boolean needsConfirmation() {
    return !pinging && writtenBytes - confirmedBytes >= PING_WITH_BYTES;
  }

  /** True when the hub has said nothing for so long that it should be asked for a sign of life. */
  boolean wantsSignOfLife(long nowNanos) {
    return !pinging && nowNanos - heardNanos > PING_AFTER_NANOS;
  }

  /** A ping is on its way; only when none was. What {@link #answered} needs is the time given. */
  void pinged(long nowNanos) {
    pinging = true;
    pingNanos = nowNanos;
    pingedBytes = writtenBytes;
  }

  /**
   * An answer came.
   *
   * @param pingedNanos the time of the ping that it answers
   * @return false where that is not the ping under way
   */
  boolean answered(long pingedNanos, long nowNanos) {
    if (!pinging || pingedNanos != pingNanos) {
      return false;
    }
    pinging = false;
    lastTripNanos = OptionalLong.of(nowNanos - pingNanos);
    // One slow answer must not pass for the usual.
    tripNanos = atLeastATick(Math.min(nowNanos - pingNanos, 2 * tripNanos));
    confirmedNanos = pingNanos;
    confirmedBytes = pingedBytes;
    return true;
  }

  /** True while little enough is under way for cargo that must not delay a press. */
  boolean hasRoom() {
    return writtenBytes - confirmedBytes < UNCONFIRMED_BYTES;
  }

  /** True while the network seems to stand still. */
  boolean stalled(long nowNanos) {
    return pinging && nowNanos - pingNanos > Math.max(STALLED_AFTER_NANOS, 2 * tripNanos);
  }

  /** True when the hub has to be given up. */
  boolean dead(long nowNanos) {
    return pinging && nowNanos - pingNanos > DEAD_AFTER_NANOS;
  }

  /** How long the hub has said nothing. */
  long silentMillis(long nowNanos) {
    return TimeUnit.NANOSECONDS.toMillis(nowNanos - heardNanos);
  }

  /** How long the last ping took to be answered; empty before the first answer. */
  OptionalLong lastTripNanos() {
    return lastTripNanos;
  }

  /** Up to here everything that was written is known to have reached the hub. */
  long confirmedNanos() {
    return confirmedNanos;
  }
}
