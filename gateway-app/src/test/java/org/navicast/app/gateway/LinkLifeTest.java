package org.navicast.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navicast.cast.hub.HubState;

/** The watchdog is fed only while the link has a way on. */
class LinkLifeTest {
  private static final long SECOND = 1_000_000_000;

  @ParameterizedTest
  @CsvSource({
    "AUTHORIZING, 599, false, true",
    "AUTHORIZING, 600, false, false",
    "AUTHORIZING, 80000, true, true",
    "SUBSCRIBING, 59, false, true",
    "SUBSCRIBING, 60, false, false",
    "BINDING, 59, false, true",
    "BINDING, 60, false, false",
    "WAITING, 599, false, true",
    "WAITING, 600, false, false",
    "ONLINE, 1000000, false, true",
    "STOPPED, 1000000, false, true",
  })
  void eachStateHasItsTime(HubState state, long seconds, boolean waitsForPerson, boolean isAlive) {
    assertThat(LinkLife.isAlive(state, seconds * SECOND, waitsForPerson)).isEqualTo(isAlive);
  }
}
