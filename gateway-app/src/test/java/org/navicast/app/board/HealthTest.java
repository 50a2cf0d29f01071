package org.navicast.app.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.navicast.cast.event.NaviDevice.State;
import org.navicast.gateway.engine.DeviceState;
import org.navicast.gateway.input.DeviceKind;

final class HealthTest {
  private static final Health.Link JOINED = new Health.Link(true, "joined the hub");
  private static final Health.Link NO_HUB = new Health.Link(false, "no hub (nothing listens)");

  private static DeviceState device(String name, State state, String reason) {
    return new DeviceState(
        name, DeviceKind.FOOTSWITCH, state, reason, "", "", 0, OptionalInt.empty(), List.of(), 0);
  }

  private static Health health(Health.Link link, DeviceState... devices) {
    return new Health(link, List.of(devices));
  }

  @Test
  void theGravestConditionCounts() {
    DeviceState there = device("cap", State.CONNECTED, "");
    DeviceState gone = device("pedals", State.LOST, "it is not plugged in");
    DeviceState broken = device("tracker", State.FAULTED, "no permission");

    assertEquals(Condition.JOINED, health(JOINED, there).condition());
    assertEquals(Condition.NO_DEVICE, health(JOINED, there, gone).condition());
    assertEquals(Condition.NO_HUB, health(NO_HUB, there, gone).condition());
    assertEquals(Condition.FAULT, health(NO_HUB, there, gone, broken).condition());
    assertEquals(Condition.FAULT, health(JOINED, there, broken).condition());
  }

  @Test
  void aPersonReadsWhatIsThereAndWhyTheRestIsNot() {
    assertEquals(
        "joined the hub; cap, pedals connected",
        health(JOINED, device("cap", State.CONNECTED, ""), device("pedals", State.CONNECTED, ""))
            .words());
    assertEquals(
        "no hub (nothing listens); cap connected; pedals lost (it is not plugged in); tracker"
            + " faulted",
        health(
                NO_HUB,
                device("pedals", State.LOST, "it is not plugged in"),
                device("cap", State.CONNECTED, ""),
                device("tracker", State.FAULTED, ""))
            .words());
  }
}
