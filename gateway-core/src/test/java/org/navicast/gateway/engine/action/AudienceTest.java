package org.navicast.gateway.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.navicast.cast.event.ActionValue;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviProfile;
import org.navicast.cast.event.NaviProfile.Understood;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Doubted;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.input.Viewer;

/** Who listens, and what comes of it. */
class AudienceTest {
  private static final long MILLI = 1_000_000;
  private static final ControlRef LEFT = new ControlRef("pedals", "left");
  private static final Profile PROFILE =
      new Profile(
          "test",
          List.of(
              new Mode(
                  "m",
                  List.of(
                      new ControlBinding(
                          LEFT,
                          Map.of(
                              Gesture.PRESS, new Meaning.Trigger("slice.next", ActionValue.ONE),
                              Gesture.HOLD, new Meaning.Lasting("pointer.show", ActionValue.NONE)),
                          Timing.FOR_FEET)),
                  List.of(),
                  List.of(),
                  Map.of())),
          Set.of());

  private final List<NaviEvent> told = new ArrayList<>();
  private final List<Doubted> doubted = new ArrayList<>();
  private final List<DeviceSettings> devices =
      List.of(DeviceSettings.of("pedals", DeviceKind.FOOTSWITCH));
  private final Engine engine =
      new Engine(
          devices, new Actions(PROFILE, devices, 150, told::add, doubted::add), told::add, _ -> {});
  private long now;

  @Test
  void onlyWhenAllThatUnderstandArePausedNothingStarts() {
    viewer("a", false, "slice.next");
    viewer("b", true, "pointer.show");
    viewer("panel", false);
    assertThat(engine.audience().isPaused()).isFalse();
    viewer("a", true, "slice.next");
    viewer("c", false, "site.something-else");
    assertThat(engine.audience().isPaused()).isTrue();
    press(true);
    press(false);
    assertThat(actions()).isEmpty();
    hear(new HubInput.ViewerLeft("A"));
    hear(new HubInput.SubscriberLeft("b"));
    assertThat(engine.audience().isPaused()).isFalse();
    press(true);
    assertThat(actions()).extracting(NaviAction::action).contains("slice.next");
  }

  @Test
  void whatLastsIsCancelledWhenTheLastOnePauses() {
    plug();
    viewer("a", false, "pointer.show");
    press(true);
    pass(400);
    assertThat(actions()).last().extracting(NaviAction::phase).isEqualTo(NaviAction.Phase.UPDATED);
    viewer("a", true, "pointer.show");
    assertThat(actions())
        .last()
        .extracting(NaviAction::phase, NaviAction::reason)
        .containsExactly(NaviAction.Phase.CANCELLED, CancelReason.VIEWER_PAUSED);
  }

  @Test
  void whatNoViewerUnderstandsIsToldOnceAndInTheBindings() {
    pass(5_000);
    assertThat(understood()).containsOnly(Understood.UNKNOWN);
    viewer("panel", false);
    pass(2_000);
    assertThat(doubted).isEmpty();
    viewer("a", false, "slice.next");
    pass(2_000);
    assertThat(doubted)
        .singleElement()
        .satisfies(each -> assertThat(each.line()).contains("understands pointer.show,"));
    assertThat(understood()).containsExactlyInAnyOrder(Understood.YES, Understood.NO);
    assertThat(engine.audience().notUnderstood()).containsExactly("pointer.show");
    viewer("b", false, "pointer.show");
    pass(2_000);
    assertThat(understood()).containsOnly(Understood.YES);
    hear(new HubInput.ViewerLeft("b"));
    pass(2_000);
    assertThat(understood()).contains(Understood.NO);
    assertThat(doubted).hasSize(1);
  }

  @Test
  void manyChangesAreToldOnceASecond() {
    long before = profiles().size();
    for (int i = 0; i < 3_000; i++) {
      viewer("a", false, i % 2 == 0 ? "slice.next" : "pointer.show");
      pass(1);
    }
    assertThat(profiles().size() - before).isLessThanOrEqualTo(3);
  }

  @Test
  void whoSaysNothingOnANewLinkIsForgotten() {
    viewer("a", true, "slice.next");
    viewer("b", true, "slice.next");
    hear(new HubInput.Unlinked());
    pass(60_000);
    hear(new HubInput.Linked());
    viewer("b", true, "slice.next");
    assertThat(engine.audience().viewers()).hasSize(2);
    pass(11_000);
    assertThat(engine.audience().viewers()).extracting(Viewer::name).containsExactly("b");
  }

  @Test
  void aRollForgetsWhoWasNotThere() {
    viewer("a", false, "slice.next");
    viewer("b", false, "slice.next");
    pass(1_000);
    long asked = now;
    pass(500);
    viewer("late", false, "slice.next");
    hear(
        new HubInput.Roll(
            asked,
            List.of(new Viewer("c", "C", false, Set.of("slice.next"), 250)),
            Set.of("C", "B")));
    assertThat(engine.audience().viewers())
        .extracting(Viewer::name)
        .containsExactly("b", "late", "c");
  }

  @Test
  void whatComesFromOutsideIsBounded() {
    Set<String> many =
        IntStream.range(0, 1_000).mapToObj(i -> "site.a" + i).collect(Collectors.toSet());
    Viewer viewer = new Viewer("n".repeat(9_999), "x\u001b[31m\n".repeat(99), false, many, -7);
    assertThat(viewer.name()).hasSize(256);
    assertThat(viewer.product()).hasSizeLessThanOrEqualTo(60).doesNotContain("\u001b", "\n");
    assertThat(viewer.actions()).hasSize(Viewer.MAX_ACTIONS);
    assertThat(viewer.leaseMillis()).isZero();
    assertThat(new Viewer("", "", false, Set.of("a b", "", "a\nb", "a,b"), 0).actions()).isEmpty();
    for (int i = 0; i < 1_000; i++) {
      viewer("v" + i, false, "slice.next");
    }
    assertThat(engine.audience().viewers()).hasSize(Audience.MAX_VIEWERS);
  }

  private void viewer(String name, boolean isPaused, String... actions) {
    hear(new HubInput.ViewerTold(new Viewer(name, "V", isPaused, Set.of(actions), 250)));
  }

  private void hear(HubInput input) {
    engine.accept(input, now);
  }

  private void plug() {
    engine.accept(DeviceStatus.connected("pedals", now, "", ""), now);
  }

  private void press(boolean down) {
    if (engine.devices().getFirst().reason().equals("not opened yet")) {
      plug();
    }
    pass(100);
    engine.accept(new Button("pedals", now, "left", down), now);
  }

  private void pass(long millis) {
    long until = now + millis * MILLI;
    for (long due = engine.nextDueNanos(); due <= until; due = engine.nextDueNanos()) {
      now = Math.max(now, due);
      engine.tick(now);
    }
    now = until;
  }

  private List<NaviAction> actions() {
    return told.stream().filter(NaviAction.class::isInstance).map(NaviAction.class::cast).toList();
  }

  private List<NaviProfile> profiles() {
    return told.stream()
        .filter(NaviProfile.class::isInstance)
        .map(NaviProfile.class::cast)
        .toList();
  }

  private List<Understood> understood() {
    engine.announce(now);
    return profiles().getLast().bindings().stream().map(NaviProfile.Binding::understood).toList();
  }
}
