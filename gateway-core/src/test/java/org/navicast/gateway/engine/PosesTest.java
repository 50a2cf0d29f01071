package org.navicast.gateway.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navicast.cast.event.NaviPose;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/** When poses are doubted, how often they are told, and what smoothing does to them. */
class PosesTest {
  private static final PoseSettings.Smoothing SMOOTH = PoseSettings.Smoothing.DEFAULT;

  @Test
  void aToolThatFallsSilentIsMissingAfterItsTimeAndOnce() {
    EngineFixture room = connected(new PoseSettings(500, 0, 10_000, 10, Map.of()));
    room.pose("room", seen("stylus"), seen("clamp"));
    room.at(300).pose("room", seen("clamp"));
    assertEquals(List.of("pose in room stylus:ok clamp:ok", "pose in room clamp:ok"), room.said());

    assertEquals(List.of(), room.at(499).said());
    assertEquals(List.of("pose in room stylus:missing"), room.at(500).said());
    assertEquals(List.of(), room.at(799).said());
    assertEquals(List.of("pose in room clamp:missing"), room.at(5_000).said());
    assertEquals(List.of("pose in room stylus:ok"), room.pose("room", seen("stylus")).said());
  }

  @Test
  void itIsLookedForWhenItsTimeIsOverAndNotBefore() {
    EngineFixture room = connected(new PoseSettings(500, 0, 10_000, 10, Map.of()));
    room.at(10).pose("room", seen("stylus"));
    assertEquals(EngineFixture.nanos(510), room.engine().nextDueNanos());
  }

  @Test
  void whatIsLostWaitsForNothingThatComesWithIt() {
    EngineFixture room = connected(new PoseSettings(0, 10, 10_000, 10, Map.of()));
    room.pose("room", seen("stylus"), seen("clamp")).events();
    room.at(10).pose("room", ToolPose.without("stylus", ToolPose.Status.MISSING), at("clamp", 2));
    assertEquals(List.of("pose in room stylus:missing"), room.said());
    assertEquals(List.of("pose in room clamp:ok"), room.at(100).said());
  }

  @Test
  void aToolThatMakesRoomIsMissingUnlessItWasAlready() {
    EngineFixture room = connected(new PoseSettings(0, 0, 10_000, 10, Map.of()));
    room.pose("room", ToolPose.without("drill", ToolPose.Status.MISSING));
    room.at(1).pose("room", seen("stylus"));
    room.at(2_000);
    for (int i = 0; i < ToolTable.MAX_TOOLS; i++) {
      room.pose("room", seen("t" + i));
    }
    List<String> said = room.said();
    assertEquals(1, said.stream().filter("pose in room stylus:missing"::equals).count());
    assertEquals(1, said.stream().filter("pose in room drill:missing"::equals).count());
  }

  @Test
  void whatIsTakenToBeMissingHasNoTimeOfTheTracker() {
    EngineFixture room = connected(new PoseSettings(50, 0, 10_000, 10, Map.of()));
    room.pose("room", seen("stylus")).at(50);
    NaviPose missing = (NaviPose) room.events().getLast();
    assertEquals(NaviPose.NO_TRACKER_TIME, missing.trackerEpochMicros());
    assertEquals(EngineFixture.nanos(50), missing.capturedNanos());
  }

  @Test
  void aServerThatSpeaksOfChangesOnlyMayBeSilent() {
    EngineFixture room = connected(new PoseSettings(0, 0, 10_000, 10, Map.of()));
    room.pose("room", seen("stylus"));
    assertEquals(List.of("pose in room stylus:ok"), room.at(3_600_000).said());
  }

  @Test
  void ofEachToolTheNewestIsToldAtTheRateThatWasAskedFor() {
    EngineFixture room = connected(new PoseSettings(0, 20, 10_000, 10, Map.of()));
    for (int millis = 0; millis < 1_000; millis += 5) {
      room.at(millis).pose("room", at("stylus", millis));
    }
    List<NaviPose> told = poses(room.at(1_100));
    assertEquals(21, told.size());
    assertEquals(0, told.get(0).tools().getFirst().x());
    assertEquals(995, told.getLast().tools().getFirst().x());
    for (int i = 2; i < told.size(); i++) {
      long between = told.get(i).capturedNanos() - told.get(i - 1).capturedNanos();
      assertTrue(between >= 45_000_000 && between <= 55_000_000, "told after " + between + " ns");
    }
  }

  @Test
  void afterAPauseTheNextWaitsForAWholeIntervalAgain() {
    EngineFixture room = connected(new PoseSettings(0, 10, 10_000, 10, Map.of()));
    room.pose("room", seen("stylus")).at(1_000).pose("room", at("stylus", 2)).events();
    room.at(1_010).pose("room", at("stylus", 3)).at(1_099);
    assertEquals(List.of(), room.said());
    assertEquals(List.of("pose in room stylus:ok"), room.at(1_100).said());
  }

  @Test
  void toolsThatComeOneByOneKeepTheirOwnTimes() {
    EngineFixture room = connected(new PoseSettings(0, 10, 10_000, 10, Map.of()));
    room.pose("room", seen("stylus"), seen("clamp"));
    room.events();
    room.at(10).pose("room", at("stylus", 1)).at(20).pose("room", at("clamp", 2));
    room.at(30).pose("room", at("stylus", 3));
    List<NaviPose> told = poses(room.at(100));
    assertEquals(
        List.of(EngineFixture.nanos(20), EngineFixture.nanos(30)),
        told.stream().map(NaviPose::capturedNanos).toList());
    assertEquals(
        List.of("clamp", "stylus"),
        told.stream().map(pose -> pose.tools().getFirst().name()).toList());
  }

  @Test
  void lossAndReturnDoNotWaitForTheirTurn() {
    EngineFixture room = connected(new PoseSettings(0, 10, 10_000, 10, Map.of()));
    room.pose("room", seen("stylus"));
    room.at(10).pose("room", ToolPose.without("stylus", ToolPose.Status.MISSING));
    room.at(20).pose("room", seen("stylus"));
    room.at(30).pose("room", ToolPose.without("stylus", ToolPose.Status.INVALID));
    assertEquals(
        List.of(
            "pose in room stylus:ok",
            "pose in room stylus:missing",
            "pose in room stylus:ok",
            "pose in room stylus:invalid"),
        room.said());
  }

  @Test
  void whatWaitedIsNotToldOnceItIsTakenBack() {
    EngineFixture room = connected(new PoseSettings(0, 10, 10_000, 10, Map.of()));
    room.pose("room", seen("stylus"));
    room.at(10).pose("room", at("stylus", 5));
    room.status(DeviceStatus.State.LOST, "gone");
    assertEquals(
        List.of("pose in room stylus:ok", "pose in room stylus:missing", "device lost gone"),
        room.said());
    assertEquals(List.of(), room.at(10_000).said());
  }

  @Test
  void atRestNoiseIsSmoothedAndOnlyOfTheToolThatWasNamed() {
    EngineFixture room = connected(new PoseSettings(0, 0, 10_000, 10, Map.of("stylus", SMOOTH)));
    double worst = 0;
    for (int i = 0; i < 600; i++) {
      double noise = i % 2 == 0 ? 1 : -1;
      room.at(i * 10L).pose("room", at("stylus", 100 + noise), at("clamp", 100 + noise));
      NaviPose told = (NaviPose) room.events().getFirst();
      if (i > 100) {
        worst = Math.max(worst, Math.abs(told.tools().get(0).x() - 100));
      }
      assertEquals(100 + noise, told.tools().get(1).x());
    }
    assertTrue(worst < 0.1, "noise of 1 mm became " + worst);
  }

  @Test
  void severalPosesOfOneReadAreSmoothedToo() {
    EngineFixture room = connected(new PoseSettings(0, 0, 10_000, 10, Map.of("stylus", SMOOTH)));
    double worst = 0;
    for (int i = 0; i < 600; i++) {
      double noise = i % 2 == 0 ? 1 : -1;
      room.at(i / 3 * 10L).pose("room", at("stylus", 100 + noise)); // three of them each 10 ms
      NaviPose told = (NaviPose) room.events().getFirst();
      if (i > 100) {
        worst = Math.max(worst, Math.abs(told.tools().getFirst().x() - 100));
      }
    }
    assertTrue(worst < 0.1, "noise of 1 mm became " + worst);
  }

  @Test
  void whatMovesSteadilyIsFollowedWithTheLagThatItsCutoffGives() {
    EngineFixture room =
        connected(
            new PoseSettings(
                0, 0, 10_000, 10, Map.of("stylus", new PoseSettings.Smoothing(1, 0, 1, 1, 0, 1))));
    double x = 0;
    for (int millis = 0; millis <= 5_000; millis += 10) {
      room.at(millis).pose("room", at("stylus", millis * 0.1)); // 100 mm/s
      x = ((NaviPose) room.events().getFirst()).tools().getFirst().x();
    }
    double lagSeconds = (500 - x) / 100;
    assertEquals(1 / (2 * Math.PI), lagSeconds, 0.002);
  }

  @Test
  void aToolThatWasAwayIsNotDraggedFromWhereItWas() {
    EngineFixture room = connected(new PoseSettings(500, 0, 10_000, 10, Map.of("stylus", SMOOTH)));
    room.pose("room", at("stylus", 0));
    room.at(10).pose("room", ToolPose.without("stylus", ToolPose.Status.MISSING));
    room.at(20).pose("room", at("stylus", 300));
    assertEquals(300, poses(room).getLast().tools().getFirst().x());
  }

  @ParameterizedTest
  @CsvSource({"1,0,0", "0,1,0", "0,0,1", "0.6,-0.64,0.48"})
  void turnsAreSmoothedTheShorterWayAndStayUnitLength(double x, double y, double z) {
    EngineFixture room = connected(new PoseSettings(0, 0, 10_000, 10, Map.of("stylus", SMOOTH)));
    double turn = 1;
    for (int i = 0; i < 300; i++) {
      double half = Math.toRadians(i % 2 == 0 ? 1 : -1);
      double sign = i % 3 == 0 ? -1 : 1; // q and −q are the same
      room.at(i * 10L)
          .pose(
              "room",
              new ToolPose(
                  "stylus",
                  ToolPose.Status.OK,
                  0,
                  0,
                  0,
                  sign * Math.sin(half) * x,
                  sign * Math.sin(half) * y,
                  sign * Math.sin(half) * z,
                  sign * Math.cos(half)));
      NaviPose.Tool told = ((NaviPose) room.events().getFirst()).tools().getFirst();
      turn = told.qx() * x + told.qy() * y + told.qz() * z;
      double length =
          told.qx() * told.qx()
              + told.qy() * told.qy()
              + told.qz() * told.qz()
              + told.qw() * told.qw();
      assertEquals(1, length, 1e-9);
    }
    assertTrue(Math.abs(turn) < Math.toRadians(0.3), "still turned by " + turn);
  }

  @Test
  void aGapOfHalfASecondIsSmoothedOverAndALongerOneIsNot() {
    EngineFixture room = connected(new PoseSettings(0, 0, 10_000, 10, Map.of("stylus", SMOOTH)));
    room.pose("room", at("stylus", 0)).at(500).pose("room", at("stylus", 100));
    double smoothed = told(room).x();
    assertTrue(smoothed > 50 && smoothed < 99, "told at " + smoothed);
    room.at(1_001).pose("room", at("stylus", 0));
    assertEquals(0, told(room).x());
  }

  @Test
  void twoOfOneReadAtTheStartAreToldAsTheyAre() {
    EngineFixture room = connected(new PoseSettings(0, 0, 10_000, 10, Map.of("stylus", SMOOTH)));
    for (double x : new double[] {1, 2}) {
      room.accept(
          new Pose(
              EngineFixture.DEVICE,
              room.nowNanos(),
              "room",
              Pose.NO_TRACKER_TIME,
              List.of(at("stylus", x))));
      assertEquals(x, told(room).x());
    }
  }

  @Test
  void whatComesAgainWithItsTimeOfAServerThatMayBeSilentIsSmoothedAllTheSame() {
    EngineFixture room = connected(new PoseSettings(0, 0, 10_000, 10, Map.of("stylus", SMOOTH)));
    room.pose("room", at("stylus", 0)).at(10);
    Pose moved =
        new Pose(
            EngineFixture.DEVICE,
            room.nowNanos(),
            "room",
            room.epochMicros(),
            List.of(at("stylus", 1)));
    double before = told(room.accept(moved)).x();
    room.at(20)
        .accept(
            new Pose(
                moved.device(),
                room.nowNanos(),
                moved.frame(),
                moved.trackerEpochMicros(),
                moved.tools()));
    double after = told(room).x();
    assertTrue(after > before && after < 0.5, before + ", then " + after);
  }

  private static EngineFixture connected(PoseSettings poses) {
    EngineFixture room =
        new EngineFixture(
            List.of(DeviceSettings.of(EngineFixture.DEVICE, DeviceKind.TRACKER).withPoses(poses)));
    room.at(0).status(DeviceStatus.State.CONNECTED, "");
    room.events();
    return room;
  }

  /** The first tool of the newest pose. */
  private static NaviPose.Tool told(EngineFixture room) {
    return poses(room).getLast().tools().getFirst();
  }

  private static List<NaviPose> poses(EngineFixture room) {
    return room.events().stream().map(NaviPose.class::cast).toList();
  }

  private static ToolPose seen(String name) {
    return at(name, 1);
  }

  private static ToolPose at(String name, double x) {
    return new ToolPose(name, ToolPose.Status.OK, x, 2, 3, 0, 0, 0, 1);
  }
}
