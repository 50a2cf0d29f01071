package org.navicast.gateway.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.navicast.gateway.input.Damage;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/** What is known of how a tracker sends: its clock, and how often and how evenly its tools come. */
class TrackersTest {
  /** The tracker's time at the start of the test, long after 1970. */
  private static final long TRACKER_MICROS = 1_795_000_000_000_000L;

  private static final OptionalLong UNKNOWN = OptionalLong.empty();

  private final EngineFixture room =
      new EngineFixture(List.of(DeviceSettings.of(EngineFixture.DEVICE, DeviceKind.TRACKER)))
          .status(DeviceStatus.State.CONNECTED, "");

  @Test
  void theClockIsAsFarAheadAsTheQuickestMessageSays() {
    Random delays = new Random(7);
    for (int millis = 0; millis < 4_000; millis += 10) {
      send(millis, millis * 1_000L - 300 - delays.nextInt(20_000));
    }
    send(4_000, 4_000_000 - 250);
    send(4_010, 4_010_000 - 9_000);
    assertEquals(OptionalLong.of(lagOf(250)), state().clockLagNanos());
  }

  @Test
  void aClockThatDriftsOrIsPutBackIsFollowedWithinTenSeconds() {
    send(0, 5_000_000); // five seconds ahead of what comes later
    assertEquals(OptionalLong.of(lagOf(-5_000_000)), state().clockLagNanos());
    for (int millis = 1; millis <= 9_999; millis += 7) {
      send(millis, millis * 1_000L - 100);
    }
    send(10_000, 10_000_000 - 100);
    assertEquals(OptionalLong.of(lagOf(100)), state().clockLagNanos());
  }

  @Test
  void noTimeOfTheTrackerMeansNoOffsetAndNoJitterButARate() {
    for (int millis = 0; millis <= 2_000; millis += 20) {
      room.at(millis).accept(pose(Pose.NO_TRACKER_TIME, seen("stylus")));
    }
    TrackerState state = state();
    assertEquals(UNKNOWN, state.clockLagNanos());
    assertEquals(tools(OptionalLong.of(50), UNKNOWN), state.tools());
  }

  @Test
  void anOffsetIsForgottenTenSecondsAfterTheLastTimeThatWasTold() {
    send(0, 0);
    assertTrue(
        room.at(4_999).engine().trackers(room.nowNanos()).getFirst().clockLagNanos().isPresent());
    room.at(10_000);
    assertEquals(UNKNOWN, state().clockLagNanos());
  }

  @Test
  void theRateIsThatOfTheLastFiveToTenSeconds() {
    send(0, 0);
    assertEquals(UNKNOWN, state().tools().getFirst().rateHz(), "of one pose");
    for (int millis = 10; millis <= 8_000; millis += 10) {
      send(millis, millis * 1_000L);
    }
    assertEquals(OptionalLong.of(100), state().tools().getFirst().rateHz());
    for (int millis = 8_100; millis <= 20_000; millis += 100) {
      send(millis, millis * 1_000L);
    }
    assertEquals(OptionalLong.of(10), state().tools().getFirst().rateHz());
    room.at(60_000);
    assertEquals(OptionalLong.of(0), state().tools().getFirst().rateHz(), "long after the last");
  }

  @Test
  void jitterIsHowMuchTheWayDiffersNotHowUnevenlyTheTrackerSends() {
    Random pauses = new Random(3);
    int millis = 0;
    for (int i = 0; i < 400; i++) {
      send(millis, millis * 1_000L - 200);
      millis += 1 + pauses.nextInt(50);
    }
    assertEquals(OptionalLong.of(0), state().tools().getFirst().jitterMicros());
    for (int i = 0; i < 400; i++) {
      send(millis, millis * 1_000L - 200 - i % 2 * 1_000L);
      millis += 10;
    }
    long jitter = state().tools().getFirst().jitterMicros().orElseThrow();
    assertTrue(jitter >= 999 && jitter <= 1_001, jitter + " µs");
  }

  @Test
  void whatIsRefusedAndWhatCameDamagedIsCountedAndOutlivesTheConnection() {
    room.accept(pose(1, ToolPose.without("stylus", ToolPose.Status.INVALID), seen("needle")));
    room.accept(pose(2, ToolPose.without("stylus", ToolPose.Status.MISSING)));
    room.accept(new Damage(EngineFixture.DEVICE, room.nowNanos(), 2, 1));
    room.status(DeviceStatus.State.LOST, "unplugged");
    room.accept(new Damage(EngineFixture.DEVICE, room.nowNanos(), 1, 0));
    TrackerState state = state();
    assertEquals(1, state.refusedPoses());
    assertEquals(3, state.wrongChecksums());
    assertEquals(1, state.malformed());
    assertEquals(UNKNOWN, state.clockLagNanos(), "the next one may have another clock");
    assertEquals(List.of(), state.tools());
  }

  @Test
  void aToolIsOneForEachFrameAndTheirNumberIsBounded() {
    for (int i = 0; i < 1_000; i++) {
      for (String frame : List.of("Tracker", "Reference")) {
        room.accept(
            new Pose(EngineFixture.DEVICE, room.nowNanos(), frame, 1, List.of(seen("t" + i))));
      }
    }
    List<TrackerState.Tool> tools = state().tools();
    assertEquals(ToolTable.MAX_TOOLS, tools.size());
    assertEquals("t0 in Tracker", tools.getFirst().name() + " in " + tools.getFirst().frame());
    assertEquals("t127 in Reference", tools.getLast().name() + " in " + tools.getLast().frame());
  }

  @Test
  void whatIsNoTrackerHasNoSuchState() {
    assertEquals(
        List.of(), EngineFixture.connected().engine().trackers(EngineFixture.nanos(1_000)));
  }

  /** A pose that arrives then, with the tracker's time in microseconds since the test's start. */
  private void send(long millis, long trackerMicros) {
    room.at(millis).accept(pose(TRACKER_MICROS + trackerMicros, seen("stylus")));
  }

  private Pose pose(long epochMicros, ToolPose... tools) {
    return new Pose(EngineFixture.DEVICE, room.nowNanos(), "Tracker", epochMicros, List.of(tools));
  }

  private TrackerState state() {
    return room.engine().trackers(room.nowNanos()).getFirst();
  }

  /** How far the clock is ahead where a pose was under way for so long. */
  private static long lagOf(long micros) {
    return EngineFixture.nanos(0) - TRACKER_MICROS * 1_000 + micros * 1_000;
  }

  private static List<TrackerState.Tool> tools(OptionalLong rateHz, OptionalLong jitterMicros) {
    return List.of(new TrackerState.Tool("stylus", "Tracker", rateHz, jitterMicros));
  }

  private static ToolPose seen(String name) {
    return new ToolPose(name, ToolPose.Status.OK, 1, 2, 3, 0, 0, 0, 1);
  }
}
