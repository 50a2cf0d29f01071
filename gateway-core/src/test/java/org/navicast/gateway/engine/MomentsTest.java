package org.navicast.gateway.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.navicast.cast.event.NaviPose;
import org.navicast.gateway.engine.FrameSettings.Published;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/** A rig that moves, its tools told one by one: a chain is made of one moment. */
class MomentsTest {
  private static final long MICROS = 1_795_000_000_000_000L;
  private static final double MILLIMETRES_PER_MILLI = 0.1; // 100 mm/s

  @Test
  void toolsOfOneTimeAreJoinedThoughTheyComeInTwoSends() {
    EngineFixture room = connected(500, 10);
    for (int millis = 0; millis <= 6_100; millis += 50) {
      room.at(millis).accept(seen(room, "Stylus", millis, millis));
      room.at(millis + 2).accept(seen(room, "Reference", millis, millis));
    }
    List<NaviPose> told = poses(room);
    assertEquals(123, told.size(), "each moment once");
    for (NaviPose pose : told) {
      assertEquals(5, pose.tools().getFirst().x(), 1e-9);
      assertEquals(0, (pose.trackerEpochMicros() - MICROS) % 50_000);
    }
    assertEquals(EngineFixture.nanos(50), told.get(1).capturedNanos(), "as old as its oldest link");
  }

  @Test
  void theReferenceMayComeFirst() {
    EngineFixture room = connected(500, 0);
    for (int millis = 0; millis <= 1_000; millis += 50) {
      room.at(millis).accept(seen(room, "Reference", millis, millis));
      room.at(millis + 2).accept(seen(room, "Stylus", millis, millis));
      assertEquals(5, only(room).x(), 1e-9);
    }
  }

  @Test
  void aReferenceThatLagsIsJoinedWithWhatItBelongsTo() {
    EngineFixture room = connected(500, 0);
    room.accept(seen(room, "Stylus", 0, 0));
    for (int millis = 50; millis <= 1_000; millis += 50) {
      room.at(millis).accept(seen(room, "Stylus", millis, millis));
      room.at(millis + 2).accept(seen(room, "Reference", millis - 50, millis - 50));
      NaviPose pose = poses(room).getLast();
      assertEquals(5, pose.tools().getFirst().x(), 1e-9);
      assertEquals(EngineFixture.nanos(millis - 50), pose.capturedNanos());
    }
  }

  @Test
  void timesThatAreNeverTheSameAreJoinedWithinTheBound() {
    EngineFixture room = connected(500, 10);
    for (int millis = 0; millis <= 1_000; millis += 20) {
      room.at(millis).accept(seen(room, "Stylus", millis, millis));
      room.at(millis + 7).accept(seen(room, "Reference", millis + 7, millis + 7));
    }
    List<NaviPose> told = poses(room);
    assertEquals(51, told.size());
    for (NaviPose pose : told) {
      assertEquals(5, pose.tools().getFirst().x(), 7 * MILLIMETRES_PER_MILLI + 1e-9);
    }
  }

  @Test
  void whatIsTooFarApartIsNotTold() {
    EngineFixture room = connected(500, 10);
    for (int millis = 0; millis <= 3_000; millis += 50) {
      room.at(millis).accept(seen(room, "Stylus", millis, millis));
      room.at(millis + 25).accept(seen(room, "Reference", millis + 25, millis + 25));
    }
    assertEquals(List.of(), poses(room));
    Doubted doubted = room.at(4_000).doubted().getFirst();
    assertEquals(
        "Stylus is not told in Reference, for the tracker does not tell Stylus in Tracker and"
            + " Reference in Tracker of one moment, nor within poses.join-millis (10) of it",
        doubted.reason());
    assertTrue(doubted.count() > 10, "it came " + doubted.count() + " times");
  }

  @Test
  void whatIsTooFarApartIsSaidAfterAsLongAsASilentToolIsMissed() {
    EngineFixture room = connected(500, 10);
    room.accept(seen(room, "Reference", 0, 0)).accept(seen(room, "Stylus", 0, 0));
    for (int millis = 100; millis < 500; millis += 100) {
      room.at(millis - 20).accept(seen(room, "Stylus", millis - 20, 0));
      room.at(millis).accept(seen(room, "Reference", millis, 0));
    }
    room.at(499).accept(seen(room, "Reference", 499, 0));
    assertEquals(List.of(), room.engine().doubts(room.nowNanos()));
    room.at(500).accept(seen(room, "Reference", 500, 0));
    assertEquals(1, room.engine().doubts(room.nowNanos()).size());
  }

  @Test
  void aServerThatIsSilentWhileNothingMovesIsNotSaidToTellThemApart() {
    EngineFixture room = connected(0, 10);
    for (int millis = 0; millis <= 3_000; millis += 50) {
      room.at(millis).accept(seen(room, "Stylus", millis, millis));
      room.at(millis + 25).accept(seen(room, "Reference", millis + 25, millis + 25));
    }
    assertEquals(List.of(), room.engine().doubts(room.nowNanos()));
  }

  @Test
  void withoutTimesOfTheTrackerArrivalStandsInWithinTheBound() {
    EngineFixture room = connected(500, 10);
    for (int millis = 0; millis <= 1_000; millis += 50) {
      room.at(millis).accept(untimed(room, "Stylus", millis));
      room.at(millis + 2).accept(untimed(room, "Reference", millis + 2));
    }
    List<NaviPose> told = poses(room);
    assertEquals(21, told.size());
    for (NaviPose pose : told) {
      assertEquals(5, pose.tools().getFirst().x(), 2 * MILLIMETRES_PER_MILLI + 1e-9);
      assertEquals(NaviPose.NO_TRACKER_TIME, pose.trackerEpochMicros());
    }
  }

  @Test
  void aTimeThatStandsStillIsNoTime() {
    EngineFixture room = connected(500, 10);
    for (int millis = 0; millis <= 1_000; millis += 50) {
      room.at(millis).accept(seen(room, "Stylus", 0, millis));
      room.at(millis + 25).accept(seen(room, "Reference", 0, millis + 25));
    }
    // The first of each have one time; after that only their arrival tells, 25 ms apart.
    assertEquals(1, poses(room).stream().filter(MomentsTest::isOk).count());
  }

  @Test
  void aToolThatIsLostDoesNotWaitForItsReference() {
    EngineFixture room = connected(500, 10);
    room.accept(seen(room, "Reference", 0, 0)).accept(seen(room, "Stylus", 0, 0)).events();
    room.at(50);
    room.accept(
        new Pose(
            EngineFixture.DEVICE,
            room.nowNanos(),
            "Tracker",
            MICROS + 50_000,
            List.of(ToolPose.without("Stylus", ToolPose.Status.MISSING))));
    assertEquals(List.of("pose in Reference Stylus:missing"), room.said());
    room.at(52).accept(seen(room, "Reference", 50, 50));
    assertEquals(List.of("pose in Reference Stylus:missing"), room.said());
    room.at(100).accept(seen(room, "Stylus", 100, 100));
    assertEquals(List.of(), room.said());
    room.at(102).accept(seen(room, "Reference", 100, 100));
    assertEquals(List.of("pose in Reference Stylus:ok"), room.said());
  }

  @Test
  void afterAToolWasMissedNothingIsToldOfItAsOfBefore() {
    EngineFixture room = connected(500, 10);
    room.accept(seen(room, "Reference", 0, 0)).accept(seen(room, "Stylus", 0, 0)).events();
    room.at(490).accept(seen(room, "Stylus", 490, 490));
    assertEquals(List.of("pose in Reference Stylus:missing"), room.at(500).said());
    room.at(505).accept(seen(room, "Reference", 490, 490));
    assertEquals(List.of(), room.said());
    room.at(510).accept(seen(room, "Reference", 510, 510)).accept(seen(room, "Stylus", 510, 510));
    assertEquals(List.of("pose in Reference Stylus:ok"), room.said());
  }

  @Test
  void ofAServerThatIsSilentWhileNothingMovesTheLastHolds() {
    EngineFixture room = connected(0, 10);
    room.accept(seen(room, "Reference", 0, 0)).accept(seen(room, "Stylus", 0, 0)).events();
    room.at(60_000).accept(seen(room, "Stylus", 60_000, 7));
    assertEquals(List.of(), room.at(60_009).said(), "the reference may have moved too");
    NaviPose held = poses(room.at(60_010)).getFirst();
    assertEquals(5.7, held.tools().getFirst().x(), 1e-9);
    assertEquals(EngineFixture.nanos(60_000), held.capturedNanos());
    assertEquals(List.of(), room.at(70_000).said(), "once");

    room.at(80_000).accept(seen(room, "Stylus", 80_000, 9));
    room.at(80_002).accept(seen(room, "Reference", 80_000, 9));
    assertEquals(5, only(room).x(), 1e-9);
    room.at(90_000).accept(seen(room, "Reference", 90_000, 11));
    assertEquals(
        1, poses(room.at(90_010)).size(), "a reference that moves moves what is told by it");
  }

  @Test
  void aToolWithoutAWayIsSaidNotToBeTold() {
    EngineFixture room = connected(500, 10);
    for (int millis = 0; millis <= 7_000; millis += 50) {
      room.at(millis).accept(seen(room, "Stylus", millis, millis));
    }
    assertEquals(
        "Stylus is not told, for no way leads from it to Reference; look at publish and frames,"
            + " and at the names that the tracker tells",
        room.doubted().getFirst().reason());
  }

  @Test
  void atManyHertzAPoseWaitsForThePartnerOfItsMomentThoughAnOlderOneIsNear() {
    EngineFixture room = connected(500, 10);
    for (int millis = 0; millis <= 500; millis += 5) {
      room.at(millis).accept(seen(room, "Stylus", millis, millis));
      assertEquals(List.of(), room.said());
      room.at(millis + 2).accept(seen(room, "Reference", millis, millis));
      assertEquals(5, only(room).x(), 1e-9);
    }
  }

  @Test
  void ofAServerThatIsSilentWhileNothingMovesTheTrackersTimeCounts() {
    EngineFixture room = connected(0, 10);
    room.accept(seen(room, "Reference", 0, 0)).accept(seen(room, "Stylus", 0, 0)).events();
    room.at(5).accept(seen(room, "Stylus", 5, 5));
    assertEquals(List.of(), room.said(), "that of the reference is near, but of another moment");
    room.at(7).accept(seen(room, "Reference", 5, 5));
    assertEquals(5, only(room).x(), 1e-9);
  }

  @Test
  void ofAServerWithoutTimesThatIsSilentWhileNothingMovesTheArrivalCounts() {
    EngineFixture room = connected(0, 10);
    room.accept(untimed(room, "Reference", 0)).at(10).accept(untimed(room, "Stylus", 0));
    assertEquals(5, only(room).x(), 1e-9);
    room.at(60_000).accept(untimed(room, "Stylus", 7));
    assertEquals(List.of(), room.at(60_009).said(), "the reference may have moved too");
    assertEquals(5.7, only(room.at(60_010)).x(), 1e-9);
  }

  @Test
  void aLinkWithoutATimeMakesAChainWithoutOne() {
    EngineFixture room = connected(500, 10);
    room.accept(seen(room, "Stylus", 0, 0)).at(2).accept(untimed(room, "Reference", 0));
    List<NaviPose> told = poses(room);
    assertEquals(1, told.size());
    assertEquals(NaviPose.NO_TRACKER_TIME, told.getFirst().trackerEpochMicros());
  }

  @Test
  void whatAnotherToolDoesSaysNothingOfThisOne() {
    EngineFixture room = connected(500, 10);
    room.accept(seen(room, "Stylus", 0, 0)).accept(seen(room, "Reference", 0, 0)).events();
    assertEquals(List.of("pose in Reference Stylus:missing"), room.at(1_000).said());
    room.accept(seen(room, "Needle", 1_000, 1_000));
    assertEquals(List.of(), room.said());
  }

  @Test
  void aToolThatAppearsLaterMakesNothingToldTwice() {
    EngineFixture room = connected(500, 10);
    room.accept(seen(room, "Stylus", 0, 0)).accept(seen(room, "Reference", 0, 0));
    assertEquals(1, poses(room).size());
    room.at(5).accept(seen(room, "Needle", 5, 5)).accept(seen(room, "Reference", 5, 5));
    assertEquals(List.of(), room.said());
  }

  private static boolean isOk(NaviPose pose) {
    return pose.tools().getFirst().status().equals(NaviPose.Tool.OK);
  }

  private static NaviPose.Tool only(EngineFixture room) {
    List<NaviPose> told = poses(room);
    assertEquals(1, told.size());
    return told.getFirst().tools().getFirst();
  }

  private static List<NaviPose> poses(EngineFixture room) {
    return room.events().stream().map(NaviPose.class::cast).toList();
  }

  /** The rig moves along x; the stylus is 5 mm ahead of the reference. */
  private static Pose seen(EngineFixture room, String tool, long trackerMillis, long movedMillis) {
    double x = movedMillis * MILLIMETRES_PER_MILLI + (tool.equals("Stylus") ? 5 : 0);
    return new Pose(
        EngineFixture.DEVICE,
        room.nowNanos(),
        "Tracker",
        MICROS + trackerMillis * 1_000,
        List.of(new ToolPose(tool, ToolPose.Status.OK, x, 0, 0, 0, 0, 0, 1)));
  }

  private static Pose untimed(EngineFixture room, String tool, long movedMillis) {
    Pose pose = seen(room, tool, 0, movedMillis);
    return new Pose(
        pose.device(), pose.capturedNanos(), pose.frame(), Pose.NO_TRACKER_TIME, pose.tools());
  }

  private static EngineFixture connected(int freshMillis, int joinMillis) {
    EngineFixture room =
        new EngineFixture(
            List.of(
                DeviceSettings.of(EngineFixture.DEVICE, DeviceKind.TRACKER)
                    .withPoses(new PoseSettings(freshMillis, 0, 10_000, joinMillis, Map.of()))
                    .withFrames(
                        new FrameSettings(
                            List.of(), List.of(new Published("Stylus", "Reference"))))));
    room.at(0).status(DeviceStatus.State.CONNECTED, "");
    room.events();
    return room;
  }
}
