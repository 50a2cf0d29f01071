package org.navicast.cast.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.navicast.cast.outbox.Presses.held;
import static org.navicast.cast.outbox.Presses.motion;
import static org.navicast.cast.outbox.Presses.ms;
import static org.navicast.cast.outbox.Presses.pressed;
import static org.navicast.cast.outbox.Presses.released;
import static org.navicast.cast.outbox.Presses.silent;
import static org.navicast.cast.outbox.Presses.started;
import static org.navicast.cast.outbox.Presses.triggered;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.navicast.cast.event.ActionValue;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.Source;

class OutboxTest {
  private final Outbox outbox = new Outbox(150);

  @Test
  void handsOutDiscreteEventsInOrderBeforeContinuousOnes() {
    outbox.linkUp(0);
    outbox.offer(motion(0.1, 0));
    outbox.offer(pressed(1, 0));
    outbox.offer(released(1, 1));
    assertThat(drain(2)).containsExactly(pressed(1, 0), released(1, 1), motion(0.1, 0));
  }

  @Test
  void dropsALatePressTogetherWithItsRelease() {
    outbox.linkUp(0);
    outbox.offer(pressed(1, 0));
    outbox.offer(released(1, 100));
    outbox.offer(pressed(2, 100));
    assertThat(drain(151)).containsExactly(pressed(2, 100));
    assertThat(outbox.counters().expired()).isEqualTo(1);
  }

  @Test
  void handsOutAReleaseHoweverLate() {
    outbox.linkUp(0);
    outbox.offer(pressed(1, 0));
    assertThat(drain(1)).containsExactly(pressed(1, 0));
    outbox.offer(released(1, 2));
    assertThat(drain(60_000)).containsExactly(released(1, 2));
  }

  @Test
  void keepsOnlyTheNewestHeldOfAPress() {
    outbox.linkUp(0);
    outbox.offer(pressed(1, 0));
    drain(0);
    outbox.offer(held(1, 50));
    outbox.offer(held(1, 100));
    assertThat(drain(100)).containsExactly(held(1, 100));
  }

  @Test
  void cancelsAPressWhoseLeaseRanOutBeforeHeldCouldGo() {
    outbox.linkUp(0);
    outbox.offer(pressed(1, 0));
    drain(0);
    outbox.offer(held(1, 300));
    assertThat(drain(300))
        .singleElement()
        .isInstanceOfSatisfying(
            NaviButton.class,
            cancel -> {
              assertThat(cancel.state()).isEqualTo(NaviButton.State.CANCELLED);
              assertThat(cancel.reason()).isEqualTo(CancelReason.LEASE_EXPIRED);
            });
    outbox.offer(held(1, 350));
    outbox.offer(released(1, 400));
    assertThat(drain(400)).isEmpty();
  }

  @Test
  void replaysNothingAfterACut() {
    outbox.linkUp(0);
    outbox.offer(pressed(1, 0));
    outbox.offer(motion(0.5, 0));
    outbox.linkDown(ms(1));
    outbox.offer(pressed(2, 2));
    outbox.offer(motion(0.6, 2));
    outbox.linkUp(ms(3));
    assertThat(drain(3)).isEmpty();
    assertThat(outbox.counters().expired()).isEqualTo(4);
  }

  @Test
  void sendsTheReleaseOfASentPressAfterACut() {
    outbox.linkUp(0);
    outbox.offer(pressed(1, 0));
    drain(0);
    outbox.linkDown(ms(1));
    outbox.offer(released(1, 2));
    outbox.linkUp(ms(10_000));
    assertThat(drain(10_000)).containsExactly(released(1, 2));
  }

  @Test
  void repeatsAReleaseThatTheCutMayHaveSwallowed() {
    outbox.linkUp(0);
    outbox.offer(pressed(1, 0));
    outbox.offer(released(1, 1));
    outbox.offer(pressed(2, 5));
    outbox.offer(released(2, 6));
    drainOne(1);
    drainOne(1);
    drainOne(6);
    drainOne(6);
    outbox.linkDown(ms(3));
    outbox.linkUp(ms(20));
    assertThat(drain(20)).containsExactly(released(2, 6));
  }

  @Test
  void continuesAHoldAcrossACutShorterThanTheLease() {
    outbox.linkUp(0);
    outbox.offer(pressed(1, 0));
    drain(0);
    outbox.linkDown(ms(1));
    outbox.linkUp(ms(200));
    outbox.offer(held(1, 200));
    assertThat(drain(200)).containsExactly(held(1, 200));
  }

  @Test
  void cancelsAHoldWhoseLastWordMayHaveBeenLostInTheCut() {
    outbox.linkUp(0);
    outbox.offer(pressed(1, 0));
    drain(0);
    outbox.offer(held(1, 50));
    drain(50);
    outbox.linkDown(ms(49));
    outbox.linkDown(ms(55));
    outbox.linkUp(ms(60));
    outbox.offer(held(1, 100));
    assertThat(drain(100))
        .singleElement()
        .isInstanceOfSatisfying(
            NaviButton.class,
            cancel -> assertThat(cancel.reason()).isEqualTo(CancelReason.LEASE_EXPIRED));
  }

  @Test
  void cancelsAHoldWhenTheLinkWasDownForLongerThanTheLease() {
    outbox.linkUp(0);
    outbox.offer(pressed(1, 0));
    drain(0);
    outbox.linkDown(ms(1));
    outbox.linkUp(ms(251));
    assertThat(drain(251))
        .singleElement()
        .isInstanceOfSatisfying(
            NaviButton.class,
            cancel -> assertThat(cancel.reason()).isEqualTo(CancelReason.LEASE_EXPIRED));
  }

  @Test
  void mergesMotionThatWaitsAndCountsTheReports() {
    outbox.linkUp(0);
    outbox.offer(motion(0.1, 0));
    outbox.offer(motion(0.2, 1));
    outbox.offer(motion(0.3, 2));
    assertThat(drain(2))
        .containsExactly(motion(0.3, 2).replacing(motion(0, 0)).replacing(motion(0, 0)));
    assertThat(outbox.counters().merged()).isEqualTo(2);
  }

  @Test
  void tellsThatACapCameToRestBeforeItMovesAgain() {
    outbox.linkUp(0);
    outbox.offer(motion(0.1, 0));
    outbox.offer(motion(0, 1));
    outbox.offer(motion(0.3, 2));
    outbox.offer(motion(0.4, 3));
    assertThat(drain(3))
        .extracting(e -> ((org.navicast.cast.event.NaviMotion) e).translationX())
        .containsExactly(0.0, 0.4);
  }

  @Test
  void losesNoToolsPoseToAnothers() {
    outbox.linkUp(0);
    outbox.offer(pose("A", 0));
    outbox.offer(pose("B", 1));
    outbox.offer(pose("A", 2));
    assertThat(drain(2)).containsExactly(pose("A", 2), pose("B", 1));
    assertThat(outbox.counters().merged()).isEqualTo(1);
  }

  @Test
  void keepsOnlyTheNewestStateOfADeviceWithoutADeadline() {
    outbox.linkUp(0);
    outbox.offer(device(NaviDevice.State.LOST, 0));
    outbox.offer(device(NaviDevice.State.CONNECTED, 1));
    assertThat(drain(5_000)).containsExactly(device(NaviDevice.State.CONNECTED, 1));
  }

  @Test
  void staysBoundedWhenNothingGoesOut() {
    outbox.linkUp(0);
    for (int i = 1; i <= 10 * Outbox.MAX_DISCRETE; i++) {
      outbox.offer(pressed(i, 0));
      outbox.offer(motion(i, 0));
    }
    assertThat(drain(0)).hasSize(Outbox.MAX_DISCRETE + 1);
  }

  @Test
  void staysBoundedWhenEveryReleaseFails() {
    outbox.linkUp(0);
    for (int i = 1; i <= 10 * Outbox.MAX_DISCRETE; i++) {
      outbox.resend(released(i, 0));
    }
    assertThat(drain(0)).hasSize(Outbox.MAX_DISCRETE);
  }

  @Test
  void anActionOfAPressThatWasMadeWithoutALinkIsNotTold() {
    for (boolean silently : List.of(true, false)) {
      Outbox anew = new Outbox(150);
      anew.offer(silently ? silent(1, NaviButton.State.PRESSED, 0) : pressed(1, 0));
      anew.offer(started(1, ActionValue.NONE, 0, 1L));
      anew.linkUp(ms(10));
      anew.offer(started(2, ActionValue.of(0.5), 20, 1L));
      anew.offer(silently ? silent(1, NaviButton.State.RELEASED, 30) : released(1, 30));
      anew.offer(triggered("tap", 30, 1L));
      anew.offer(triggered("of another press", 30, 2L));
      assertThat(drain(anew, 30)).containsExactly(triggered("of another press", 30, 2L));
    }
  }

  @Test
  void aPressThatIsLateTakesItsActionsWithIt() {
    outbox.linkUp(0);
    outbox.offer(pressed(1, 0));
    outbox.offer(triggered("press", 100, 1L));
    outbox.offer(started(1, ActionValue.NONE, 100, 1L));
    outbox.offer(started(2, ActionValue.of(1), 100, 1L));
    assertThat(drain(151)).isEmpty();
    assertThat(outbox.holdsNothing()).isTrue();
  }

  @Test
  void aPressWhoseLeaseRanOutCancelsWhatItStarted() {
    outbox.linkUp(0);
    NaviAction hold = started(1, ActionValue.NONE, 0, 1L);
    NaviAction rate = started(2, ActionValue.of(1), 0, 1L);
    outbox.offer(pressed(1, 0));
    outbox.offer(hold);
    outbox.offer(rate);
    assertThat(drain(0)).containsExactly(pressed(1, 0), hold, rate);
    outbox.linkDown(ms(1));
    outbox.linkUp(ms(251));
    outbox.offer(hold.updated(ms(260), ActionValue.NONE));
    outbox.offer(rate.updated(ms(260), ActionValue.of(1)));
    outbox.offer(triggered("tap", 260, 1L));
    assertThat(drain(260))
        .hasSize(3)
        .allSatisfy(event -> assertThat(event.ends()).isTrue())
        .contains(
            hold.cancelled(ms(251), CancelReason.LEASE_EXPIRED),
            rate.cancelled(ms(251), CancelReason.LEASE_EXPIRED));
  }

  @Test
  void ofARateTheNewestWinsAndItsEndIsNotMergedAway() {
    outbox.linkUp(0);
    NaviAction rate = started(1, ActionValue.of(0.1), 0);
    outbox.offer(rate);
    assertThat(drain(0)).containsExactly(rate);
    outbox.offer(rate.updated(ms(10), ActionValue.of(0.2)));
    outbox.offer(rate.updated(ms(20), ActionValue.of(0.3)));
    assertThat(drain(20)).containsExactly(rate.updated(ms(20), ActionValue.of(0.3)));
    outbox.offer(rate.updated(ms(30), ActionValue.of(0.4)));
    outbox.offer(rate.ended(ms(40)));
    NaviAction next = started(2, ActionValue.of(0.5), 50);
    outbox.offer(next);
    assertThat(drain(60)).containsExactly(rate.ended(ms(40)), next);
  }

  @Test
  void aRateThatIsAtRestBeforeItCouldGoIsNotTold() {
    outbox.linkUp(0);
    NaviAction rate = started(1, ActionValue.of(0.1), 0);
    outbox.offer(rate);
    outbox.offer(rate.updated(ms(10), ActionValue.of(0.2)));
    outbox.offer(rate.ended(ms(20)));
    assertThat(outbox.isEmpty()).isTrue();
    assertThat(drain(20)).isEmpty();
  }

  @Test
  void aRateWaitsOnItsOwnWayForThePressThatItIsMadeOf() {
    outbox.linkUp(0);
    NaviAction rate = started(1, ActionValue.of(0.1), 0, 1L);
    outbox.offer(pressed(1, 0));
    outbox.offer(rate);
    assertThat(outbox.nextContinuous(ms(1))).isNull();
    assertThat(outbox.nextUrgent(ms(1))).isEqualTo(pressed(1, 0));
    assertThat(outbox.nextContinuous(ms(1))).isEqualTo(rate);
  }

  @Test
  void repeatsTheEndOfAnActionThatTheCutMayHaveSwallowed() {
    outbox.linkUp(0);
    NaviAction hold = started(1, ActionValue.NONE, 0);
    outbox.offer(hold);
    outbox.offer(hold.ended(ms(1)));
    drain(1);
    outbox.linkDown(ms(0));
    outbox.linkUp(ms(20));
    assertThat(drain(20)).containsExactly(hold.ended(ms(1)));
  }

  private static NaviPose pose(String tool, long atMillis) {
    return new NaviPose(
        new Source("tracker", "tracker"),
        ms(atMillis),
        "Reference",
        NaviPose.NO_TRACKER_TIME,
        List.of(new NaviPose.Tool(tool, NaviPose.Tool.OK, 0, 0, 0, 0, 0, 0, 1)));
  }

  private static NaviDevice device(NaviDevice.State state, long atMillis) {
    return new NaviDevice(Presses.PEDALS, ms(atMillis), state, "", "", "");
  }

  private void drainOne(long nowMillis) {
    assertThat(outbox.next(ms(nowMillis))).isNotNull();
  }

  private List<NaviEvent> drain(long nowMillis) {
    return drain(outbox, nowMillis);
  }

  private static List<NaviEvent> drain(Outbox from, long nowMillis) {
    List<NaviEvent> all = new ArrayList<>();
    for (NaviEvent event = from.next(ms(nowMillis));
        event != null;
        event = from.next(ms(nowMillis))) {
      all.add(event);
    }
    return all;
  }
}
