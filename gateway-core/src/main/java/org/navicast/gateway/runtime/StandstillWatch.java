package org.navicast.gateway.runtime;

import io.netty.channel.EventLoop;
import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Notices that the event loop stood still: the process was stopped or swapped out, the machine
 * slept, something on the loop took too long. What a device said meanwhile waits in the kernel, and
 * nothing there tells how old it is.
 *
 * <p>A loop that waits because nothing happens does not stand still. So it has a heartbeat, and a
 * beat that is overdue is what tells the two apart; whoever brings something to the loop {@link
 * #look looks} first, for a device may be readable before any timer has run.
 *
 * <p>A delay that is short beside the deadline of a press is no standstill: such a press is as old
 * as it may be at worst (see {@link #waitedSinceNanos}).
 *
 * <p>From the last beat before a standstill on, what was read is of unknown age, until the loop has
 * once found nothing more to read and a little time has passed, in which what waited further down
 * (a terminal's own queue, the window of a connection) comes up.
 *
 * <p>Used on the event loop only.
 */
public final class StandstillWatch {
  static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

  /** By less than this any beat may be late; what is read meanwhile is new. */
  static final long SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** So long at least what is read after a standstill is of unknown age. */
  static final long SETTLE_NANOS = BEAT_NANOS;

  private static final long NEVER = Long.MAX_VALUE;

  private final LongSupplier nanoTime;
  private final LongSupplier sleeplessNanos;
  private long boundNanos;
  private LongConsumer whenStood = nanos -> {};

  /** When the next beat is due, by the clock that never sleeps. */
  private long dueNanos = NEVER;

  /** When the last one was, by the clock of the reports. */
  private long beatNanos;

  private boolean isInDoubt;
  private long doubtFromNanos;
  private long doubtUntilNanos;
  private long settledNanos;
  private long count;

  /**
   * @param nanoTime the monotonic clock that reports are stamped with, in nanoseconds
   * @param sleeplessNanos one that goes on while the machine sleeps, or the same where there is
   *     none
   * @param boundNanos a beat that is overdue by more tells that the loop stood still
   */
  public StandstillWatch(LongSupplier nanoTime, LongSupplier sleeplessNanos, long boundNanos) {
    this.nanoTime = nanoTime;
    this.sleeplessNanos = sleeplessNanos;
    this.boundNanos = boundNanos;
  }

  /** Of a loop that nobody watches: it never stands still. */
  static StandstillWatch none() {
    return new StandstillWatch(() -> 0, () -> 0, NEVER);
  }

  /** Another bound from now on; on the loop. */
  public void bound(long nanos) {
    boundNanos = nanos;
  }

  /** Called on the loop with about how long it stood, before what was read meanwhile is taken. */
  void whenStood(LongConsumer handler) {
    whenStood = handler;
  }

  /** Begins to watch that loop, which waits as {@link #over} says. */
  public void start(EventLoop loop) {
    loop.execute(
        () -> {
          beat();
          loop.scheduleWithFixedDelay(this::beat, BEAT_NANOS, BEAT_NANOS, TimeUnit.NANOSECONDS);
        });
  }

  /** How the loop is to wait, so that the end of a doubt is seen. */
  public SelectStrategy over(SelectStrategy waiting) {
    return (ready, hasTasks) -> {
      if (isInDoubt && !hasTasks) {
        int count = endOfDoubt(ready);
        if (count > 0) {
          return count;
        }
      }
      return waiting.calculateStrategy(ready, hasTasks);
    };
  }

  private int endOfDoubt(IntSupplier ready) throws Exception {
    int count = ready.get();
    if (count <= 0 && nanoTime.getAsLong() - settledNanos >= 0) {
      isInDoubt = false;
      doubtUntilNanos = nanoTime.getAsLong();
    }
    return count;
  }

  /** Looks whether the loop stood still until now. */
  void look() {
    if (dueNanos == NEVER) {
      return;
    }
    long now = sleeplessNanos.getAsLong();
    if (now - dueNanos > boundNanos) {
      long stoodNanos = now - dueNanos;
      dueNanos = now + BEAT_NANOS;
      count++;
      if (!isInDoubt) {
        isInDoubt = true;
        doubtFromNanos = beatNanos;
      }
      settledNanos = nanoTime.getAsLong() + SETTLE_NANOS;
      whenStood.accept(stoodNanos);
    }
  }

  /**
   * Since when what is read now may have waited at most, where the loop is late but did not stand
   * still: a press then counts from there, so that its deadline holds. What was read at that time
   * or before is as old as it says.
   */
  long waitedSinceNanos(long readNanos) {
    return dueNanos != NEVER && sleeplessNanos.getAsLong() - dueNanos > SLACK_NANOS
        ? Math.min(readNanos, beatNanos)
        : readNanos;
  }

  /** True where nobody knows how old that is which was read then. */
  boolean doubts(long readNanos) {
    return count > 0
        && readNanos - doubtFromNanos >= 0
        && (isInDoubt || readNanos - doubtUntilNanos <= 0);
  }

  /** How often the loop stood still. */
  public long count() {
    return count;
  }

  /** The loop turns. */
  void beat() {
    look();
    dueNanos = sleeplessNanos.getAsLong() + BEAT_NANOS;
    beatNanos = nanoTime.getAsLong();
  }
}
