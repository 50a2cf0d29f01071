package org.navicast.hub.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NodeClockTest {
  private static final long MILLI = 1_000_000;

  private final NodeClock clock = new NodeClock();

  @Test
  void nothingIsKnownBeforeAnAnswer() {
    assertTrue(clock.ageNanos(0, 1).isEmpty());
  }

  @Test
  void anAgeIsNeverToldTooSmallAndTooLargeByOneRoundTripAtMost() {
    // Their clock is 1000 ms behind ours; the answer was given 1 ms after the question, of 3 ms.
    clock.sample(5_000 * MILLI, 4_001 * MILLI, 5_003 * MILLI);
    long told = clock.ageNanos(4_001 * MILLI, 5_003 * MILLI).orElseThrow();
    assertEquals(3 * MILLI, told, "truly 2 ms");
  }

  @Test
  void theShortestRoundTripCountsUntilClocksMayHaveDrifted() {
    clock.sample(0, 0, MILLI);
    clock.sample(100 * MILLI, 105 * MILLI, 110 * MILLI);
    assertEquals(MILLI, clock.roundTripNanos());
    clock.sample(60_000 * MILLI, 60_005 * MILLI, 60_010 * MILLI);
    assertEquals(10 * MILLI, clock.roundTripNanos(), "a minute may have brought 12 ms");
  }

  @Test
  void theFutureProvesThatAClockHasJumped() {
    clock.sample(0, 0, MILLI);
    assertTrue(clock.ageNanos(10_000 * MILLI, 100 * MILLI).isEmpty());
    assertTrue(clock.ageNanos(100 * MILLI, 100 * MILLI).isEmpty(), "until it is asked again");
    clock.sample(200 * MILLI, 10_100 * MILLI, 201 * MILLI);
    assertTrue(clock.ageNanos(10_100 * MILLI, 201 * MILLI).isPresent());
  }

  @Test
  void aTickIntoTheFutureIsTheNoiseOfTwoQuartzes() {
    clock.sample(0, 0, MILLI);
    assertEquals(0, clock.ageNanos(101 * MILLI, 100 * MILLI).orElseThrow());
  }
}
