package org.navicast.hub.inflow;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that the event loop did not turn for a while, whatever the reason: a stopped process, a
 * suspended machine, memory on disk. What is read first after that has waited in its socket for an
 * unknown part of the pause.
 */
public final class Standstill {
  /** Shorter pauses are part of life; well under the deadline of a press. */
  public static final long BOUND_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

  private static final Logger LOG = LoggerFactory.getLogger(Standstill.class);
  private static final long BEAT_MILLIS = 20;

  private final LongSupplier nanoTime;
  private long lastTurn;
  private long pause;
  private long pauses;
  private long late;
  private long lateBefore;

  public Standstill(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastTurn = nanoTime.getAsLong();
  }

  /** Notices pauses of that loop from here on. */
  public void watch(EventLoop loop) {
    var _ =
        loop.scheduleWithFixedDelay(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The loop turns: all that was there to be read when the turn began has been read. */
  public void beat() {
    long now = nanoTime.getAsLong();
    if (now - lastTurn > BOUND_NANOS) {
      begin(now);
    } else if (pause > 0) {
      over();
    }
    lastTurn = now;
  }

  /** Something is about to be read. */
  public void look(long now) {
    if (now - lastTurn > BOUND_NANOS) {
      begin(now);
      lastTurn = now;
    }
  }

  private void begin(long now) {
    pauses++;
    pause = Math.max(pause, now - lastTurn);
  }

  private void over() {
    if (late > lateBefore) {
      LOG.warn(
          "The hub stood still for {} ms; {} presses that came meanwhile are not handed on, since"
              + " nobody knows how old they are",
          TimeUnit.NANOSECONDS.toMillis(pause),
          late - lateBefore);
    }
    lateBefore = late;
    pause = 0;
  }

  /** For how long at most what is read now has waited; 0 where the loop turns as it should. */
  public long pauseNanos() {
    return pause;
  }

  /** Something is not handed on, since it may be too old. */
  public void countLate() {
    late++;
  }

  /** Pauses so far. */
  public long pauses() {
    return pauses;
  }

  /** Events that were not handed on. */
  public long late() {
    return late;
  }
}
