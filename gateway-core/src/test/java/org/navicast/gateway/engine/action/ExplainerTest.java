package org.navicast.gateway.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.navicast.cast.event.ActionValue;
import org.navicast.gateway.engine.AxisShape;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.input.Motion;
import org.navicast.gateway.input.MotionAxis;
import org.navicast.gateway.input.Viewer;

/** What a person is told of each gesture. */
class ExplainerTest {
  private static final ControlRef LEFT = new ControlRef("pedals", "left");
  private static final ControlRef CLUTCH = new ControlRef("pedals", "clutch");

  private final List<String> told = new ArrayList<>();
  private final List<DeviceSettings> devices =
      List.of(
          DeviceSettings.of("pedals", DeviceKind.FOOTSWITCH),
          DeviceSettings.of("cap", DeviceKind.SIX_DOF));
  private final Actions actions = new Actions(profile(), devices, 150, _ -> {}, _ -> {});
  private final Engine engine = new Engine(devices, actions, _ -> {}, _ -> {});
  private long now;

  ExplainerTest() {
    actions.explainTo(
        did ->
            told.add(String.join(" | ", did.input(), did.gesture(), did.action(), did.obstacle())));
    engine.accept(DeviceStatus.connected("pedals", now, "", ""), now);
    engine.accept(DeviceStatus.connected("cap", now, "", ""), now);
  }

  @Test
  void aGestureIsToldWithItsActionAndAnUnboundControlWithItsMode() {
    press("left");
    press("other");
    press("clutch");
    assertThat(told)
        .containsExactly(
            "pedals.left | press | slice.next | ",
            "pedals.other | press |  | it means nothing in mode read");
  }

  @Test
  void withoutAProfileThereIsNothingToExplain() {
    actions.use(Profiles.NONE, devices, 150, now);
    press("left");
    move(0.5);
    assertThat(told).isEmpty();
  }

  @Test
  void aPauseAndAnActionThatNobodyUnderstandsAreToldAsSuch() {
    viewer(false, "view.reset");
    press("left");
    viewer(true, "slice.next");
    press("left");
    assertThat(told)
        .containsExactly(
            "pedals.left | press | slice.next | it is told, but no viewer understands it",
            "pedals.left | press | slice.next | all viewers that understand it are paused");
  }

  @Test
  void aCapIsToldOnceAsItLeavesItsRestWithWhatShutsItsWay() {
    move(0.5);
    move(0.6);
    move(0);
    down("clutch", true);
    move(0.5);
    assertThat(told)
        .containsExactly(
            "cap | deflection | slice.scroll | it passes only while pedals.clutch is down",
            "cap | deflection | slice.scroll | ");
  }

  private static Profile profile() {
    return new Profile(
        "test",
        List.of(
            new Mode(
                "read",
                List.of(
                    new ControlBinding(
                        LEFT,
                        Map.of(Gesture.PRESS, new Meaning.Trigger("slice.next", ActionValue.ONE)),
                        Timing.FOR_FEET)),
                List.of(),
                List.of(
                    new AxesBinding(
                        "cap",
                        List.of(new AxisShape(MotionAxis.X, 0.05, 1, 1, false)),
                        false,
                        "slice.scroll",
                        Optional.of(CLUTCH),
                        Optional.empty(),
                        Optional.empty())),
                Map.of())),
        Set.of());
  }

  private void viewer(boolean isPaused, String action) {
    engine.accept(
        new HubInput.ViewerTold(new Viewer("viewer", "V", isPaused, Set.of(action), 250)), now);
  }

  private void press(String control) {
    down(control, true);
    down(control, false);
  }

  private void down(String control, boolean isDown) {
    pass();
    engine.accept(new Button("pedals", now, control, isDown), now);
  }

  private void move(double x) {
    pass();
    engine.accept(new Motion("cap", now, x, 0, 0, 0, 0, 0), now);
  }

  private void pass() {
    now += 100_000_000;
    engine.tick(now);
  }
}
