package org.navicast.cast.hub;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import org.navicast.cast.link.OneTimer;
import org.navicast.cast.link.TimeSource;

/**
 * By when something must have happened in the state that the link is in. Each step on the way has a
 * time of its own, much shorter; this is what is left when one of them is forgotten.
 */
final class StateClock {
  private static final int AUTHORIZING_MILLIS = 60_000;
  private static final int SUBSCRIBING_MILLIS = 10_000;
  private static final int BINDING_MILLIS = 15_000;

  /** More than a hub may ask to be left alone for. */
  private static final int WAITING_MILLIS = 70_000;

  /** While the link stands it is looked at four times a second. */
  private static final int ONLINE_MILLIS = 5_000;

  /** After its time is over the state ends, and has so long to do it. */
  private static final int GRACE_MILLIS = 5_000;

  private final TimeSource time;
  private final OneTimer timer;
  private Runnable late = () -> {};
  private long dueNanos;

  StateClock(EventLoop loop, TimeSource time) {
    this.time = time;
    this.timer = new OneTimer(loop);
  }

  /**
   * A state begins.
   *
   * @param late ends it where nothing else has
   */
  void began(HubState state, Runnable late) {
    this.late = late;
    switch (state) {
      case STOPPED -> timer.stop();
      case AUTHORIZING -> within(AUTHORIZING_MILLIS);
      case SUBSCRIBING -> within(SUBSCRIBING_MILLIS);
      case BINDING -> within(BINDING_MILLIS);
      case WAITING -> within(WAITING_MILLIS);
      case ONLINE -> within(ONLINE_MILLIS);
    }
  }

  /** The link stands, and is looked at. */
  void beat() {
    dueNanos = time.nanos() + TimeUnit.MILLISECONDS.toNanos(ONLINE_MILLIS + GRACE_MILLIS);
    timer.stop(); // what beats needs nobody to end it
  }

  /** A person is asked to do something, and has that much time. */
  void waitForAPerson(long seconds) {
    within(TimeUnit.SECONDS.toMillis(seconds) + AUTHORIZING_MILLIS);
  }

  private void within(long millis) {
    dueNanos = time.nanos() + TimeUnit.MILLISECONDS.toNanos(millis + GRACE_MILLIS);
    timer.after(millis, late);
  }

  /** False where a state goes on for longer than it can. */
  boolean isInTime(long nowNanos) {
    return nowNanos - dueNanos <= 0;
  }
}
