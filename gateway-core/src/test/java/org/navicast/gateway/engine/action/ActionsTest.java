package org.navicast.gateway.engine.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.navicast.cast.event.ActionValue;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.NaviProfile;
import org.navicast.gateway.engine.AxisShape;
import org.navicast.gateway.engine.ButtonSettings;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.ButtonLost;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.input.Motion;
import org.navicast.gateway.input.MotionAxis;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.Rigid;
import org.navicast.gateway.input.ToolPose;
import org.navicast.gateway.input.Viewer;

/** What presses and deflections mean, step by step: two pedals, a cap and a tracker. */
class ActionsTest {
  private static final long MILLI = 1_000_000;
  private static final ControlRef LEFT = new ControlRef("pedals", "left");
  private static final ControlRef RIGHT = new ControlRef("pedals", "right");
  private static final Meaning NEXT_SLICE = new Meaning.Trigger("slice.next", ActionValue.ONE);
  private static final Meaning POINTER = new Meaning.Lasting("pointer.show", ActionValue.NONE);
  private static final Meaning NEXT_MODE = new Meaning.SwitchMode(new Meaning.ModeTarget.Next());

  /** Contacts that do not bounce. */
  private static final ButtonSettings CLEAN = new ButtonSettings(0, 60_000, 50, 250, 150);

  private static final List<DeviceSettings> DEVICES =
      List.of(
          DeviceSettings.of("pedals", DeviceKind.FOOTSWITCH).withButtons(CLEAN),
          DeviceSettings.of("cap", DeviceKind.SIX_DOF),
          DeviceSettings.of("room", DeviceKind.TRACKER));

  private final List<NaviEvent> events = new ArrayList<>();
  private Actions actions;
  private Engine engine;
  private long nowNanos;

  ActionsTest() {
    start(new Profile("test", List.of(mode("read")), Set.of()));
  }

  @Test
  void aHoldLastsFromPressToReleaseAndIsToldMeanwhile() {
    start(mode("read", on(LEFT, Gesture.HOLD, POINTER)));
    press(LEFT);
    NaviAction started = (NaviAction) events.getLast();
    assertEquals(List.of(1L), started.madeOf());
    assertEquals(250, started.leaseMillis());
    assertEquals(150, started.validMillis());
    assertEquals("test/read", started.profile() + "/" + started.mode());
    assertEquals("pedals", started.source().device());
    assertEquals(List.of("started pointer.show #1"), said());
    pass(100);
    assertEquals(List.of("updated pointer.show #1", "updated pointer.show #1"), said());
    release(LEFT);
    assertEquals(List.of("ended pointer.show #1"), said());
    press(LEFT);
    assertEquals(List.of("started pointer.show #2"), said());
    engine.overload("pedals", nowNanos);
    assertEquals(List.of("cancelled pointer.show #2 overload"), said());
  }

  @Test
  void aHoldThatIsNoticedWithItsReleaseDoesNotBegin() {
    start(mode("read", on(LEFT, Map.of(Gesture.HOLD, POINTER, Gesture.TAP, NEXT_SLICE))));
    press(LEFT);
    nowNanos += 1_000 * MILLI; // nobody looks meanwhile
    release(LEFT);
    assertEquals(List.of(), said());
  }

  @Test
  void aRateBeginsFollowsAndEndsWithTheCap() {
    start(mode("read", turning("view.rotate")));
    push(0.5);
    assertEquals(List.of("started view.rotate #1 [0.5]"), said());
    pass(20);
    push(-1);
    assertEquals(List.of("updated view.rotate #1 [-1.0]"), said());
    push(0);
    assertEquals(List.of("ended view.rotate #1"), said());
  }

  @Test
  void eachAxisOfACapMayBeARate() {
    start(
        mode(
            "read",
            new AxesBinding(
                "cap",
                Stream.of(
                        MotionAxis.RZ,
                        MotionAxis.RY,
                        MotionAxis.RX,
                        MotionAxis.Z,
                        MotionAxis.Y,
                        MotionAxis.X)
                    .map(axis -> new AxisShape(axis, 0, 1, 1, axis == MotionAxis.RZ))
                    .toList(),
                false,
                "view.fly",
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
    engine.accept(new Motion("cap", nowNanos, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6), nowNanos);
    NaviAction told = (NaviAction) events.getLast();
    double[] expected = {-0.6, 0.5, 0.4, 0.3, 0.2, 0.1};
    for (int i = 0; i < 6; i++) {
      // The cap's own dead zone of 0.02 came before.
      assertEquals(
          Math.copySign((Math.abs(expected[i]) - 0.02) / 0.98, expected[i]),
          told.value().at(i),
          1e-9);
    }
  }

  @Test
  void ofADominantAxisOnlyTheOneThatIsDeflectedMostCounts() {
    start(
        mode(
            "read",
            new AxesBinding(
                "cap",
                List.of(shape(MotionAxis.X), shape(MotionAxis.Y)),
                true,
                "view.pan",
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
    engine.accept(new Motion("cap", nowNanos, 0.5, 1, 0, 0, 0, 0), nowNanos);
    assertEquals(List.of("started view.pan #1 [0.0, 1.0]"), said());
  }

  @Test
  void whatLiesInTheDeadZoneOfABindingIsRest() {
    AxesBinding dull =
        new AxesBinding(
            "cap",
            List.of(new AxisShape(MotionAxis.X, 0.5, 1, 1, false)),
            false,
            "slice.scroll",
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    start(mode("read", dull));
    push(0.4);
    assertEquals(List.of(), said());
  }

  @Test
  void aHoldThatIsToldAgainAndAgainEndsWithItsControl() {
    start(
        mode(
            "read",
            new ControlBinding(
                LEFT, Map.of(Gesture.HOLD, NEXT_SLICE), new Timing(300, 400, 600, 200))));
    press(LEFT);
    pass(200);
    assertEquals(List.of("triggered slice.next", "triggered slice.next"), said());
    engine.accept(new ButtonLost("pedals", nowNanos, "left"), nowNanos);
    pass(1_000);
    assertEquals(List.of(), said());
  }

  @Test
  void aClutchLetsTheMotionThroughOnlyWhileItIsDown() {
    start(mode("read", clutched("view.rotate", Optional.of(LEFT), Optional.of(RIGHT))));
    push(0.5);
    press(LEFT);
    assertEquals(List.of(), said());
    press(RIGHT);
    NaviAction started = (NaviAction) events.getLast();
    assertEquals(List.of(1L, 2L), started.madeOf());
    assertEquals(List.of("started view.rotate #1 [0.5]"), said());
    release(RIGHT);
    assertEquals(List.of("ended view.rotate #1"), said());
    pass(100);
    press(RIGHT);
    engine.overload("pedals", nowNanos);
    assertEquals(
        List.of("started view.rotate #2 [0.5]", "cancelled view.rotate #2 overload"), said());
  }

  @Test
  void whatOneControlShutsEndsBeforeWhatItOpensBegins() {
    AxesBinding unless =
        new AxesBinding(
            "cap",
            List.of(shape(MotionAxis.X)),
            false,
            "slice.scroll",
            Optional.empty(),
            Optional.empty(),
            Optional.of(LEFT));
    start(mode("read", clutched("view.rotate", Optional.of(LEFT), Optional.empty()), unless));
    push(0.5);
    assertEquals(List.of("started slice.scroll #1 [0.5]"), said());
    press(LEFT);
    assertEquals(List.of("ended slice.scroll #1", "started view.rotate #2 [0.5]"), said());
    release(LEFT);
    assertEquals(List.of("ended view.rotate #2", "started slice.scroll #3 [0.5]"), said());
  }

  @Test
  void aDeviceThatGoesCancelsItsRates() {
    start(mode("read", turning("view.rotate")));
    push(0.5);
    said();
    engine.accept(
        new DeviceStatus("cap", nowNanos, DeviceStatus.State.LOST, "gone", "", ""), nowNanos);
    assertEquals(List.of("cancelled view.rotate #1 device-lost"), said());
    connect("cap");
    push(0.5);
    assertEquals(List.of("started view.rotate #2 [0.5]"), said());
  }

  @Test
  void aStandstillCancelsRates() {
    start(mode("read", turning("view.rotate")));
    push(0.5);
    said();
    engine.stoodStill(100 * MILLI, nowNanos);
    assertEquals(List.of("cancelled view.rotate #1 overload"), said());
  }

  @Test
  void nothingComesOfATapThatWaitedForItsDoubleWhereReportsWereLost() {
    start(mode("read", on(LEFT, Map.of(Gesture.TAP, NEXT_SLICE, Gesture.DOUBLE_TAP, NEXT_MODE))));
    tap(LEFT);
    engine.overload("pedals", nowNanos);
    pass(1_000);
    assertEquals(List.of(), said());
  }

  @Test
  void anotherModeEndsAllOfTheOldOneAndBeginsWithWhatIsDeflected() {
    start(
        mode("read", on(LEFT, Gesture.TAP, NEXT_MODE), turning("view.rotate")),
        mode("look", on(LEFT, Gesture.TAP, NEXT_MODE), turning("view.pan")));
    push(0.5);
    said();
    tap(LEFT);
    assertEquals(
        List.of(
            "cancelled view.rotate #1 mode-changed",
            "mode look: pedals.left asked for mode.next",
            "started view.pan #2 [0.5]"),
        said());
    assertEquals("look", actions.mode());
    tap(LEFT);
    assertEquals("read", actions.mode());
  }

  @Test
  void aLongPressChangesTheModeWhileItIsHeld() {
    start(mode("read", on(LEFT, Gesture.LONG_PRESS, NEXT_MODE)), mode("look"));
    press(LEFT);
    pass(599);
    assertEquals("read", actions.mode());
    pass(1);
    assertEquals("look", actions.mode());
  }

  @Test
  void aModeByAHoldIsOnAsLongAsItIsHeld() {
    start(mode("read", on(LEFT, Gesture.HOLD, NEXT_MODE)), mode("look"));
    press(LEFT);
    assertEquals(List.of("mode look: pedals.left asked for mode.next"), said());
    press(RIGHT);
    release(RIGHT);
    assertEquals(List.of(), said());
    release(LEFT);
    assertEquals(List.of("mode read: pedals.left was let go"), said());
  }

  @Test
  void whoLetsGoFirstOfTwoModesByHoldsIsBackWhereItBegan() {
    start(
        mode("read", on(LEFT, Gesture.HOLD, to("look"))),
        mode("look", on(RIGHT, Gesture.HOLD, to("measure"))),
        mode("measure"));
    press(LEFT);
    press(RIGHT);
    assertEquals("measure", actions.mode());
    release(LEFT);
    assertEquals("read", actions.mode());
    release(RIGHT);
    assertEquals("read", actions.mode());

    press(LEFT);
    press(RIGHT);
    release(RIGHT);
    assertEquals("look", actions.mode());
    release(LEFT);
    assertEquals("read", actions.mode());
  }

  @Test
  void aModeThatWasAskedForStaysWhenAHoldOfAnEarlierOneEnds() {
    start(
        mode("read", on(LEFT, Gesture.HOLD, to("look"))),
        mode("look", on(RIGHT, Gesture.PRESS, to("measure"))),
        mode("measure"));
    press(LEFT);
    press(RIGHT);
    assertEquals("measure", actions.mode());
    release(LEFT);
    assertEquals("measure", actions.mode());
  }

  @Test
  void aModeByAHoldThatIsNoticedWithItsReleaseDoesNotComeOn() {
    start(
        mode("read", on(LEFT, Map.of(Gesture.HOLD, NEXT_MODE, Gesture.TAP, NEXT_SLICE))),
        mode("look"));
    press(LEFT);
    nowNanos += 1_000 * MILLI; // nobody looks meanwhile
    release(LEFT);
    assertEquals("read", actions.mode());
    assertEquals(List.of(), said());
  }

  @Test
  void aChordIsATriggerOrAnotherMode() {
    ChordBinding chord = new ChordBinding(LEFT, RIGHT, 100, NEXT_SLICE);
    ChordBinding change = new ChordBinding(LEFT, RIGHT, 100, NEXT_MODE);
    start(mode("read", List.of(chord)), mode("look"));
    press(RIGHT);
    press(LEFT);
    assertEquals(List.of(1L, 2L), ((NaviAction) events.getLast()).madeOf());
    assertEquals(List.of("triggered slice.next"), said());

    start(mode("read", List.of(change)), mode("look"));
    press(LEFT);
    press(RIGHT);
    assertEquals(List.of("mode look: pedals.left and pedals.right asked for mode.next"), said());
    assertThrows(IllegalArgumentException.class, () -> new ChordBinding(LEFT, RIGHT, 100, POINTER));
  }

  @Test
  void anotherProfileCancelsFirstAndWaitsForFootAndCapToRest() {
    start(mode("read", on(LEFT, Gesture.HOLD, POINTER), turning("view.rotate")), mode("look"));
    push(0.5);
    press(LEFT);
    said();
    use(
        new Profile(
            "other",
            List.of(mode("write", on(LEFT, Gesture.HOLD, POINTER), turning("view.pan"))),
            Set.of()));
    assertEquals(
        List.of(
            "cancelled pointer.show #2 profile-changed",
            "cancelled view.rotate #1 profile-changed",
            "mode write: the configuration was changed"),
        said());
    pass(100);
    push(0.7);
    assertEquals(List.of(), said());
    release(LEFT);
    push(0);
    press(LEFT);
    push(0.5);
    assertEquals(List.of("started pointer.show #3", "started view.pan #4 [0.5]"), said());
  }

  @Test
  void theSameProfileReadAnewCancelsNothing() {
    start(mode("read", on(LEFT, Gesture.HOLD, POINTER), turning("view.rotate")));
    push(0.5);
    press(LEFT);
    said();
    use(
        new Profile(
            "test",
            List.of(mode("read", on(LEFT, Gesture.HOLD, POINTER), turning("view.rotate"))),
            Set.of()));
    assertEquals(List.of(), said());
    release(LEFT);
    assertEquals(List.of("ended pointer.show #2"), said());
  }

  @Test
  void aProfileMayComeAndGo() {
    start(Profile.NONE);
    engine.announce(nowNanos);
    events.removeIf(event -> !(event instanceof NaviProfile));
    assertEquals(List.of(), events);
    assertEquals(Optional.empty(), engine.profile(nowNanos));
    use(new Profile("test", List.of(mode("read", on(LEFT, Gesture.HOLD, POINTER))), Set.of()));
    press(LEFT);
    assertEquals(
        List.of("mode read: the configuration was changed", "started pointer.show #1"), said());
    use(Profile.NONE);
    NaviProfile told = (NaviProfile) events.getLast();
    assertEquals("none", told.profile());
    assertEquals(List.of(), told.bindings());
    assertEquals(Optional.empty(), engine.profile(nowNanos));
  }

  @Test
  void whatWasToldIsToldToItsEndByAProfileThatTellsNothing() {
    start(Profile.NONE);
    press(LEFT);
    push(0.5);
    pose("Stylus");
    events.clear();
    use(new Profile("quiet", List.of(mode("read")), Set.of("pedals", "cap", "room")));
    events.clear();
    press(RIGHT);
    pass(20);
    push(0.7);
    pass(20);
    push(0.8);
    nowNanos += MILLI;
    pose("Stylus");
    nowNanos += MILLI;
    pose("Stylus");
    release(LEFT);
    release(RIGHT);
    assertEquals(
        List.of(
            "(pressed right)", "at rest", "missing Stylus", "released left", "(released right)"),
        events.stream().map(ActionsTest::raw).toList());
  }

  private static String raw(NaviEvent event) {
    return switch (event) {
      case NaviButton button -> {
        String words = button.state().label() + " " + button.control();
        yield button.isSilent() ? "(" + words + ")" : words;
      }
      case NaviMotion motion -> motion.atRest() ? "at rest" : "moves";
      case NaviPose pose -> pose.tools().getFirst().status() + " " + pose.tools().getFirst().name();
      default -> event.name();
    };
  }

  private void use(Profile other) {
    actions.use(Profiles.of(other), DEVICES, 150, nowNanos);
  }

  @Test
  void aModeByAHoldIsOverWithItsProfile() {
    Mode read = mode("read", on(LEFT, Gesture.HOLD, to("look")));
    start(read, mode("look"));
    press(LEFT);
    use(new Profile("other", List.of(mode("write")), Set.of()));
    release(LEFT);
    assertEquals("write", actions.mode());
  }

  @Test
  void inAPauseAllIsCancelledAndNothingStarts() {
    start(
        mode(
            "read",
            on(LEFT, Gesture.HOLD, POINTER),
            on(RIGHT, Gesture.TAP, NEXT_SLICE),
            turning("view.rotate")));
    push(0.5);
    press(LEFT);
    press(RIGHT);
    said();
    pause(true);
    assertEquals(
        List.of(
            "cancelled pointer.show #2 viewer-paused", "cancelled view.rotate #1 viewer-paused"),
        said());
    pass(20);
    push(0.7);
    release(LEFT);
    pass(100);
    press(LEFT);
    pause(true); // said again
    assertEquals(List.of(), said());
    pause(false);
    release(RIGHT); // a tap that a pause came into is none
    pass(20);
    push(0.9); // it has to come to rest first
    assertEquals(List.of(), said());
    push(0);
    push(0.5);
    assertEquals(List.of("started view.rotate #3 [0.5]"), said());
    tap(RIGHT);
    assertEquals(List.of("triggered slice.next"), said());
  }

  @Test
  void whatCameToRestInAPauseMayBeginRightAfterIt() {
    start(mode("read", turning("view.rotate")));
    pause(true);
    push(0.5);
    pass(20);
    push(0);
    pause(false);
    push(0.5);
    assertEquals(List.of("started view.rotate #1 [0.5]"), said());
  }

  @Test
  void inAPauseNothingIsTriggered() {
    start(mode("read", on(LEFT, Gesture.PRESS, NEXT_SLICE)));
    pause(true);
    press(LEFT);
    assertEquals(List.of(), said());
  }

  @Test
  void ofASilentDeviceOnlyIsToldWhatItMeans() {
    Mode mode = mode("read", on(LEFT, Gesture.PRESS, NEXT_SLICE), turning("view.rotate"));
    start(new Profile("test", List.of(mode), Set.of("pedals", "cap", "room")));
    press(LEFT);
    push(0.5);
    pose("Stylus");
    assertEquals(
        List.of(NaviButton.class, NaviAction.class, NaviAction.class),
        events.stream().map(Object::getClass).toList());
    assertEquals(true, ((NaviButton) events.getFirst()).isSilent());

    start(new Profile("test", List.of(mode), Set.of()));
    press(LEFT);
    push(0.5);
    pose("Stylus");
    assertEquals(
        List.of(
            NaviButton.class, NaviAction.class, NaviMotion.class, NaviAction.class, NaviPose.class),
        events.stream().map(Object::getClass).toList());
    assertEquals(false, ((NaviButton) events.getFirst()).isSilent());
  }

  @Test
  void toolsAreToldInTheRolesOfTheMode() {
    Map<String, Map<String, String>> roles = Map.of("room", Map.of("Stylus", "needle"));
    start(
        new Mode("read", List.of(on(LEFT, Gesture.PRESS, NEXT_MODE)), List.of(), List.of(), roles),
        mode("look"));
    pose("Stylus", "Clamp");
    assertEquals(List.of("Stylus as needle", "Clamp as "), roles());
    press(LEFT);
    pose("Stylus", "Clamp");
    assertEquals(List.of("Stylus as ", "Clamp as "), roles());
  }

  @Test
  void theProfileSaysWhatEachInputMeans() {
    start(
        new Mode(
            "read",
            List.of(on(LEFT, Map.of(Gesture.TAP, NEXT_SLICE, Gesture.HOLD, POINTER))),
            List.of(new ChordBinding(LEFT, RIGHT, 100, NEXT_MODE)),
            List.of(
                new AxesBinding(
                    "cap",
                    List.of(
                        new AxisShape(MotionAxis.X, 0, 1, 1, true),
                        new AxisShape(MotionAxis.Y, 0, 1, 1, false)),
                    false,
                    "view.pan",
                    Optional.of(LEFT),
                    Optional.of(RIGHT),
                    Optional.of(LEFT))),
            Map.of()));
    NaviProfile told = engine.profile(nowNanos).orElseThrow();
    assertEquals("test", told.profile());
    assertEquals("read", told.mode());
    String axes = "-" + MotionAxis.X.label() + ", " + MotionAxis.Y.label();
    assertEquals(
        List.of(
            "pedals/left tap/slice.next/left tap: slice.next",
            "pedals/left hold/pointer.show/left hold: pointer.show",
            "pedals/left+right/mode.next/left+right: mode.next",
            "cap/"
                + axes
                + "/view.pan/"
                + axes
                + ": view.pan, while pedals.left is down, while pedals.right is down, unless"
                + " pedals.left is down"),
        told.bindings().stream()
            .map(it -> it.device() + "/" + it.input() + "/" + it.action() + "/" + it.words())
            .toList());
    engine.announce(nowNanos);
    assertEquals(told.bindings(), ((NaviProfile) events.getLast()).bindings());
  }

  private void start(Mode... modes) {
    start(new Profile("test", List.of(modes), Set.of()));
  }

  private void start(Profile profile) {
    actions = new Actions(profile, DEVICES, 150, events::add, _ -> {});
    engine = new Engine(DEVICES, actions, events::add, _ -> {});
    DEVICES.forEach(device -> connect(device.name()));
  }

  /** The only viewer there is says that it is paused, or goes on. */
  private void pause(boolean isPaused) {
    Set<String> actions = Set.of("pointer.show", "slice.next", "view.rotate");
    engine.accept(new HubInput.ViewerTold(new Viewer("v", "V", isPaused, actions, 250)), nowNanos);
  }

  private void connect(String device) {
    engine.accept(DeviceStatus.connected(device, nowNanos, "", ""), nowNanos);
    events.clear();
  }

  private void press(ControlRef control) {
    engine.accept(new Button(control.device(), nowNanos, control.control(), true), nowNanos);
  }

  private void release(ControlRef control) {
    engine.accept(new Button(control.device(), nowNanos, control.control(), false), nowNanos);
  }

  private void tap(ControlRef control) {
    press(control);
    release(control);
  }

  /** Deflects x so that this is told of it. */
  private void push(double rate) {
    double beyond = rate == 0 ? 0 : Math.copySign(Math.abs(rate) * 0.98 + 0.02, rate);
    engine.accept(new Motion("cap", nowNanos, beyond, 0, 0, 0, 0, 0), nowNanos);
  }

  private void pose(String... tools) {
    List<ToolPose> its =
        Arrays.stream(tools).map(tool -> ToolPose.at(tool, Rigid.IDENTITY)).toList();
    engine.accept(new Pose("room", nowNanos, "Tracker", Pose.NO_TRACKER_TIME, its), nowNanos);
  }

  private void pass(long millis) {
    long until = nowNanos + millis * MILLI;
    for (long due = engine.nextDueNanos(); due <= until; due = engine.nextDueNanos()) {
      nowNanos = Math.max(nowNanos, due);
      engine.tick(nowNanos);
      assertTrue(engine.nextDueNanos() > nowNanos, "what is due is done");
    }
    nowNanos = until;
  }

  private List<String> roles() {
    NaviPose pose = (NaviPose) events.getLast();
    return pose.tools().stream().map(tool -> tool.name() + " as " + tool.role()).toList();
  }

  /** Actions and changes of the mode since the last look, one short line each. */
  private List<String> said() {
    List<String> lines = new ArrayList<>();
    for (NaviEvent event : events) {
      if (event instanceof NaviAction action) {
        lines.add(line(action));
      } else if (event instanceof NaviProfile profile) {
        lines.add("mode " + profile.mode() + ": " + profile.reason());
      }
    }
    events.clear();
    return lines;
  }

  private static String line(NaviAction action) {
    String line = action.phase().label() + " " + action.action();
    line += action.lasts() ? " #" + action.actionId() : "";
    if (action.lasts() && action.value().size() > 0) {
      line +=
          " "
              + IntStream.range(0, action.value().size())
                  .mapToObj(i -> String.valueOf(Math.round(action.value().at(i) * 1e6) / 1e6))
                  .collect(Collectors.joining(", ", "[", "]"));
    }
    return (line + " " + action.reason().label()).strip();
  }

  private static Meaning to(String mode) {
    return new Meaning.SwitchMode(new Meaning.ModeTarget.Named(mode));
  }

  private static ControlBinding on(ControlRef control, Gesture gesture, Meaning meaning) {
    return on(control, Map.of(gesture, meaning));
  }

  private static ControlBinding on(ControlRef control, Map<Gesture, Meaning> meanings) {
    return new ControlBinding(control, meanings, Timing.FOR_FEET);
  }

  private static AxesBinding turning(String action) {
    return clutched(action, Optional.empty(), Optional.empty());
  }

  private static AxesBinding clutched(
      String action, Optional<ControlRef> clutch, Optional<ControlRef> whileDown) {
    return new AxesBinding(
        "cap", List.of(shape(MotionAxis.X)), false, action, clutch, whileDown, Optional.empty());
  }

  private static AxisShape shape(MotionAxis axis) {
    return new AxisShape(axis, 0, 1, 1, false);
  }

  private static Mode mode(String name, List<ChordBinding> chords) {
    return new Mode(name, List.of(), chords, List.of(), Map.of());
  }

  private static Mode mode(String name, Record... bindings) {
    List<ControlBinding> controls = new ArrayList<>();
    List<AxesBinding> axes = new ArrayList<>();
    for (Record binding : bindings) {
      if (binding instanceof ControlBinding control) {
        controls.add(control);
      } else {
        axes.add((AxesBinding) binding);
      }
    }
    return new Mode(name, controls, List.of(), axes, Map.of());
  }
}
