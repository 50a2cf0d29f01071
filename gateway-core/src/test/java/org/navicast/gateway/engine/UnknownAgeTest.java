package org.navicast.gateway.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.navicast.gateway.engine.FrameSettings.Published;
import org.navicast.gateway.input.Battery;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.ButtonLost;
import org.navicast.gateway.input.Damage;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Doubt;
import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.input.InputEvent;
import org.navicast.gateway.input.Motion;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/** After a standstill: what may be old is not taken for what happens now, and all else is. */
class UnknownAgeTest {
  private static final long MILLI = 1_000_000;
  private static final String DESK = EngineFixture.DEVICE;
  private static final ToolPose STYLUS =
      new ToolPose("Stylus", ToolPose.Status.OK, 1, 2, 3, 0, 0, 0, 1);
  private static final ToolPose REFERENCE =
      new ToolPose("Reference", ToolPose.Status.OK, 1, 2, 3, 0, 0, 0, 1);

  private EngineFixture desk = tracker(PoseSettings.DEFAULT, FrameSettings.NONE);

  @Test
  void aPressAMotionAndAPoseThatMayHaveWaitedAreNotTold() {
    old(new Button(DESK, desk.nowNanos(), "left", true));
    old(new Motion(DESK, desk.nowNanos(), 1, 0, 0, 0, 0, 0));
    old(new Pose(DESK, desk.nowNanos(), "Tracker", 1, List.of(STYLUS)));
    assertEquals(List.of(), desk.said());
    assertEquals(3, desk.state().tally().ignored());
    desk.release("left");
    assertEquals(List.of(), desk.said(), "the release of nothing");
  }

  @Test
  void aPressThatTheKernelTimedIsTold() {
    old(new Button(DESK, desk.nowNanos() - 20 * MILLI, "left", true, true));
    assertEquals(List.of("pressed left#1 0ms"), desk.said());
  }

  @Test
  void aReleaseIsToldHoweverOldItIs() {
    desk.press("left").press("right").at(100).events();
    old(new Button(DESK, desk.nowNanos(), "left", false));
    old(new ButtonLost(DESK, desk.nowNanos(), "right"));
    assertEquals(
        List.of("released left#1 100ms", "cancelled right#2 100ms control-lost"), desk.said());
  }

  @Test
  void whatDoesNotGrowOldIsTakenAsEver() {
    old(new Battery(DESK, desk.nowNanos(), 64));
    assertEquals(OptionalInt.of(64), desk.state().battery());
    old(new Damage(DESK, desk.nowNanos(), 2, 1));
    assertEquals(2, desk.engine().trackers(desk.nowNanos()).getFirst().wrongChecksums());
    old(Doubt.lasting(DESK, desk.nowNanos(), "status", "it is not ready"));
    assertEquals(1, desk.engine().doubts(desk.nowNanos()).size());
    old(new DeviceStatus(DESK, desk.nowNanos(), DeviceStatus.State.LOST, "gone", "", ""));
    assertEquals(List.of("device lost gone"), desk.said());
  }

  @Test
  void aStandstillLetsGoAndComesToRest() {
    desk.press("left").push(0.5).events();
    stoodStill(100);
    assertEquals(List.of("cancelled left#1 0ms overload", "rest of 0"), desk.said());
    desk.at(3_000).release("left");
    assertEquals(List.of(), desk.said());
  }

  @Test
  void aStandstillTakesBackTheToolsThatWouldHaveBeenSilentForTooLong() {
    desk.pose("Tracker", STYLUS).events();
    stoodStill(499);
    assertEquals(List.of(), desk.said());
    stoodStill(500);
    assertEquals(List.of("pose in Tracker Stylus:missing"), desk.said());
  }

  @Test
  void aStandstillTakesNothingBackOfAServerThatMayBeSilent() {
    desk = tracker(new PoseSettings(0, 0, 10_000, 10, Map.of()), FrameSettings.NONE);
    desk.pose("Tracker", STYLUS).events();
    stoodStill(60_000);
    assertEquals(List.of(), desk.said());
  }

  @Test
  void afterAStandstillAReferenceOfBeforeIsNotBelieved() {
    desk =
        tracker(
            PoseSettings.DEFAULT,
            new FrameSettings(List.of(), List.of(new Published("Stylus", "Reference"))));
    desk.pose("Tracker", STYLUS, REFERENCE).events();
    stoodStill(500);
    desk.events();
    desk.at(10).pose("Tracker", STYLUS);
    assertEquals(List.of("pose in Reference Stylus:missing"), desk.said());
  }

  @Test
  void afterItsEndNothingIsHeard() {
    desk.stop().events();
    old(new Button(DESK, desk.nowNanos(), "left", true, true));
    stoodStill(500);
    desk.announce().at(10_000).tick();
    desk.engine().accept(new HubInput.ViewerLeft("v"), desk.nowNanos());
    assertEquals(List.of(), desk.said());
    assertEquals(Due.NEVER, desk.engine().nextDueNanos());
  }

  private void old(InputEvent event) {
    desk.engine().acceptOfUnknownAge(event, desk.nowNanos());
  }

  private void stoodStill(long millis) {
    desk.engine().stoodStill(millis * MILLI, desk.nowNanos());
  }

  private static EngineFixture tracker(PoseSettings poses, FrameSettings frames) {
    EngineFixture desk =
        new EngineFixture(
            List.of(
                DeviceSettings.of(DESK, DeviceKind.TRACKER).withPoses(poses).withFrames(frames)));
    desk.status(DeviceStatus.State.CONNECTED, "").events();
    return desk;
  }
}
