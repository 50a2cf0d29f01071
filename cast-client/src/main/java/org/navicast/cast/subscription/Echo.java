package org.navicast.cast.subscription;

import java.util.concurrent.TimeUnit;

/**
 * Whether a subscription is alive: an event of our own is sent through the hub at once, soon again,
 * and then every two seconds, and must come back. A hub may keep a socket open, answer its pings,
 * and hand nothing on over it any more.
 *
 * <p>Pure and single-threaded; time is passed in, in nanoseconds of the monotonic clock.
 */
public final class Echo {
  /** Name of the event; it is in no other name, and no other name is in it. */
  public static final String EVENT = "navicast-echo";

  private static final int SOON_TIMES = 3;
  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** A hub that took it has handed it on by then. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String idPrefix;
  private long number;
  private long askedNanos;
  private boolean pending;
  private boolean taken;
  private long takenNanos;
  private boolean hurried;

  /**
   * @param idPrefix nobody else's, also not that of another subscription of ours
   */
  public Echo(String idPrefix) {
    this.idPrefix = idPrefix;
  }

  /** Something may be wrong: the next one is due now. */
  public void hurry() {
    hurried = true;
  }

  /** True when it is time to send the next. */
  public boolean isDue(long nowNanos) {
    long pauseNanos = number < SOON_TIMES ? SOON_NANOS : EVERY_NANOS;
    return !pending && (number == 0 || hurried || nowNanos - askedNanos >= pauseNanos);
  }

  /** The next is sent; returns its id. */
  public String asked(long nowNanos) {
    pending = true;
    taken = false;
    hurried = false;
    askedNanos = nowNanos;
    return idPrefix + ++number;
  }

  /** The hub took it. */
  public void taken(long nowNanos) {
    taken = true;
    takenNanos = nowNanos;
  }

  /**
   * It did not get to the hub, or the hub did not take it: that says nothing of the subscription.
   */
  public void lost() {
    pending = false;
  }

  /**
   * An event of this kind came.
   *
   * @return true where it is the one that was waited for
   */
  public boolean came(String id) {
    boolean ours = pending && id.equals(idPrefix + number);
    pending &= !ours;
    return ours;
  }

  /** True when the hub took it and it did not come back. */
  public boolean isMissing(long nowNanos) {
    return pending && taken && nowNanos - takenNanos > PATIENCE_NANOS;
  }
}
