package org.navicast.gateway.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.cast.event.NaviPose;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Doubt;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/** What is not believed of a tracker, and that a person is told of it, once. */
class DoubtsTest {
  private final EngineFixture room =
      new EngineFixture(List.of(DeviceSettings.of(EngineFixture.DEVICE, DeviceKind.TRACKER)));

  DoubtsTest() {
    room.at(0).status(DeviceStatus.State.CONNECTED, "").events();
  }

  @Test
  void isToldOnceWithHowOftenItCameInItsFirstSecond() {
    for (int millis = 0; millis < 30_000; millis += 100) {
      room.at(millis).accept(doubt("checksum", "came without a checksum", 2));
    }
    assertEquals(List.of(new Doubted("desk", "came without a checksum", 20)), room.doubted());
    assertEquals(List.of(new Doubted("desk", "came without a checksum", 600)), current());
    assertEquals("came without a checksum (600 times)", current().getFirst().line());
    assertEquals("once", new Doubted("desk", "once", 1).line());
  }

  @Test
  void isForgottenAfterAMinuteOfQuietAndThenNewsAgain() {
    room.accept(doubt("checksum", "came without a checksum", 1));
    room.at(59_900);
    assertEquals(1, current().size());
    room.accept(doubt("checksum", "came without a checksum", 1)).at(119_899);
    assertEquals(2, current().getFirst().count());
    room.at(119_900);
    assertEquals(List.of(), current());
    assertEquals(1, room.doubted().size());
    room.accept(doubt("checksum", "came without a checksum", 1)).at(130_000);
    assertEquals(List.of(new Doubted("desk", "came without a checksum", 1)), room.doubted());
  }

  @Test
  void eachTopicIsToldAfterItsOwnSecond() {
    room.accept(doubt("checksum", "came without a checksum", 1));
    assertEquals(EngineFixture.nanos(1_000), room.engine().nextDueNanos());
    room.at(500).accept(doubt("names", "its names were cut", 1)).at(1_499);
    assertEquals(List.of(new Doubted("desk", "came without a checksum", 1)), room.doubted());
    room.at(1_500);
    assertEquals(List.of(new Doubted("desk", "its names were cut", 1)), room.doubted());
  }

  @Test
  void ofATimeThatStandsStillTheNewestPlaceCounts() {
    room.accept(pose(7, at("Stylus", 1))).accept(pose(7, at("Stylus", 2))).events();
    room.accept(pose(7, at("Stylus", 2)));
    assertEquals(List.of(), room.said());
    room.accept(pose(7, at("Stylus", 1)));
    assertEquals(List.of("pose in Tracker Stylus:ok"), room.said());
  }

  @Test
  void whatLastsIsTrueUntilItIsOver() {
    room.accept(Doubt.lasting("desk", room.nowNanos(), "status", "it is not ready"));
    room.at(3_600_000);
    assertEquals(List.of(new Doubted("desk", "it is not ready", 1)), current());
    room.accept(Doubt.over("desk", room.nowNanos(), "status"));
    assertEquals(List.of(), current());
    room.accept(Doubt.over("desk", room.nowNanos(), "never heard of"));
  }

  @Test
  void whatLastsEndsWithTheDeviceAndIsNotLostOnTheWay() {
    room.accept(Doubt.lasting("desk", room.nowNanos(), "status", "it is not ready"));
    room.accept(doubt("checksum", "came without a checksum", 1));
    assertEquals(List.of(), room.doubted(), "not yet");
    room.at(10).status(DeviceStatus.State.LOST, "gone");
    assertEquals(2, room.doubted().size());
    assertEquals(List.of(new Doubted("desk", "came without a checksum", 1)), current());
    // A server that is lost and found again every second fills no log.
    for (int millis = 1_000; millis < 20_000; millis += 1_000) {
      room.at(millis).status(DeviceStatus.State.CONNECTED, "");
      room.accept(Doubt.lasting("desk", room.nowNanos(), "status", "it is not ready"));
      room.at(millis + 500).status(DeviceStatus.State.LOST, "gone");
    }
    assertEquals(List.of(), room.doubted());
  }

  @Test
  void aNameThatADeviceGaveForgesNoLine() {
    room.accept(doubt("names", "\u001b[31mred\r\nforged", 1)).at(1_000);
    assertEquals("[31mred forged", room.doubted().getFirst().reason());
  }

  @Test
  void theirNumberIsBoundedUntilOldOnesAreOver() {
    for (int i = 0; i < 100; i++) {
      room.accept(doubt("topic " + i, "reason " + i, 1));
    }
    assertEquals(DoubtBook.MAX_TOPICS, current().size());
    room.at(60_000).accept(doubt("a later one", "later", 1));
    assertEquals(List.of(new Doubted("desk", "later", 1)), current());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-3.697314e28, 1e14, 10_000.001, Double.NaN, Double.NEGATIVE_INFINITY})
  void aNumberThatIsNoPlaceIsInvalidAndSaid(double x) {
    room.pose("Tracker", at("Stylus", x), at("Needle", 5));
    assertEquals(List.of("pose in Tracker Stylus:invalid Needle:ok"), room.said());
    assertEquals(1, room.engine().trackers(room.nowNanos()).getFirst().refusedPoses());
    room.at(1_000);
    String reason = room.doubted().getFirst().reason();
    assertTrue(reason.startsWith("Stylus in Tracker is told to be at "), reason);
    assertTrue(reason.endsWith("farther than poses.range-mm (10000), which is no place"), reason);
  }

  @Test
  void theFarthestPlaceIsOne() {
    room.pose("Tracker", at("Stylus", -10_000));
    assertEquals(List.of("pose in Tracker Stylus:ok"), room.said());
  }

  @Test
  void oneMessageForEverIsFoundOutByItsTime() {
    for (int millis = 0; millis <= 5_000; millis += 20) {
      room.at(millis).accept(pose(7, at("Stylus", 1)));
    }
    List<NaviPose> told = room.events().stream().map(NaviPose.class::cast).toList();
    assertEquals(2, told.size());
    assertEquals(NaviPose.Tool.MISSING, told.getLast().tools().getFirst().status());
    assertEquals(EngineFixture.nanos(500), told.getLast().capturedNanos());
    assertEquals(
        List.of(
            new Doubted(
                "desk",
                "the same pose of Stylus in Tracker comes again and again with a time that stands"
                    + " still, so the tool is taken to be missing; look whether its server hangs",
                50)),
        room.doubted());
    room.accept(pose(8, at("Stylus", 1)));
    assertEquals(List.of("pose in Tracker Stylus:ok"), room.said());
  }

  @Test
  void oneOfItsToolsMayStandStillWhileAnotherMoves() {
    for (int millis = 0; millis <= 1_000; millis += 100) {
      room.at(millis).accept(pose(7, at("Stylus", 1), at("Needle", millis)));
    }
    List<NaviPose> told = room.events().stream().map(NaviPose.class::cast).toList();
    assertTrue(
        told.stream()
            .skip(1)
            .allMatch(pose -> pose.trackerEpochMicros() == NaviPose.NO_TRACKER_TIME),
        "a time that stands still is of no use");
    assertEquals(11, told.stream().filter(pose -> tells(pose, "Needle")).count());
    assertEquals(2, told.stream().filter(pose -> tells(pose, "Stylus")).count());
  }

  @Test
  void whatIsSentTwiceIsNoNewsAndNoDoubt() {
    for (int millis = 0; millis <= 1_000; millis += 100) {
      room.at(millis).accept(pose(millis, at("Stylus", 1))).accept(pose(millis, at("Stylus", 1)));
    }
    assertEquals(11, room.events().size());
    assertEquals(List.of(), current());
  }

  @Test
  void withoutATimeNothingIsKnownOfIt() {
    for (int millis = 0; millis <= 1_000; millis += 100) {
      room.at(millis).accept(pose(Pose.NO_TRACKER_TIME, at("Stylus", 1)));
    }
    assertEquals(11, room.events().size());
  }

  @Test
  void aLostTrackerMayComeBackWithTheSameTime() {
    room.accept(pose(7, at("Stylus", 1)));
    room.status(DeviceStatus.State.LOST, "gone").status(DeviceStatus.State.CONNECTED, "").events();
    room.accept(pose(7, at("Stylus", 1)));
    assertEquals(List.of("pose in Tracker Stylus:ok"), room.said());
  }

  @Test
  void ofTooManyToolsInOneMessageTheFirstAreToldAndTheOthersSaidToBeLeftOut() {
    ToolPose[] tools = new ToolPose[ToolTable.MAX_TOOLS + 1];
    for (int i = 0; i < tools.length; i++) {
      tools[i] = at("T" + i, i);
    }
    for (int millis = 0; millis <= 3_000; millis += 100) {
      room.at(millis).pose("Tracker", tools);
    }
    for (NaviPose pose : room.events().stream().map(NaviPose.class::cast).toList()) {
      assertEquals(ToolTable.MAX_TOOLS, pose.tools().size());
      assertFalse(tells(pose, "T256"));
    }
    assertEquals(
        List.of(
            new Doubted(
                "desk",
                "it tells of more than 256 tools at once, and T256 in Tracker is left out with"
                    + " others; let its server tell only what is needed",
                10)),
        room.doubted());
  }

  @Test
  void aCrowdOfNamesLocksNoLaterToolOut() {
    for (int i = 0; i < 1_000; i++) {
      room.pose("Tracker", at("T" + i, i));
    }
    room.at(999).pose("Tracker", at("Stylus", 1));
    assertFalse(room.said().contains("pose in Tracker Stylus:ok"));
    room.at(1_000).pose("Tracker", at("Stylus", 1));
    assertTrue(room.said().contains("pose in Tracker Stylus:ok"));
  }

  private static boolean tells(NaviPose pose, String tool) {
    return pose.tools().stream().anyMatch(one -> one.name().equals(tool));
  }

  private List<Doubted> current() {
    return room.engine().doubts(room.nowNanos());
  }

  private Doubt doubt(String topic, String reason, int count) {
    return Doubt.of("desk", room.nowNanos(), topic, reason, count);
  }

  private Pose pose(long epochMicros, ToolPose... tools) {
    return new Pose("desk", room.nowNanos(), "Tracker", epochMicros, List.of(tools));
  }

  private static ToolPose at(String name, double x) {
    return new ToolPose(name, ToolPose.Status.OK, x, 0, 0, 0, 0, 0, 1);
  }
}
