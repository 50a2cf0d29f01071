package org.navicast.gateway.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.navicast.cast.event.NaviPose;
import org.navicast.gateway.engine.FrameSettings.Fixed;
import org.navicast.gateway.engine.FrameSettings.Published;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Rigid;
import org.navicast.gateway.input.ToolPose;

/** Tools told in the frames that matter. */
class FramesTest {
  private static final double HALF = Math.sqrt(0.5);

  /** A quarter turn about z, 100 mm along x. */
  private static final ToolPose REFERENCE =
      new ToolPose("Reference", ToolPose.Status.OK, 100, 0, 0, 0, 0, HALF, HALF);

  private static final ToolPose STYLUS =
      new ToolPose("Stylus", ToolPose.Status.OK, 100, 50, 0, 0, 0, 0, 1);

  private static final Fixed TIP = new Fixed("StylusTip", "Stylus", Rigid.translation(0, 0, 150));
  private static final Fixed PATIENT =
      new Fixed("Reference", "Patient", Rigid.translation(0, 0, -10));

  @Test
  void aToolIsToldRelativeToAnother() {
    EngineFixture room = connected(List.of(), new Published("Stylus", "Reference"));
    room.pose("Tracker", REFERENCE, STYLUS);
    // 50 mm along the tracker's y is 50 mm along x of the turned reference.
    assertTool(room, "Reference", "Stylus", 50, 0, 0, -HALF, HALF);
  }

  @Test
  void aTipIsToldInThePatientThroughCalibrationReferenceAndRegistration() {
    EngineFixture room = connected(List.of(TIP, PATIENT), new Published("StylusTip", "Patient"));
    room.pose("Tracker", REFERENCE, STYLUS);
    assertTool(room, "Patient", "StylusTip", 50, 0, 140, -HALF, HALF);
  }

  @Test
  void nothingIsToldBeforeThereIsAWay() {
    EngineFixture room = connected(List.of(), new Published("Stylus", "Reference"));
    room.pose("Tracker", STYLUS);
    assertEquals(List.of(), room.said());
    room.pose("Tracker", REFERENCE);
    assertEquals(List.of("pose in Reference Stylus:ok"), room.said());
  }

  @Test
  void whatIsNotPublishedIsNotTold() {
    EngineFixture room = connected(List.of(), new Published("Stylus", "Tracker"));
    room.pose("Tracker", REFERENCE);
    assertEquals(List.of(), room.said());
  }

  @Test
  void aChainIsAsGoodAsItsWeakestLink() {
    EngineFixture room = connected(List.of(), new Published("Stylus", "Reference"));
    room.pose("Tracker", REFERENCE, STYLUS);
    room.pose("Tracker", ToolPose.without("Reference", ToolPose.Status.MISSING), STYLUS);
    room.pose("Tracker", ToolPose.without("Reference", ToolPose.Status.INVALID), STYLUS);
    assertEquals(
        List.of(
            "pose in Reference Stylus:ok",
            "pose in Reference Stylus:missing",
            "pose in Reference Stylus:invalid"),
        room.said());
  }

  @Test
  void aReferenceThatFallsSilentTakesItsToolsAlong() {
    EngineFixture room = connected(List.of(), new Published("Stylus", "Reference"));
    room.pose("Tracker", REFERENCE, STYLUS);
    room.at(100).pose("Tracker", STYLUS); // where it is to a reference that may have moved?
    room.at(499).pose("Tracker", STYLUS);
    assertEquals(List.of("pose in Reference Stylus:ok"), room.said());
    room.at(500);
    assertEquals(List.of("pose in Reference Stylus:missing"), room.said());
    room.pose("Tracker", STYLUS);
    assertEquals(List.of("pose in Reference Stylus:missing"), room.said());
  }

  @Test
  void aTrackerThatCameBackIsNotTrustedWithWhatItSaidBefore() {
    EngineFixture room = connected(List.of(), new Published("Stylus", "Reference"));
    room.pose("Tracker", REFERENCE, STYLUS);
    room.status(DeviceStatus.State.LOST, "gone").status(DeviceStatus.State.CONNECTED, "");
    room.said();
    room.pose("Tracker", STYLUS);
    assertEquals(List.of("pose in Reference Stylus:missing"), room.said());
  }

  @Test
  void theShortestWayIsTaken() {
    EngineFixture room =
        connected(
            List.of(
                new Fixed("Tracker", "Room", Rigid.translation(1, 0, 0)),
                new Fixed("Room", "Patient", Rigid.translation(1, 0, 0)),
                new Fixed("Tracker", "Patient", Rigid.translation(5, 0, 0))),
            new Published("Stylus", "Patient"));
    room.pose("Tracker", STYLUS);
    assertTool(room, "Patient", "Stylus", 105, 50, 0, 0, 1);
  }

  @Test
  void aShorterWayThatAppearsLaterIsTaken() {
    EngineFixture room =
        connected(
            List.of(new Fixed("Tracker", "Patient", Rigid.translation(5, 0, 0))),
            new Published("Stylus", "Patient"));
    room.pose("Tracker", STYLUS);
    assertTool(room, "Patient", "Stylus", 105, 50, 0, 0, 1);
    room.pose("Patient", new ToolPose("Stylus", ToolPose.Status.OK, 1, 2, 3, 0, 0, 0, 1));
    assertTool(room, "Patient", "Stylus", 1, 2, 3, 0, 1);
  }

  @Test
  void aServerThatInventsNamesCostsNothingMore() {
    EngineFixture room = connected(List.of(), new Published("Stylus", "Tracker"));
    for (int i = 0; i < 1_000; i++) {
      room.pose("frame" + i, ToolPose.without("tool" + i, ToolPose.Status.OK));
    }
    room.pose("Tracker", STYLUS);
    assertEquals(List.of(), room.said());
    assertEquals(
        "it tells of more than 256 tools at once, and Stylus in Tracker is left out with others;"
            + " let its server tell only what is needed",
        doubts(room).getFirst().reason());
  }

  @Test
  void aToolThatMadeRoomIsToldAgainWhenItIsBackAndTakesNoOtherAlong() {
    EngineFixture room =
        connected(
            List.of(), new Published("Stylus", "Tracker"), new Published("Clamp", "Reference"));
    ToolPose clamp = ToolPose.at("Clamp", Rigid.IDENTITY);
    room.pose("Tracker", STYLUS);
    room.at(1_500).pose("Tracker", clamp, REFERENCE);
    for (int i = 0; i < ToolTable.MAX_TOOLS - 2; i++) {
      room.pose("Tracker", ToolPose.at("T" + i, Rigid.IDENTITY));
    }
    room.events();
    room.at(1_501).pose("Tracker", clamp, REFERENCE);
    assertEquals(List.of("pose in Reference Clamp:ok"), room.said());
    room.at(2_600).pose("Tracker", STYLUS);
    assertEquals(
        List.of("pose in Reference Clamp:missing", "pose in Tracker Stylus:ok"), room.said());
  }

  @Test
  void whatOnlyFixedWaysLeadToIsSaidNotToBeToldAfterFiveSeconds() {
    EngineFixture room = connected(List.of(TIP), new Published("StylusTip", "Stylus"));
    room.pose("Tracker", STYLUS).at(4_999).pose("Tracker", STYLUS);
    assertEquals(List.of(), doubts(room));
    room.at(5_000).pose("Tracker", STYLUS);
    assertEquals(1, doubts(room).size());
    assertEquals(List.of(), room.said());
  }

  @Test
  void aTrackerThatCameBackIsGivenItsFiveSecondsAnew() {
    EngineFixture room = connected(List.of(), new Published("Stylus", "Reference"));
    room.pose("Tracker", STYLUS).at(4_900);
    room.status(DeviceStatus.State.LOST, "gone").status(DeviceStatus.State.CONNECTED, "");
    room.pose("Tracker", STYLUS).at(9_899).pose("Tracker", STYLUS);
    assertEquals(List.of(), doubts(room));
    room.at(9_900).pose("Tracker", STYLUS);
    assertEquals(1, doubts(room).size());
  }

  @Test
  void whatContradictsItselfIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new FrameSettings(
                List.of(TIP, new Fixed("Stylus", "StylusTip", Rigid.IDENTITY)), List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FrameSettings(List.of(new Fixed("A", "A", Rigid.IDENTITY)), List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new FrameSettings(
                List.of(), List.of(new Published("A", "B"), new Published("A", "B"))));
  }

  private static void assertTool(
      EngineFixture room,
      String frame,
      String name,
      double x,
      double y,
      double z,
      double qz,
      double qw) {
    NaviPose pose = (NaviPose) room.events().getLast();
    NaviPose.Tool tool = pose.tools().getFirst();
    assertEquals(frame, pose.frame());
    assertEquals(name, tool.name());
    assertEquals(x, tool.x(), 1e-9);
    assertEquals(y, tool.y(), 1e-9);
    assertEquals(z, tool.z(), 1e-9);
    assertEquals(qz, tool.qz(), 1e-9);
    assertEquals(qw, tool.qw(), 1e-9);
  }

  private static List<Doubted> doubts(EngineFixture room) {
    return room.engine().doubts(room.nowNanos());
  }

  private static EngineFixture connected(List<Fixed> fixed, Published... published) {
    EngineFixture room =
        new EngineFixture(
            List.of(
                DeviceSettings.of(EngineFixture.DEVICE, DeviceKind.TRACKER)
                    .withPoses(new PoseSettings(500, 0, 10_000, 10, Map.of()))
                    .withFrames(new FrameSettings(fixed, List.of(published)))));
    room.at(0).status(DeviceStatus.State.CONNECTED, "");
    room.events();
    return room;
  }
}
