package org.navicast.cast.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetriesTest {
  /** Draws the longest of all pauses. */
  private final Retries retries = new Retries(() -> 0.999);

  @Test
  void aLinkThatWorkedIsTriedAgainAtOnceHoweverOftenThatHappens() {
    for (int second = 0; second < 100; second += 10) {
      retries.attempt(seconds(second));
      retries.online(seconds(second));
      assertThat(retries.linkWorked(seconds(second + 2))).isTrue();
      assertThat(retries.afterLinkMillis()).isLessThan(250);
    }
  }

  @Test
  void aHubThatThrowsOutAtOnceIsTriedMoreAndMoreRarely() {
    long longest = 0;
    for (int second = 0; second < 300; second += 10) {
      retries.online(seconds(second));
      assertThat(retries.linkWorked(seconds(second) + 1)).isFalse();
      longest = Math.max(longest, retries.afterLinkMillis());
    }
    assertThat(longest).isBetween(10_000L, 15_000L);
  }

  @Test
  void anAttemptThatTookLongWasThePauseItself() {
    retries.attempt(seconds(0));
    assertThat(retries.afterAttemptMillis(seconds(3))).isZero();
  }

  private static long seconds(int seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
