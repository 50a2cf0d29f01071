package org.navicast.cast.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When a subscription is asked whether it is alive, in virtual time. */
class EchoTest {
  private final Echo echo = new Echo("s-");

  private static long ms(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void itIsAskedAtOnceSoonAgainAndThenEveryTwoSeconds() {
    StringBuilder asked = new StringBuilder();
    for (long now = 0; now < 10_000; now += 250) {
      if (echo.isDue(ms(now))) {
        String id = echo.asked(ms(now));
        echo.taken(ms(now + 1));
        assertThat(echo.came(id)).isTrue();
        asked.append(now).append(' ');
      }
    }
    assertThat(asked.toString()).isEqualTo("0 500 1000 3000 5000 7000 9000 ");
  }

  @Test
  void oneThatDoesNotComeBackIsMissedASecondAfterTheHubTookIt() {
    echo.asked(0);
    assertThat(echo.isMissing(ms(5_000))).as("nobody took it").isFalse();
    echo.taken(ms(5_000));
    assertThat(echo.isMissing(ms(6_000))).isFalse();
    assertThat(echo.isMissing(ms(6_001))).isTrue();
  }

  @Test
  void oneThatComesBeforeTheHubSaysThatItTookItIsNotMissed() {
    String id = echo.asked(0);
    assertThat(echo.came(id)).isTrue();
    echo.taken(ms(10));
    assertThat(echo.isMissing(ms(60_000))).isFalse();
  }

  @Test
  void thatOfSomebodyElseIsNone() {
    echo.asked(0);
    echo.taken(0);
    assertThat(echo.came("t-1")).isFalse();
    assertThat(echo.came("s-2")).isFalse();
    assertThat(echo.isMissing(ms(1_001))).isTrue();
  }

  @Test
  void oneThatWasLostIsFollowedByAnother() {
    echo.asked(0);
    echo.lost();
    assertThat(echo.isMissing(ms(60_000))).isFalse();
    assertThat(echo.isDue(ms(499))).isFalse();
    assertThat(echo.isDue(ms(500))).isTrue();
  }

  @Test
  void whereSomethingMayBeWrongItIsAskedNow() {
    echo.came(echo.asked(0));
    assertThat(echo.isDue(ms(1))).isFalse();
    echo.hurry();
    assertThat(echo.isDue(ms(1))).isTrue();
    echo.came(echo.asked(ms(1)));
    assertThat(echo.isDue(ms(2))).isFalse();
  }
}
