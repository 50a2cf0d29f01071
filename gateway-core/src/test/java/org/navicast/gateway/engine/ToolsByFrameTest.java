package org.navicast.gateway.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.navicast.cast.event.NaviPose;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.ToolPose;

/** A server that tells one tool in several frames: what is kept of it is kept for each. */
class ToolsByFrameTest {
  private static final double HALF = Math.sqrt(0.5);
  private static final ToolPose FAR = at(100, 0, -1_000, 0, 1);
  private static final ToolPose NEAR = at(5, 5, 5, HALF, HALF);
  private static final ToolPose LOST = ToolPose.without("Stylus", ToolPose.Status.MISSING);

  @Test
  void aFilterSmoothsEachFrameByItself() {
    EngineFixture room = connected(0, Map.of("Stylus", PoseSettings.Smoothing.DEFAULT));
    for (int i = 0; i < 300; i++) {
      room.at(i * 33L).pose("Tracker", FAR).pose("Reference", NEAR);
    }
    for (NaviPose pose : poses(room)) {
      NaviPose.Tool tool = pose.tools().getFirst();
      ToolPose there = pose.frame().equals("Tracker") ? FAR : NEAR;
      assertEquals(there.x(), tool.x(), 1e-9);
      assertEquals(there.y(), tool.y(), 1e-9);
      assertEquals(there.z(), tool.z(), 1e-9);
      assertEquals(there.qz(), tool.qz(), 1e-9);
      assertEquals(there.qw(), tool.qw(), 1e-9);
    }
  }

  @Test
  void silenceIsOfTheFrameInWhichItFell() {
    EngineFixture room = connected(0, Map.of());
    room.pose("Tracker", FAR).pose("Reference", NEAR);
    room.at(300).pose("Reference", NEAR);
    room.events();
    assertEquals(List.of("pose in Tracker Stylus:missing"), room.at(500).said());
    assertEquals(List.of("pose in Reference Stylus:missing"), room.at(800).said());
    assertEquals(List.of(), room.at(5_000).said());
  }

  @Test
  void theTrackerTakesItBackInEachFrame() {
    EngineFixture room = connected(0, Map.of());
    room.pose("Tracker", FAR).pose("Reference", NEAR).events();
    assertEquals(
        List.of(
            "pose in Reference Stylus:missing",
            "pose in Tracker Stylus:missing",
            "device lost gone"),
        room.status(DeviceStatus.State.LOST, "gone").said());
  }

  @Test
  void theRateIsThatOfEachFrame() {
    EngineFixture room = connected(20, Map.of());
    for (int i = 0; i < 300; i++) {
      room.at(i * 33L).pose("Tracker", FAR).pose("Reference", NEAR);
    }
    List<NaviPose> told = poses(room);
    for (String frame : List.of("Tracker", "Reference")) {
      long count = told.stream().filter(pose -> pose.frame().equals(frame)).count();
      assertTrue(count >= 190 && count <= 201, count + " in ten seconds in " + frame);
    }
  }

  @Test
  void aToolThatIsLostInOneFrameDoesNotGoAroundTheLimitInAnother() {
    EngineFixture room = connected(10, Map.of());
    for (int i = 0; i < 100; i++) {
      room.at(i * 10L).pose("Tracker", FAR).pose("Reference", LOST);
    }
    List<NaviPose> told = poses(room);
    for (String frame : List.of("Tracker", "Reference")) {
      long count = told.stream().filter(pose -> pose.frame().equals(frame)).count();
      assertTrue(count >= 9 && count <= 11, count + " in a second in " + frame);
    }
  }

  @Test
  void aToolThatComesAndGoesTakesNoOtherAroundTheLimit() {
    EngineFixture room = connected(10, Map.of());
    ToolPose other = new ToolPose("Clamp", ToolPose.Status.OK, 1, 2, 3, 0, 0, 0, 1);
    for (int i = 0; i < 100; i++) {
      room.at(i * 10L).pose("Tracker", i % 2 == 0 ? FAR : LOST, other);
    }
    long ofTheOther =
        poses(room).stream()
            .filter(pose -> pose.tools().stream().anyMatch(tool -> tool.name().equals("Clamp")))
            .count();
    assertTrue(ofTheOther >= 9 && ofTheOther <= 11, ofTheOther + " in a second");
  }

  private static ToolPose at(double x, double y, double z, double qz, double qw) {
    return new ToolPose("Stylus", ToolPose.Status.OK, x, y, z, 0, 0, qz, qw);
  }

  private static List<NaviPose> poses(EngineFixture room) {
    return room.events().stream().map(NaviPose.class::cast).toList();
  }

  private static EngineFixture connected(int rateHz, Map<String, PoseSettings.Smoothing> filters) {
    EngineFixture room =
        new EngineFixture(
            List.of(
                DeviceSettings.of(EngineFixture.DEVICE, DeviceKind.TRACKER)
                    .withPoses(PoseSettings.DEFAULT.with(500, rateHz, filters))));
    room.at(0).status(DeviceStatus.State.CONNECTED, "");
    room.events();
    return room;
  }
}
