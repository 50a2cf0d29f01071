package org.navicast.app.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.navicast.cast.event.NaviDevice.State;
import org.navicast.gateway.engine.DeviceState;
import org.navicast.gateway.engine.DeviceTally;
import org.navicast.gateway.input.DeviceKind;

final class HealthTest {
  private static final Health.Link JOINED = new Health.Link(true, "joined the hub");
  private static final Health.Link NO_HUB = new Health.Link(false, "no hub (nothing listens)");

  private static DeviceState device(String name, State state, String reason) {
    return new DeviceState(
        name,
        DeviceKind.FOOTSWITCH,
        state,
        reason,
        "",
        "",
        0,
        OptionalInt.empty(),
        List.of(),
        DeviceTally.NOTHING);
  }

  private static Health health(Health.Link link, DeviceState... devices) {
    return new Health(link, List.of(devices), false, Optional.empty());
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
  void pausedViewersAreShownWhereAllElseIsWell() {
    DeviceState cap = device("cap", State.CONNECTED, "");
    DeviceState gone = device("pedals", State.LOST, "it is not plugged in");
    Health paused = new Health(JOINED, List.of(cap), true, Optional.empty());
    assertEquals(Condition.PAUSED, paused.condition());
    assertEquals("joined the hub; all viewers are paused; cap connected", paused.words());
    assertEquals(
        Condition.NO_DEVICE,
        new Health(JOINED, List.of(cap, gone), true, Optional.empty()).condition());
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

  @Test
  void aClockIsWorthAWordWhenItIsWrong() {
    DeviceState cap = device("cap", State.CONNECTED, "");

    assertEquals(
        "joined the hub; cap connected",
        new Health(
                JOINED,
                List.of(cap),
                false,
                Optional.of(new ClockState(true, OptionalLong.of(99_000))))
            .words());
    assertEquals(
        "joined the hub; cap connected; the clock is off by -250 ms",
        new Health(
                JOINED,
                List.of(cap),
                false,
                Optional.of(new ClockState(true, OptionalLong.of(-250_000))))
            .words());
    assertEquals(
        "joined the hub; cap connected; the clock is not synchronised",
        new Health(
                JOINED,
                List.of(cap),
                false,
                Optional.of(new ClockState(false, OptionalLong.empty())))
            .words());
  }
}
