package org.navicast.gateway.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.NaviPose;
import org.navicast.gateway.engine.FrameSettings.Published;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.Rigid;
import org.navicast.gateway.input.ToolPose;

/** What holds for poses whatever trackers, their networks and the scheduler do. */
class PosePropertyTest {
  private static final List<String> TOOLS = List.of("A", "B", "C");
  private static final List<String> FRAMES = List.of("Tracker", "Reference");
  private static final long MICROS = 1_795_000_000_000_000L;

  /**
   * One message.
   *
   * @param waitMillis how much time passes before it
   * @param stalled nobody ticks in that time
   * @param frame index of its frame
   * @param tools which of the tools are in it, by bit; at least one
   * @param status of the first of them; the others are seen
   * @param millimetres where they are
   */
  record Message(
      int waitMillis,
      boolean stalled,
      int frame,
      int tools,
      ToolPose.Status status,
      int millimetres) {
    Pose pose(long nowNanos, long epochMicros) {
      List<ToolPose> its = new ArrayList<>();
      for (int i = 0; i < TOOLS.size(); i++) {
        if ((tools & 1 << i) != 0) {
          its.add(
              its.isEmpty() && status != ToolPose.Status.OK
                  ? ToolPose.without(TOOLS.get(i), status)
                  : ToolPose.at(TOOLS.get(i), Rigid.translation(millimetres, i, frame * 1_000)));
        }
      }
      return new Pose(EngineFixture.DEVICE, nowNanos, FRAMES.get(frame), epochMicros, its);
    }
  }

  /** A tool in a frame. */
  record Where(String frame, String tool) {}

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void eachToolOfEachFrameIsToldAsIfItWereAlone(
      @ForAll("messages") List<Message> messages, @ForAll("filters") Set<String> filtered) {
    Map<Where, List<NaviPose.Tool>> together = new HashMap<>();
    for (NaviPose pose : told(messages, 0, filtered, null)) {
      pose.tools().forEach(tool -> collect(together, pose, tool));
    }
    for (String frame : FRAMES) {
      for (String name : TOOLS) {
        Where where = new Where(frame, name);
        Map<Where, List<NaviPose.Tool>> alone = new HashMap<>();
        for (NaviPose pose : told(messages, 0, filtered, where)) {
          pose.tools().forEach(tool -> collect(alone, pose, tool));
        }
        assertEquals(alone.getOrDefault(where, List.of()), together.getOrDefault(where, List.of()));
      }
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void ofEachToolInEachFrameCapturedTimesRiseAndTheLastWordIsTold(
      @ForAll("messages") List<Message> messages,
      @ForAll("filters") Set<String> filtered,
      @ForAll @IntRange(max = 60) int rateHz) {
    Map<Where, Long> newest = new HashMap<>();
    Map<Where, String> last = new HashMap<>();
    for (NaviPose pose : told(messages, rateHz, filtered, null)) {
      for (NaviPose.Tool tool : pose.tools()) {
        Where where = new Where(pose.frame(), tool.name());
        long before = newest.getOrDefault(where, Long.MIN_VALUE);
        assertTrue(pose.capturedNanos() >= before, where + " goes back in time");
        newest.put(where, pose.capturedNanos());
        last.put(where, tool.status());
      }
    }
    last.forEach((where, status) -> assertEquals(NaviPose.Tool.MISSING, status, where.toString()));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void noToolInNoFrameIsToldMoreOftenThanTheRate(
      @ForAll("messages") List<Message> messages, @ForAll @IntRange(min = 5, max = 60) int rateHz) {
    Map<Where, String> status = new HashMap<>();
    Map<Where, List<Long>> usual = new HashMap<>();
    for (NaviPose pose : told(messages, rateHz, Set.of(), null)) {
      for (NaviPose.Tool tool : pose.tools()) {
        Where where = new Where(pose.frame(), tool.name());
        // What is lost or back is told besides.
        if (tool.status().equals(status.put(where, tool.status()))) {
          usual.computeIfAbsent(where, _ -> new ArrayList<>()).add(pose.capturedNanos());
        }
      }
    }
    for (List<Long> times : usual.values()) {
      for (int i = 0; i < times.size(); i++) {
        long until = times.get(i) + 1_000_000_000L;
        long within = times.stream().skip(i).takeWhile(time -> time < until).count();
        assertTrue(within <= rateHz + 2, within + " in a second at " + rateHz);
      }
    }
  }

  /**
   * Two tools on a rig that moves at 100 mm/s, told apart from each other, late, and sometimes not
   * at all: what is told as ok is right.
   *
   * @param waits how long after its moment each message comes, the stylus' and the reference's in
   *     turn; over 40: never
   */
  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void whatIsChainedIsOfOneMomentAndToldOnce(
      @ForAll("waits") List<Integer> waits,
      @ForAll @IntRange(min = 10, max = 60) int everyMillis,
      @ForAll @IntRange(max = 12) int apartMillis,
      @ForAll @IntRange(max = 20) int joinMillis) {
    EngineFixture room = rig(joinMillis);
    List<Sent> sent = sent(waits, everyMillis, apartMillis);
    for (Sent message : sent) {
      room.at(message.arrivesMillis()).accept(message.pose(room.nowNanos()));
    }
    Set<Long> partners = new HashSet<>();
    for (Sent message : sent) {
      if (message.tool().equals("Reference")) {
        partners.add(MICROS + (message.movedMillis() - apartMillis) * 1_000L);
      }
    }
    Set<Long> moments = new HashSet<>();
    long newest = Long.MIN_VALUE;
    for (NaviPose pose : poses(room.at(60_000))) {
      assertTrue(pose.capturedNanos() >= newest, "goes back in time");
      newest = pose.capturedNanos();
      if (isOk(pose)) {
        double error = Math.abs(pose.tools().getFirst().x() - 5);
        assertTrue(error <= joinMillis * 0.1 + 1e-9, "off by " + error);
        if (joinMillis < everyMillis - apartMillis) {
          // Then no partner of another moment is near enough.
          assertEquals(apartMillis * 0.1, error, 1e-9);
        }
        if (partners.contains(pose.trackerEpochMicros())) {
          // Nothing is joined with less than the partner that it has.
          assertTrue(error <= apartMillis * 0.1 + 1e-9, "off by " + error + " with a partner");
        }
        assertTrue(moments.add(pose.trackerEpochMicros()), "told twice");
      }
    }
    if (apartMillis == 0 && joinMillis < everyMillis) {
      assertEquals(complete(sent), moments.size());
    }
  }

  /** The same, of a tracker without a clock: arrival is off by what the network makes of it. */
  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void whatIsChainedByArrivalIsOffByNoMoreThanTheBound(
      @ForAll("waits") List<Integer> waits,
      @ForAll @IntRange(min = 45, max = 90) int everyMillis,
      @ForAll @IntRange(max = 20) int joinMillis) {
    EngineFixture room = rig(joinMillis);
    for (Sent message : sent(waits, everyMillis, 0)) {
      Pose pose = message.pose(room.at(message.arrivesMillis()).nowNanos());
      room.accept(
          new Pose(
              pose.device(),
              pose.capturedNanos(),
              pose.frame(),
              Pose.NO_TRACKER_TIME,
              pose.tools()));
    }
    for (NaviPose pose : poses(room)) {
      if (isOk(pose)) {
        double error = Math.abs(pose.tools().getFirst().x() - 5);
        // Arrivals are within the bound, and each was on its way for 40 ms at most.
        assertTrue(error <= (joinMillis + 40) * 0.1 + 1e-9, "off by " + error);
      }
    }
  }

  /** A message of the rig on its way. */
  record Sent(String tool, int movedMillis, int arrivesMillis) {
    Pose pose(long nowNanos) {
      double x = movedMillis * 0.1 + (tool.equals("Stylus") ? 5 : 0);
      return new Pose(
          EngineFixture.DEVICE,
          nowNanos,
          "Tracker",
          MICROS + movedMillis * 1_000L,
          List.of(ToolPose.at(tool, Rigid.translation(x, 0, 0))));
    }
  }

  /** Each tool's messages arrive in order, as TCP has it. */
  private static List<Sent> sent(List<Integer> waits, int everyMillis, int apartMillis) {
    List<Sent> sent = new ArrayList<>();
    int[] last = {0, 0};
    for (int i = 0; i < waits.size(); i++) {
      if (waits.get(i) <= 40) {
        int tool = i % 2;
        int moment = i / 2 * everyMillis + tool * apartMillis;
        last[tool] = Math.max(last[tool], moment + waits.get(i));
        sent.add(new Sent(tool == 0 ? "Stylus" : "Reference", moment, last[tool]));
      }
    }
    sent.sort((one, other) -> Integer.compare(one.arrivesMillis(), other.arrivesMillis()));
    return sent;
  }

  /**
   * How many moments of both tools there are that no newer one of the stylus was told before: all
   * that come in order.
   */
  private static int complete(List<Sent> sent) {
    Map<Integer, Integer> seen = new HashMap<>();
    int complete = 0;
    int newest = -1;
    for (Sent message : sent) {
      int moment = message.movedMillis();
      if (seen.merge(moment, 1, Integer::sum) == 2 && moment > newest) {
        newest = moment;
        complete++;
      }
    }
    return complete;
  }

  private static EngineFixture rig(int joinMillis) {
    EngineFixture room =
        new EngineFixture(
            List.of(
                DeviceSettings.of(EngineFixture.DEVICE, DeviceKind.TRACKER)
                    .withPoses(new PoseSettings(500, 0, 10_000, joinMillis, Map.of()))
                    .withFrames(
                        new FrameSettings(
                            List.of(), List.of(new Published("Stylus", "Reference"))))));
    room.at(0).status(DeviceStatus.State.CONNECTED, "");
    room.events();
    return room;
  }

  /**
   * @param only that tool of that frame is sent, or all where it is null
   */
  private static List<NaviPose> told(
      List<Message> messages, int rateHz, Set<String> filtered, @Nullable Where only) {
    Map<String, PoseSettings.Smoothing> filters = new HashMap<>();
    filtered.forEach(tool -> filters.put(tool, PoseSettings.Smoothing.DEFAULT));
    EngineFixture room =
        new EngineFixture(
            List.of(
                DeviceSettings.of(EngineFixture.DEVICE, DeviceKind.TRACKER)
                    .withPoses(PoseSettings.DEFAULT.with(200, rateHz, filters))));
    room.at(0).status(DeviceStatus.State.CONNECTED, "");
    room.events();
    long millis = 0;
    for (Message message : messages) {
      millis += message.waitMillis();
      if (message.stalled()) {
        room.stallUntil(millis);
      } else {
        room.at(millis);
      }
      Pose pose = message.pose(room.nowNanos(), room.epochMicros());
      List<ToolPose> its =
          pose.tools().stream()
              .filter(tool -> only == null || only.equals(new Where(pose.frame(), tool.name())))
              .toList();
      if (!its.isEmpty()) {
        room.accept(
            new Pose(
                pose.device(), pose.capturedNanos(), pose.frame(), pose.trackerEpochMicros(), its));
      }
    }
    return poses(room.at(millis + 10_000));
  }

  private static void collect(
      Map<Where, List<NaviPose.Tool>> into, NaviPose pose, NaviPose.Tool tool) {
    into.computeIfAbsent(new Where(pose.frame(), tool.name()), _ -> new ArrayList<>()).add(tool);
  }

  private static boolean isOk(NaviPose pose) {
    return pose.tools().getFirst().status().equals(NaviPose.Tool.OK);
  }

  private static List<NaviPose> poses(EngineFixture room) {
    return room.events().stream().map(NaviPose.class::cast).toList();
  }

  @Provide
  Arbitrary<List<Message>> messages() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.integers().between(0, 40)),
                Tuple.of(1, Arbitraries.integers().between(150, 700))),
            Arbitraries.of(true, false),
            Arbitraries.integers().between(0, FRAMES.size() - 1),
            Arbitraries.integers().between(1, (1 << TOOLS.size()) - 1),
            Arbitraries.of(
                ToolPose.Status.OK,
                ToolPose.Status.OK,
                ToolPose.Status.MISSING,
                ToolPose.Status.INVALID),
            Arbitraries.integers().between(-100, 100))
        .as(Message::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(80);
  }

  @Provide
  Arbitrary<Set<String>> filters() {
    return Arbitraries.of(TOOLS).set().ofMaxSize(TOOLS.size());
  }

  @Provide
  Arbitrary<List<Integer>> waits() {
    return Arbitraries.integers().between(0, 45).list().ofMinSize(2).ofMaxSize(60);
  }
}
