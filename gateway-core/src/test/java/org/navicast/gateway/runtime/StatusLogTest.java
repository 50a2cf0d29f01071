package org.navicast.gateway.runtime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.DeviceStatus.State;

class StatusLogTest {
  private final StatusLog log = new StatusLog();

  @Test
  void aFailureThatRepeatsItselfIsWrittenOnce() {
    assertTrue(log.write(status(State.LOST, "no such port", 1)));
    assertFalse(log.write(status(State.LOST, "no such port", 2)));
    assertFalse(log.write(status(State.LOST, "no such port", 3)));
  }

  @Test
  void everyChangeIsWritten() {
    assertTrue(log.write(status(State.LOST, "no such port", 1)));
    assertTrue(log.write(status(State.LOST, "the port is busy", 2)));
    assertTrue(log.write(status(State.FAULTED, "the port is busy", 3)));
    assertTrue(log.write(status(State.CONNECTED, "", 4)));
    assertTrue(log.write(status(State.LOST, "no such port", 5)));
  }

  private static DeviceStatus status(State state, String reason, long nanos) {
    return new DeviceStatus("pedals", nanos, state, reason, "", "");
  }
}
