package org.navicast.gateway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.DeviceStatus.State;

class StatusLogTest {
  private final List<Long> delays = new ArrayList<>();
  private final StatusLog log =
      new StatusLog("pedals", () -> 0, (task, delayNanos) -> delays.add(delayNanos));

  @Test
  void aFailureThatRepeatsItselfIsWrittenOnce() {
    assertTrue(log.write(status(State.LOST, "no such port", 1)));
    assertFalse(log.write(status(State.LOST, "no such port", 2)));
    assertTrue(log.write(status(State.LOST, "the port is busy", 3)));
    assertTrue(log.write(status(State.CONNECTED, "", 4)));
    assertEquals(List.of(), delays);
  }

  @Test
  void aReturnThatIsNotWrittenAtOnceIsLookedAtLater() {
    log.write(status(State.CONNECTED, "", 1));
    log.write(status(State.LOST, "no such port", 2));
    assertFalse(log.write(status(State.CONNECTED, "", 3)));
    assertEquals(List.of(StatusNews.STEADY_NANOS), delays);
  }

  @Test
  void aLowBatteryIsToldOnceUntilItIsCharged() {
    assertFalse(log.battery(16));
    assertTrue(log.battery(15));
    assertFalse(log.battery(20));
    assertFalse(log.battery(10));
    assertFalse(log.battery(80));
    assertTrue(log.battery(5));
  }

  private static DeviceStatus status(State state, String reason, long nanos) {
    return new DeviceStatus("pedals", nanos, state, reason, "", "");
  }
}
