package org.navicast.cast.retry;

import java.util.function.DoubleSupplier;

/**
 * How long to wait before trying again: full jitter under a ceiling that doubles.
 *
 * <p>An outage that has been short so far is most likely to end soon, so the ceiling may stay low
 * for its beginning.
 *
 * <p>Pure: the random number is passed in, and nobody sleeps here. Full jitter spreads many
 * gateways that lost the same hub at the same moment over the whole ceiling.
 */
public final class Backoff {
  private final long firstMillis;
  private final long soonCapMillis;
  private final long soonMillis;
  private final long capMillis;
  private final DoubleSupplier random;
  private int failures;
  private int doublings;
  private long waitedMillis;

  /**
   * @param firstMillis ceiling of the first wait
   * @param capMillis ceiling of all waits
   * @param random uniform in 0…1
   */
  public Backoff(long firstMillis, long capMillis, DoubleSupplier random) {
    this(firstMillis, capMillis, 0, capMillis, random);
  }

  /**
   * @param firstMillis ceiling of the first wait
   * @param soonCapMillis ceiling of the waits at the beginning of an outage
   * @param soonMillis how much waiting, all in all, counts as its beginning
   * @param capMillis ceiling of all waits
   * @param random uniform in 0…1
   */
  public Backoff(
      long firstMillis,
      long soonCapMillis,
      long soonMillis,
      long capMillis,
      DoubleSupplier random) {
    if (firstMillis < 1 || soonCapMillis < firstMillis || capMillis < soonCapMillis) {
      throw new IllegalArgumentException("want 1 <= first <= soon cap <= cap");
    }
    this.firstMillis = firstMillis;
    this.soonCapMillis = soonCapMillis;
    this.soonMillis = soonMillis;
    this.capMillis = capMillis;
    this.random = random;
  }

  /** Counts one more failure and says how many milliseconds to wait, 0…cap. */
  public long nextMillis() {
    long doubled = firstMillis << Math.min(doublings, 30);
    long ceiling = Math.min(waitedMillis < soonMillis ? soonCapMillis : capMillis, doubled);
    if (ceiling == doubled) {
      doublings++;
    }
    failures++;
    long wait = (long) (random.getAsDouble() * ceiling);
    waitedMillis += wait;
    return wait;
  }

  /** How many times in a row it failed. */
  public int failures() {
    return failures;
  }

  /** It worked. */
  public void reset() {
    failures = 0;
    doublings = 0;
    waitedMillis = 0;
  }
}
