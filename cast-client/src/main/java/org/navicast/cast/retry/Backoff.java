package org.navicast.cast.retry;

import java.util.function.DoubleSupplier;

/**
 * How long to wait before trying again: full jitter under a ceiling that doubles.
 *
 * <p>Pure: the random number is passed in, and nobody sleeps here. Full jitter spreads many
 * gateways that lost the same hub at the same moment over the whole ceiling.
 */
public final class Backoff {
  private final long firstMillis;
  private final long capMillis;
  private final DoubleSupplier random;
  private int failures;

  /**
   * @param firstMillis ceiling of the first wait
   * @param capMillis ceiling of all waits
   * @param random uniform in 0…1
   */
  public Backoff(long firstMillis, long capMillis, DoubleSupplier random) {
    if (firstMillis < 1 || capMillis < firstMillis) {
      throw new IllegalArgumentException("want 1 <= first <= cap");
    }
    this.firstMillis = firstMillis;
    this.capMillis = capMillis;
    this.random = random;
  }

  /** Counts one more failure and says how many milliseconds to wait, 0…cap. */
  public long nextMillis() {
    long ceiling = Math.min(capMillis, firstMillis << Math.min(failures, 30));
    failures++;
    return (long) (random.getAsDouble() * ceiling);
  }

  /** How many times in a row it failed. */
  public int failures() {
    return failures;
  }

  /** It worked. */
  public void reset() {
    failures = 0;
  }
}
