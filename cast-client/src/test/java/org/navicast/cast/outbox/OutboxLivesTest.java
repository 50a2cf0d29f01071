package org.navicast.cast.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.navicast.cast.outbox.Presses.held;
import static org.navicast.cast.outbox.Presses.motion;
import static org.navicast.cast.outbox.Presses.ms;
import static org.navicast.cast.outbox.Presses.pressed;
import static org.navicast.cast.outbox.Presses.released;
import static org.navicast.cast.outbox.Presses.started;
import static org.navicast.cast.outbox.Presses.triggered;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.navicast.cast.event.ActionValue;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.NaviProfile;
import org.navicast.cast.event.Source;

/** What becomes of presses, holds, rates and the rest of them in cuts, to the millisecond. */
class OutboxLivesTest {
  private final Outbox outbox = new Outbox(150);

  OutboxLivesTest() {
    outbox.linkUp(0);
  }

  @Test
  void aPressGoesUntilItsDeadlineAndNotLater() {
    outbox.offer(pressed(1, 0));
    assertThat(drain(150)).containsExactly(pressed(1, 0));
    outbox.offer(pressed(2, 200));
    outbox.offer(pressed(3, 200));
    assertThat(drain(351)).isEmpty();
    assertThat(outbox.counters().expired()).isEqualTo(2);
  }

  @Test
  void aReleaseThatWaitedForTheLinkGoesWhenItIsBack() {
    send(pressed(1, 0));
    outbox.offer(released(1, 5));
    outbox.offer(triggered("tap", 5, 1L));
    outbox.offer(device("pedals", 5));
    cut(5, 10);
    assertThat(drain(10)).containsExactly(released(1, 5));
  }

  @Test
  void aPressThatACutDroppedMakesNoAction() {
    outbox.offer(pressed(1, 0));
    cut(1, 2);
    outbox.offer(released(1, 3));
    outbox.offer(triggered("tap", 3, 1L));
    assertThat(drain(3)).isEmpty();
  }

  @Test
  void aHoldThatWasToldUpToTheCutGoesOnAfterIt() {
    send(pressed(1, 0));
    send(held(1, 50));
    cut(50, 60);
    outbox.offer(held(1, 100));
    assertThat(drain(100)).containsExactly(held(1, 100));
  }

  @Test
  void anEndThatTheHubIsKnownToHaveIsNotRepeated() {
    send(pressed(1, 0));
    send(released(1, 6));
    cut(6, 10);
    assertThat(drain(10)).isEmpty();
  }

  @Test
  void aLeaseThatLastsToTheMomentIsNotOver() {
    send(pressed(1, 1_000));
    send(held(1, 1_100));
    send(held(1, 1_350));
    outbox.offer(held(1, 1_601));
    NaviButton cancel = (NaviButton) drain(1_601).getFirst();
    assertThat(cancel.reason()).isEqualTo(CancelReason.LEASE_EXPIRED);
    assertThat(cancel.heldMillis()).isEqualTo(601);
    assertThat(cancel.capturedNanos()).isEqualTo(ms(1_601));
  }

  @Test
  void aLeaseThatIsOverCancelsTheActionsOfThatPressAndNoOthers() {
    NaviAction its = started(1, ActionValue.NONE, 0, 1L);
    NaviAction others = started(2, ActionValue.NONE, 0, 2L);
    NaviAction ended = started(3, ActionValue.NONE, 0, 1L);
    send(pressed(1, 0));
    send(pressed(2, 0));
    send(its);
    send(others);
    send(ended);
    send(held(2, 200));
    send(others.updated(ms(200), ActionValue.NONE));
    outbox.offer(ended.ended(ms(299)));
    outbox.offer(held(1, 300));
    outbox.offer(its.updated(ms(300), ActionValue.NONE));
    List<NaviEvent> told = drain(300);
    assertThat(told).hasSize(3);
    assertThat(told.get(0)).isEqualTo(ended.ended(ms(299)));
    assertThat(((NaviButton) told.get(1)).reason()).isEqualTo(CancelReason.LEASE_EXPIRED);
    assertThat(told.get(2)).isEqualTo(its.cancelled(ms(300), CancelReason.LEASE_EXPIRED));
    assertThat(outbox.holdsNothing()).isFalse();
  }

  @Test
  void aCancelThatTheCutMayHaveSwallowedIsRepeated() {
    send(pressed(1, 0));
    outbox.offer(held(1, 300));
    List<NaviEvent> told = drain(300);
    cut(299, 310);
    assertThat(drain(310)).isEqualTo(told);
  }

  @Test
  void anActionOfAPressThatIsLateIsCountedAsDropped() {
    outbox.offer(pressed(1, 0));
    outbox.offer(triggered("press", 100, 1L));
    outbox.offer(started(1, ActionValue.NONE, 100, 1L));
    outbox.offer(started(2, ActionValue.of(1), 100, 1L));
    assertThat(drain(151)).isEmpty();
    assertThat(outbox.counters().expired()).isEqualTo(4);
  }

  @Test
  void ofAHoldTheNewestWordIsTold() {
    NaviAction hold = started(1, ActionValue.NONE, 0);
    send(hold);
    outbox.offer(hold.updated(ms(50), ActionValue.NONE));
    outbox.offer(hold.updated(ms(100), ActionValue.NONE));
    assertThat(drain(100)).containsExactly(hold.updated(ms(100), ActionValue.NONE));
  }

  @Test
  void aRateGoesOnAfterAShortCutWithItsNewestValue() {
    NaviAction rate = started(1, ActionValue.of(0.1), 0);
    send(rate);
    outbox.offer(rate.updated(ms(10), ActionValue.of(0.2)));
    cut(10, 20);
    outbox.offer(rate.updated(ms(30), ActionValue.of(0.3)));
    assertThat(drain(30)).containsExactly(rate.updated(ms(30), ActionValue.of(0.3)));
  }

  @Test
  void aRateThatIsLateLeavesNothingBehind() {
    NaviAction rate = started(1, ActionValue.of(0.1), 0);
    outbox.offer(rate);
    outbox.offer(rate.updated(ms(10), ActionValue.of(0.2)));
    assertThat(outbox.nextContinuous(ms(151))).isNull();
    assertThat(outbox.isEmpty()).isTrue();
    assertThat(outbox.holdsNothing()).isTrue();
  }

  @Test
  void whatIsMergedIsCounted() {
    NaviAction rate = started(1, ActionValue.of(0.1), 0);
    outbox.offer(rate);
    outbox.offer(rate.updated(ms(1), ActionValue.of(0.2)));
    assertThat(outbox.counters().merged()).isZero();
    outbox.offer(rate.updated(ms(2), ActionValue.of(0.3)));
    assertThat(outbox.counters().merged()).isEqualTo(1);
    outbox.offer(rate.ended(ms(3)));
    assertThat(outbox.counters().merged()).isEqualTo(2);
    outbox.offer(motion(0.1, 0));
    outbox.offer(motion(0, 1));
    outbox.offer(motion(0.2, 2));
    assertThat(outbox.counters().merged()).isEqualTo(3);
    outbox.offer(motion(0, 3));
    assertThat(outbox.counters().merged()).isEqualTo(4);
    outbox.offer(motion(0.3, 4));
    assertThat(outbox.counters().merged()).isEqualTo(5);
    List<NaviEvent> told = drain(4);
    assertThat(told).extracting(e -> ((NaviMotion) e).translationX()).containsExactly(0.0, 0.3);
    assertThat(told).extracting(e -> ((NaviMotion) e).merged()).containsExactly(4, 1);
  }

  @Test
  void motionAndPosesBeginAnewAfterACut() {
    outbox.offer(motion(0.1, 0));
    outbox.offer(pose(0));
    cut(0, 10);
    assertThat(drain(10)).isEmpty();
    outbox.offer(motion(0.2, 20));
    outbox.offer(pose(20));
    assertThat(drain(20)).containsExactly(motion(0.2, 20), pose(20));
  }

  @Test
  void ofEachDeviceAndOfTheControlsTheNewestStateIsTold() {
    outbox.offer(pressed(1, 0));
    outbox.offer(device("pedals", 0));
    outbox.offer(device("desk", 1));
    outbox.offer(profile(2));
    outbox.offer(profile(3));
    outbox.offer(device("pedals", 4));
    assertThat(drain(4))
        .containsExactly(pressed(1, 0), device("desk", 1), profile(3), device("pedals", 4));
  }

  @Test
  void whatIsNewIsNoRepetitionAndNoLastingState() {
    send(pressed(1, 0));
    outbox.resend(released(2, 1));
    outbox.offer(held(1, 5));
    outbox.offer(motion(0.1, 5));
    assertThat(outbox.nextNew(ms(5))).isNull();
    outbox.offer(released(1, 6));
    assertThat(outbox.nextNew(ms(6))).isEqualTo(released(1, 6));
    outbox.offer(pressed(3, 7));
    outbox.linkDown(ms(7));
    assertThat(outbox.nextNew(ms(7))).isNull();
  }

  @Test
  void oneEndThatIsRepeatedPushesNoOtherOut() {
    NaviAction hold = started(1, ActionValue.NONE, 0);
    send(pressed(1, 0));
    send(pressed(2, 0));
    send(hold);
    send(released(2, 1));
    send(hold.ended(ms(1)));
    for (int i = 0; i < Outbox.MAX_RECENT_ENDS; i++) {
      outbox.resend(released(1, 1));
      assertThat(drain(2)).containsExactly(released(1, 1));
    }
    cut(0, 10);
    assertThat(drain(10))
        .containsExactlyInAnyOrder(released(1, 1), released(2, 1), hold.ended(ms(1)));
  }

  @Test
  void theNewestEndsAreRepeatedWhereThereAreTooMany() {
    for (int i = 1; i <= Outbox.MAX_RECENT_ENDS + 1; i++) {
      send(pressed(i, 0));
      send(released(i, 1));
    }
    cut(0, 10);
    assertThat(drain(10)).hasSize(Outbox.MAX_RECENT_ENDS).doesNotContain(released(1, 1));
  }

  @Test
  void onlyAnEndIsRepeated() {
    assertThatIllegalArgumentException().isThrownBy(() -> outbox.resend(pressed(1, 0)));
  }

  @Test
  void ratesAreBoundedAndWhatIsLeftOutIsCounted() {
    for (int i = 1; i <= Outbox.MAX_DISCRETE + 1; i++) {
      outbox.offer(started(i, ActionValue.of(0.1), 0));
    }
    assertThat(drain(0)).hasSize(Outbox.MAX_DISCRETE);
    assertThat(outbox.counters().expired()).isEqualTo(1);
  }

  @Test
  void endsThatCannotBeRepeatedAreCounted() {
    for (int i = 1; i <= Outbox.MAX_DISCRETE + 2; i++) {
      outbox.resend(released(i, 0));
    }
    outbox.counters().countFailed();
    assertThat(outbox.counters().failed()).isEqualTo(3);
  }

  @Test
  void whatIsSentIsCountedByItsName() {
    outbox.offer(pressed(1, 0));
    outbox.offer(released(1, 0));
    outbox.offer(motion(0.1, 0));
    drain(0);
    assertThat(outbox.counters().sent()).isEqualTo(3);
    assertThat(outbox.counters().sentByName())
        .isEqualTo(Map.of(NaviButton.NAME, 2L, NaviMotion.NAME, 1L));
  }

  @Test
  void ofEachEventItIsToldWhatBecameOfIt() {
    List<String> told = new ArrayList<>();
    Outbox watched = new Outbox(150, (event, fate) -> told.add(event.name() + " " + fate.label()));
    watched.offer(pressed(1, 0));
    watched.linkUp(0);
    watched.offer(pressed(2, 0));
    watched.offer(triggered("tap", 0, 2L));
    watched.offer(motion(0.1, 0));
    watched.offer(motion(0.2, 0));
    assertThat(watched.next(ms(151))).isInstanceOf(NaviMotion.class);
    watched.offer(pressed(3, 200));
    watched.offer(triggered("next", 200, 3L));
    watched.offer(motion(0.3, 200));
    watched.linkDown(0);

    assertThat(told)
        .containsExactly(
            "navi-button unlinked",
            "navi-motion merged",
            "navi-button late",
            "navi-action late",
            "navi-motion sent",
            "navi-button cut",
            "navi-action cut",
            "navi-motion cut");
    assertThat(watched.counters().byName().get(NaviButton.NAME))
        .containsEntry(Fate.CUT, 1L)
        .containsEntry(Fate.LATE, 1L)
        .containsEntry(Fate.UNLINKED, 1L)
        .containsEntry(Fate.SENT, 0L);
    assertThat(watched.counters().expired()).isEqualTo(6);
  }

  @Test
  void knowsWhetherSomethingWaitsOrLasts() {
    assertThat(outbox.isEmpty() && outbox.holdsNothing()).isTrue();
    outbox.offer(pressed(1, 0));
    assertThat(outbox.isEmpty() || outbox.holdsNothing()).isFalse();
    drain(0);
    assertThat(outbox.isEmpty()).isTrue();
    assertThat(outbox.holdsNothing()).isFalse();
    outbox.offer(held(1, 1));
    assertThat(outbox.isEmpty()).isFalse();
    send(released(1, 2));
    assertThat(outbox.isEmpty() && outbox.holdsNothing()).isTrue();
    outbox.resend(released(1, 2));
    assertThat(outbox.isEmpty() || outbox.holdsNothing()).isFalse();
    drain(3);
    outbox.offer(motion(0.1, 4));
    assertThat(outbox.isEmpty()).isFalse();
    assertThat(outbox.holdsNothing()).isTrue();
    send(started(1, ActionValue.NONE, 5));
    assertThat(outbox.holdsNothing()).isFalse();
  }

  @Test
  void ofDeadPressesTheNewestAreRemembered() {
    DeadPresses dead = new DeadPresses();
    for (long id = 0; id < DeadPresses.KEPT; id++) {
      dead.add(id);
    }
    dead.add(5);
    assertThat(dead.hasOneOf(List.of(9_999L, 0L))).isTrue();
    dead.add(DeadPresses.KEPT);
    assertThat(dead.hasOneOf(List.of(0L))).isFalse();
    assertThat(dead.hasOneOf(List.of(1L))).isTrue();
  }

  /** Offers it and sends all that waits. */
  private void send(NaviEvent event) {
    outbox.offer(event);
    assertThat(drain(event.capturedNanos() / ms(1))).contains(event);
  }

  private void cut(long confirmedMillis, long upMillis) {
    outbox.linkDown(ms(confirmedMillis));
    outbox.linkUp(ms(upMillis));
  }

  private List<NaviEvent> drain(long nowMillis) {
    List<NaviEvent> all = new ArrayList<>();
    for (NaviEvent event = outbox.next(ms(nowMillis));
        event != null;
        event = outbox.next(ms(nowMillis))) {
      all.add(event);
    }
    return all;
  }

  private static NaviPose pose(long atMillis) {
    return new NaviPose(
        new Source("camera", "tracker"),
        ms(atMillis),
        "Reference",
        NaviPose.NO_TRACKER_TIME,
        List.of(new NaviPose.Tool("Stylus", NaviPose.Tool.OK, 0, 0, 0, 0, 0, 0, 1)));
  }

  private static NaviDevice device(String name, long atMillis) {
    return new NaviDevice(
        new Source(name, "footswitch"), ms(atMillis), NaviDevice.State.CONNECTED, "", "", "");
  }

  private static NaviProfile profile(long atMillis) {
    return new NaviProfile(ms(atMillis), "or", "read", "", List.of());
  }
}
