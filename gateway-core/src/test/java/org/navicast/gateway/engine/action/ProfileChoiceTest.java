package org.navicast.gateway.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.navicast.cast.event.ActionValue;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviProfile;
import org.navicast.gateway.engine.AxisShape;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.input.Motion;
import org.navicast.gateway.input.MotionAxis;
import org.navicast.gateway.input.StudyId;
import org.navicast.gateway.input.Viewer;

/** Which profile is on by what the hub says, and when it changes. */
class ProfileChoiceTest {
  private static final long MILLI = 1_000_000;
  private static final StudyId STUDY = new StudyId("1.2.3");

  private final List<NaviEvent> told = new ArrayList<>();
  private final List<DeviceSettings> devices =
      List.of(
          DeviceSettings.of("pedals", DeviceKind.FOOTSWITCH),
          DeviceSettings.of("cap", DeviceKind.SIX_DOF));
  private final Profiles profiles =
      new Profiles(
          profile("standard"),
          List.of(
              new Profiles.Choice(profile("angio"), Set.of("XA", "RF"), Set.of()),
              new Profiles.Choice(profile("fly"), Set.of(), Set.of("Slicer"))));
  private final Actions actions = new Actions(profiles, devices, 150, told::add, _ -> {});
  private final Engine engine = new Engine(devices, actions, told::add, _ -> {});
  private long now;

  ProfileChoiceTest() {
    engine.accept(DeviceStatus.connected("pedals", now, "", ""), now);
    engine.accept(DeviceStatus.connected("cap", now, "", ""), now);
    hear(new HubInput.Linked());
  }

  @Test
  void aStudyBringsItsProfileAndItsEndBringsTheStandardBack() {
    open("CT");
    assertThat(profile()).isEqualTo("standard");
    open("CT", "XA");
    assertThat(profile()).isEqualTo("angio");
    assertThat(reason()).isEqualTo("a study of XA is open");
    hear(new HubInput.StudyClosed(STUDY));
    assertThat(profile()).isEqualTo("standard");
    assertThat(reason()).isEqualTo("what another profile was for is over");
    open("RF");
    hear(new HubInput.Unlinked());
    assertThat(profile()).isEqualTo("standard");
  }

  @Test
  void aViewerBringsItsProfileUntilItGoes() {
    hear(new HubInput.ViewerTold(new Viewer("S-1", "slicer", false, Set.of(), 250)));
    assertThat(profile()).isEqualTo("fly");
    assertThat(reason()).isEqualTo("Slicer is there");
    open("XA");
    assertThat(profile()).as("the first that fits").isEqualTo("angio");
    hear(new HubInput.StudyClosed(STUDY));
    assertThat(profile()).isEqualTo("fly");
    hear(new HubInput.SubscriberLeft("s-1"));
    assertThat(profile()).isEqualTo("standard");
  }

  @Test
  void nothingChangesUnderAFoot() {
    press(true);
    pass(500);
    open("XA");
    pass(500);
    assertThat(profile()).isEqualTo("standard");
    press(false);
    assertThat(profile()).isEqualTo("angio");
    assertThat(lastAction().phase()).isEqualTo(NaviAction.Phase.ENDED);
  }

  @Test
  void aTapThatMayStillBecomeTwoIsToldInTheOldProfile() {
    press(true);
    pass(80);
    press(false);
    open("XA");
    assertThat(profile()).isEqualTo("standard");
    pass(1_000);
    assertThat(lastAction().profile()).isEqualTo("standard");
    assertThat(profile()).isEqualTo("angio");
  }

  @Test
  void whatWasBegunAndIsForgottenKeepsNoProfileWaiting() {
    press(true);
    pass(80);
    press(false);
    open("XA");
    engine.overload("pedals", now);
    assertThat(profile()).isEqualTo("angio");
  }

  @Test
  void aStudyThatIsClosedBeforeTheFootIsUpChangesNothing() {
    press(true);
    pass(500);
    open("XA");
    hear(new HubInput.StudyClosed(STUDY));
    press(false);
    pass(1_000);
    assertThat(profile()).isEqualTo("standard");
    assertThat(told.stream().filter(NaviProfile.class::isInstance)).isEmpty();
  }

  @Test
  void nothingChangesUnderAHandAndNothingMovesAfterwardsByItself() {
    move(0.7);
    assertThat(lastAction().phase()).isEqualTo(NaviAction.Phase.STARTED);
    open("XA");
    assertThat(profile()).isEqualTo("standard");
    move(0);
    assertThat(profile()).isEqualTo("angio");
    move(0.7);
    assertThat(lastAction().profile()).isEqualTo("angio");
  }

  @Test
  void whoIsDeflectedInVainHasToComeToRestFirst() {
    Profile clutched = profile("clutched", Optional.of(new ControlRef("pedals", "right")));
    Profiles pair =
        new Profiles(
            clutched, List.of(new Profiles.Choice(profile("free"), Set.of("XA"), Set.of())));
    Engine own =
        new Engine(
            devices, new Actions(pair, devices, 150, told::add, _ -> {}), told::add, _ -> {});
    own.accept(DeviceStatus.connected("cap", now, "", ""), now);
    own.accept(new Motion("cap", now, 0.7, 0, 0, 0, 0, 0), now);
    own.accept(new HubInput.StudyOpened(STUDY, Set.of("XA")), now);
    assertThat(own.profile(now).orElseThrow().profile()).isEqualTo("free");
    own.accept(new Motion("cap", now, 0.8, 0, 0, 0, 0, 0), now);
    assertThat(told).noneMatch(NaviAction.class::isInstance);
    own.accept(new Motion("cap", now, 0, 0, 0, 0, 0, 0), now);
    own.accept(new Motion("cap", now, 0.8, 0, 0, 0, 0, 0), now);
    assertThat(lastAction().phase()).isEqualTo(NaviAction.Phase.STARTED);
  }

  @Test
  void aChoiceNeedsACondition() {
    assertThatThrownBy(() -> new Profiles.Choice(profile("x"), Set.of(), Set.of()))
        .hasMessage("give a modality, a viewer or both");
  }

  private void open(String... modalities) {
    hear(new HubInput.StudyOpened(STUDY, Set.of(modalities)));
  }

  private void hear(HubInput input) {
    engine.accept(input, now);
  }

  private void press(boolean down) {
    pass(60);
    engine.accept(new Button("pedals", now, "left", down), now);
  }

  private void move(double x) {
    pass(60);
    engine.accept(new Motion("cap", now, x, 0, 0, 0, 0, 0), now);
  }

  private void pass(long millis) {
    long until = now + millis * MILLI;
    for (long due = engine.nextDueNanos(); due <= until; due = engine.nextDueNanos()) {
      now = Math.max(now, due);
      engine.tick(now);
    }
    now = until;
  }

  private String profile() {
    return engine.profile(now).orElseThrow().profile();
  }

  private String reason() {
    return told.stream()
        .filter(NaviProfile.class::isInstance)
        .map(NaviProfile.class::cast)
        .toList()
        .getLast()
        .reason();
  }

  private NaviAction lastAction() {
    return told.stream()
        .filter(NaviAction.class::isInstance)
        .map(NaviAction.class::cast)
        .toList()
        .getLast();
  }

  private static Profile profile(String name) {
    return profile(name, Optional.empty());
  }

  private static Profile profile(String name, Optional<ControlRef> clutch) {
    ControlRef left = new ControlRef("pedals", "left");
    Mode mode =
        new Mode(
            "m",
            List.of(
                new ControlBinding(
                    left,
                    Map.of(
                        Gesture.TAP, new Meaning.Trigger("slice.next", ActionValue.ONE),
                        Gesture.DOUBLE_TAP, new Meaning.Trigger("slice.last", ActionValue.ONE),
                        Gesture.HOLD, new Meaning.Lasting("pointer.show", ActionValue.NONE)),
                    Timing.FOR_FEET)),
            List.of(),
            List.of(
                new AxesBinding(
                    "cap",
                    List.of(new AxisShape(MotionAxis.X, 0.05, 1, 1, false)),
                    false,
                    "slice.scroll",
                    clutch,
                    Optional.empty(),
                    Optional.empty())),
            Map.of());
    return new Profile(name, List.of(mode), Set.of());
  }
}
