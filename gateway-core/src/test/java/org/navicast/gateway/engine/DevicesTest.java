package org.navicast.gateway.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviPose;
import org.navicast.gateway.input.Battery;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.ToolPose;

/** What is told of devices and of tracked tools, and what the engine knows when asked. */
class DevicesTest {
  private static final ToolPose STYLUS =
      new ToolPose("stylus", ToolPose.Status.OK, 1, 2, 3, 0, 0, 0, 1);

  private final EngineFixture desk =
      new EngineFixture(ButtonSettings.DEFAULT, MotionSettings.DEFAULT);

  @Test
  void aDeviceIsHeardOnlyWhileItIsConnected() {
    desk.press("left").push(0.5).pose("room", STYLUS);

    assertEquals(List.of(), desk.said());
    assertEquals(3, desk.state().tally().ignored());
  }

  @Test
  void theSameFailureIsToldOnce() {
    desk.status(DeviceStatus.State.LOST, "no such port").at(100);
    desk.status(DeviceStatus.State.LOST, "no such port").at(200);
    desk.status(DeviceStatus.State.LOST, "port is busy").at(300);
    desk.status(DeviceStatus.State.FAULTED, "port is busy").at(400);

    assertEquals(
        List.of(
            "device lost no such port", "device lost port is busy", "device faulted port is busy"),
        desk.said());
  }

  @Test
  void aLostDeviceKeepsTheNameThatItGaveItself() {
    desk.accept(DeviceStatus.connected(EngineFixture.DEVICE, desk.nowNanos(), "FS-3", "42"));
    desk.at(9).status(DeviceStatus.State.LOST, "unplugged");

    NaviDevice lost = (NaviDevice) desk.events().getLast();
    assertEquals("FS-3", lost.product());
    assertEquals("42", lost.serial());
  }

  @Test
  void aDeviceThatFailsOtherwiseIsStillAsOldAsItsState() {
    desk.at(5).status(DeviceStatus.State.LOST, "no such port");
    desk.at(9).status(DeviceStatus.State.LOST, "port is busy");
    assertEquals(EngineFixture.nanos(5), desk.state().sinceNanos());
    desk.at(20).status(DeviceStatus.State.FAULTED, "port is busy");
    assertEquals(EngineFixture.nanos(20), desk.state().sinceNanos());
  }

  @Test
  void anAnnouncementSaysWhatIsTrueNow() {
    desk.status(DeviceStatus.State.CONNECTED, "").press("left").push(0.5).at(40).push(0.7);
    desk.events();

    desk.stallUntil(5_000).announce();
    List<NaviEvent> told = desk.events();
    assertEquals(2, told.size());
    assertEquals(NaviDevice.State.CONNECTED, ((NaviDevice) told.getFirst()).state());
    told.forEach(event -> assertEquals(EngineFixture.nanos(5_000), event.capturedNanos()));
  }

  @Test
  void anAnnouncementOfACapAtRestIsOnlyTheDevice() {
    desk.status(DeviceStatus.State.CONNECTED, "").push(0.5).at(40).push(0).at(80);
    desk.events();

    assertEquals(List.of("device connected"), desk.announce().said());
  }

  @Test
  void aDeviceThatNobodyHasHeardOfIsNotAnnounced() {
    assertEquals(List.of(), desk.announce().said());
  }

  @Test
  void theStateSaysWhatIsHeldAndSinceWhen() {
    assertEquals(
        new DeviceState(
            EngineFixture.DEVICE,
            DeviceKind.FOOTSWITCH,
            NaviDevice.State.LOST,
            "not opened yet",
            "",
            "",
            0,
            OptionalInt.empty(),
            List.of(),
            DeviceTally.NOTHING),
        desk.state());

    desk.at(5).accept(DeviceStatus.connected(EngineFixture.DEVICE, desk.nowNanos(), "FS-3", "42"));
    desk.at(9).press("left").accept(new Battery(EngineFixture.DEVICE, desk.nowNanos(), 64));

    assertEquals(
        new DeviceState(
            EngineFixture.DEVICE,
            DeviceKind.FOOTSWITCH,
            NaviDevice.State.CONNECTED,
            "",
            "FS-3",
            "42",
            EngineFixture.nanos(5),
            OptionalInt.of(64),
            List.of("left"),
            new DeviceTally(1, 0, 0, 0)),
        desk.state());
  }

  @Test
  void reportsLossesAndFaultsAreCounted() {
    desk.status(DeviceStatus.State.CONNECTED, "").at(5).press("left").at(9).release("left");
    desk.status(DeviceStatus.State.LOST, "unplugged").press("left");
    desk.status(DeviceStatus.State.LOST, "still not there");
    desk.status(DeviceStatus.State.CONNECTED, "");
    desk.status(DeviceStatus.State.FAULTED, "broken");

    assertEquals(new DeviceTally(3, 1, 2, 1), desk.state().tally());
  }

  @Test
  void aBatteryIsForgottenWithItsDevice() {
    desk.status(DeviceStatus.State.CONNECTED, "");
    desk.accept(new Battery(EngineFixture.DEVICE, desk.nowNanos(), 64));
    assertEquals(OptionalInt.of(64), desk.state().battery());

    desk.status(DeviceStatus.State.LOST, "unplugged");
    desk.accept(new Battery(EngineFixture.DEVICE, desk.nowNanos(), 63));
    assertEquals(OptionalInt.empty(), desk.state().battery());
  }

  @Test
  void posesAreHandedOnWithTheirStatusAndTrackerTime() {
    desk.status(DeviceStatus.State.CONNECTED, "");
    desk.events();
    desk.pose(
        "room",
        STYLUS,
        ToolPose.without("clamp", ToolPose.Status.INVALID),
        ToolPose.without("drill", ToolPose.Status.MISSING));

    NaviPose pose = (NaviPose) desk.events().getFirst();
    assertEquals("room", pose.frame());
    assertEquals(desk.epochMicros(), pose.trackerEpochMicros());
    assertEquals(
        List.of(
            new NaviPose.Tool("stylus", "ok", 1, 2, 3, 0, 0, 0, 1),
            new NaviPose.Tool("clamp", "invalid", 0, 0, 0, 0, 0, 0, 1),
            new NaviPose.Tool("drill", "missing", 0, 0, 0, 0, 0, 0, 1)),
        pose.tools());
  }

  @Test
  void aLostTrackerTakesBackItsToolsOnceInTheirFrames() {
    desk.status(DeviceStatus.State.CONNECTED, "").pose("room", STYLUS);
    desk.pose("table", new ToolPose("drill", ToolPose.Status.OK, 1, 2, 3, 0, 0, 0, 1));
    desk.pose("room", ToolPose.without("clamp", ToolPose.Status.MISSING));
    desk.events();

    assertEquals(
        List.of("pose in room stylus:missing", "pose in table drill:missing", "device lost gone"),
        desk.status(DeviceStatus.State.LOST, "gone").said());
    assertEquals(
        List.of("device connected", "device lost gone"),
        desk.status(DeviceStatus.State.CONNECTED, "")
            .status(DeviceStatus.State.LOST, "gone")
            .said());
  }

  @Test
  void toolsBeyondTheBoundAreIgnoredAndCounted() {
    desk.status(DeviceStatus.State.CONNECTED, "");
    for (int i = 0; i <= ToolTable.MAX_TOOLS; i++) {
      desk.pose("room", ToolPose.without("tool" + i, ToolPose.Status.INVALID));
    }

    assertEquals(1, desk.state().tally().ignored());
    assertEquals(ToolTable.MAX_TOOLS, desk.said(NaviPose.class).size());
  }

  @Test
  void twoDevicesMayNotShareAName() {
    DeviceSettings one = DeviceSettings.of("a", DeviceKind.FOOTSWITCH);

    assertThrows(IllegalArgumentException.class, () -> new EngineFixture(List.of(one, one)));
  }

  @Test
  void anUnknownDeviceIsAProgrammingError() {
    assertThrows(
        IllegalArgumentException.class, () -> desk.accept(new Button("other", 0, "left", true)));
    assertThrows(IllegalArgumentException.class, () -> desk.engine().overload("other", 0));
  }

  @Test
  void aDeviceNeedsAName() {
    assertThrows(
        IllegalArgumentException.class, () -> DeviceSettings.of(" ", DeviceKind.FOOTSWITCH));
  }

  @Test
  void aDeviceThatStaysGoesOnAndOneWhoseSettingsChangedBeginsAnew() {
    DeviceSettings other = DeviceSettings.of("other", DeviceKind.FOOTSWITCH);
    DeviceSettings gone = DeviceSettings.of("gone", DeviceKind.FOOTSWITCH);
    DeviceSettings kept = DeviceSettings.of(EngineFixture.DEVICE, DeviceKind.FOOTSWITCH);
    EngineFixture three = new EngineFixture(List.of(kept, other, gone));
    for (DeviceSettings device : List.of(kept, other, gone)) {
      three.accept(DeviceStatus.connected(device.name(), three.nowNanos(), "", ""));
      three.accept(new Button(device.name(), three.nowNanos(), "left", true));
    }
    three.events();

    DeviceSettings fresh = DeviceSettings.of("fresh", DeviceKind.FOOTSWITCH);
    three.engine().use(List.of(fresh, kept, other), Set.of(EngineFixture.DEVICE), three.nowNanos());
    assertEquals(
        List.of(
            "cancelled left#2 0ms device-lost",
            "device lost its settings were changed",
            "cancelled left#3 0ms device-lost",
            "device lost it was taken out of the configuration"),
        three.said());
    assertEquals(
        List.of("fresh", EngineFixture.DEVICE, "other"),
        three.engine().devices().stream().map(DeviceState::device).toList());
    assertEquals(List.of("left"), three.engine().devices().get(1).held());

    three.accept(DeviceStatus.connected("other", three.nowNanos(), "", ""));
    three.accept(new Button("other", three.nowNanos(), "left", true));
    NaviButton pressed = (NaviButton) three.events().getLast();
    assertEquals(4, pressed.pressId());
    assertThrows(
        IllegalArgumentException.class,
        () -> three.accept(new Button("gone", three.nowNanos(), "left", true)));
  }

  @Test
  void aHubThatIsLeftHearsTheEndOfAllAndTheDevicesGoOn() {
    desk.status(DeviceStatus.State.CONNECTED, "").press("left").push(0.5).pose("room", STYLUS);
    desk.events();

    desk.engine().leaveHub(desk.nowNanos());
    assertEquals(3, desk.events().size());
    desk.push(0.5);
    assertEquals(1, desk.events().size());
  }
}
