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
   * Pings are sent after so long a silence of the hub: how long it may stand still before that is
   * known, where nothing is written.
   */
  private static final long PING_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /**
   * With a ping unanswered for so long the link counts as broken, though TCP has not noticed. With
   * the silence before the ping and the pause between two looks that makes less than 3 s.
   */
  private static final long DEAD_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(1_900);

  /** Nor is it given up so soon after anything was heard; but in the end the pings count. */
  private static final long HEARD_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);

  private static final long DEAF_AFTER_NANOS = TimeUnit.SECONDS.toNanos(6);

  /**
   * So often it must have been looked at meanwhile: of a machine that itself stood still, the
   * answer may lie in the socket unread.
   */
  private static final int LOOKS = 5;

  private long heardNanos;
  private boolean pinging;
  private long pingNanos;
  private long pingedBytes;
  private int looks;
  private boolean urgent;
  private final UsualTime usual;
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
    this.usual = new UsualTime(tripNanos);
  }

  /** Anything came from the hub. */
  void heard(long nowNanos) {
    heardNanos = nowNanos;
  }

  /** So much was handed to the socket. */
  void wrote(int bytes) {
    writtenBytes += bytes;
  }

  /** An event was written that must not be followed by others if the hub stands still. */
  void wroteUrgent() {
    urgent = true;
  }

  /**
   * True when so much, or something urgent, waits for its confirmation that a ping should follow.
   */
  boolean wantsConfirmation() {
    return !pinging && (urgent || writtenBytes - confirmedBytes >= PING_AFTER_BYTES);
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
    looks = 0;
    urgent = false;
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
    usual.took(nowNanos - pingNanos);
    confirmedNanos = pingNanos;
    confirmedBytes = pingedBytes;
    return true;
  }

  /** True while little enough is under way for cargo that must not delay a press. */
  boolean hasRoom() {
    return writtenBytes - confirmedBytes < UNCONFIRMED_BYTES;
  }

  /**
   * True while hub or network seem to stand still: an answer is overdue. What is written now would
   * arrive late when they move again.
   */
  boolean stalled(long nowNanos) {
    return unansweredNanos(nowNanos) > usual.patienceNanos();
  }

  /** How long the hub has owed an answer; 0 where it owes none. */
  long unansweredNanos(long nowNanos) {
    return pinging ? nowNanos - pingNanos : 0;
  }

  /** True when the hub has to be given up; to be asked now and then. */
  boolean dead(long nowNanos) {
    long unanswered = unansweredNanos(nowNanos);
    if (unanswered == 0 || ++looks < LOOKS) {
      return false;
    }
    return unanswered > DEAF_AFTER_NANOS
        || (unanswered > DEAD_AFTER_NANOS && nowNanos - heardNanos > HEARD_NANOS);
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
