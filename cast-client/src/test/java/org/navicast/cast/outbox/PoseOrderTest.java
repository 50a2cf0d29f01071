package org.navicast.cast.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.Source;

/** Poses that wait on a slow link: of each tool the newest, and never an older one after it. */
class PoseOrderTest {
  private final Outbox outbox = new Outbox(150);

  PoseOrderTest() {
    outbox.linkUp(0);
  }

  @Test
  void whatIsRenewedIsTakenOutOfWhatWaits() {
    outbox.offer(pose("room", 1, "X", "Y"));
    outbox.offer(pose("room", 2, "X"));
    outbox.offer(pose("room", 3, "X", "Y"));
    assertThat(drain()).containsExactly(pose("room", 3, "X", "Y"));
  }

  @Test
  void whatIsNotRenewedStaysWithItsTime() {
    outbox.offer(pose("room", 1, "X", "Y"));
    outbox.offer(pose("room", 2, "Y", "Z"));
    outbox.offer(pose("table", 3, "X"));
    assertThat(drain())
        .containsExactly(pose("room", 1, "X"), pose("room", 2, "Y", "Z"), pose("table", 3, "X"));
    assertThat(outbox.counters().merged()).isEqualTo(1);
  }

  @Test
  void aGroupThatComesAgainKeepsItsTurn() {
    outbox.offer(pose("room", 1, "X"));
    outbox.offer(pose("room", 2, "Y"));
    outbox.offer(pose("room", 3, "X"));
    assertThat(drain()).containsExactly(pose("room", 3, "X"), pose("room", 2, "Y"));
  }

  @Test
  void theOldestOfTooManyGroupsGoes() {
    for (int i = 0; i <= PoseSlot.MAX_GROUPS; i++) {
      outbox.offer(pose("room", i, "T" + i));
    }
    List<NaviEvent> sent = drain();
    assertThat(sent).hasSize(PoseSlot.MAX_GROUPS).doesNotContain(pose("room", 0, "T0"));
    assertThat(outbox.counters().merged()).isEqualTo(1);
  }

  /**
   * What happens: a pose is offered, or sent.
   *
   * @param tools by bit; 0: the link takes one event
   */
  record Act(int tools, boolean inRoom) {}

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void ofEachToolInEachFrameCapturedTimesRiseAndTheNewestIsSent(@ForAll("acts") List<Act> acts) {
    Map<String, Long> offered = new HashMap<>();
    Map<String, Long> sent = new HashMap<>();
    long now = 0;
    for (Act act : acts) {
      now++;
      if (act.tools() == 0) {
        look(outbox.next(now), sent);
      } else {
        NaviPose pose = pose(act.inRoom() ? "room" : "table", now, names(act.tools()));
        for (NaviPose.Tool tool : pose.tools()) {
          offered.put(tool.name() + pose.frame(), now);
        }
        outbox.offer(pose);
      }
    }
    for (NaviEvent event : drain()) {
      look(event, sent);
    }
    assertThat(sent).isEqualTo(offered);
  }

  private static void look(@Nullable NaviEvent event, Map<String, Long> sent) {
    if (event instanceof NaviPose pose) {
      for (NaviPose.Tool tool : pose.tools()) {
        Long before = sent.put(tool.name() + pose.frame(), pose.capturedNanos());
        assertThat(before == null || before < pose.capturedNanos()).as("rises").isTrue();
      }
    }
  }

  @Provide
  Arbitrary<List<Act>> acts() {
    return Combinators.combine(Arbitraries.integers().between(0, 15), Arbitraries.of(true, false))
        .as(Act::new)
        .list()
        .ofMaxSize(60);
  }

  private List<NaviEvent> drain() {
    List<NaviEvent> all = new ArrayList<>();
    for (NaviEvent event = outbox.next(0); event != null; event = outbox.next(0)) {
      all.add(event);
    }
    return all;
  }

  private static String[] names(int bits) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      if ((bits & 1 << i) != 0) {
        names.add("T" + i);
      }
    }
    return names.toArray(String[]::new);
  }

  private static NaviPose pose(String frame, long atNanos, String... tools) {
    return new NaviPose(
        new Source("camera", "tracker"),
        atNanos,
        frame,
        NaviPose.NO_TRACKER_TIME,
        List.of(tools).stream()
            .map(tool -> new NaviPose.Tool(tool, NaviPose.Tool.OK, 0, 0, 0, 0, 0, 0, 1))
            .toList());
  }
}
