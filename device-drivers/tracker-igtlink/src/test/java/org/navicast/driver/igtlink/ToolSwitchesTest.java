package org.navicast.driver.igtlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.navicast.driver.igtlink.ToolSwitches.NEVER;
import static org.navicast.driver.igtlink.ToolSwitches.SILENCE_NANOS;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.ButtonLost;
import org.navicast.gateway.input.Doubt;
import org.navicast.gateway.input.InputEvent;

final class ToolSwitchesTest {
  private static final TransformName STYLUS = new TransformName("Stylus", "Tracker");
  private static final TransformName STYLUS_IN_PATIENT = new TransformName("Stylus", "Patient");

  private final List<InputEvent> events = new ArrayList<>();
  private final ToolSwitches switches = new ToolSwitches("camera", events::add);

  @Test
  void tellsPressAndReleaseOnce() {
    hear(1, ToolWord.OK, ToolWord.SWITCH_1, ToolWord.SWITCH_1, ToolWord.OK, ToolWord.OK);
    assertEquals(List.of(button(1, true), button(1, false)), events);
  }

  @Test
  void tellsOneSwitchAfterTheOther() {
    hear(1, ToolWord.OK, ToolWord.SWITCH_1, ToolWord.SWITCH_3);
    assertEquals(List.of(button(1, true), button(1, false), button(3, true)), events);
  }

  @Test
  void doesNotTakeASwitchThatWasAlreadyOnForAPress() {
    hear(1, ToolWord.SWITCH_1, ToolWord.SWITCH_1);
    assertEquals(List.of(), events);
    hear(1, ToolWord.OK, ToolWord.SWITCH_1);
    assertEquals(List.of(button(1, true)), events);
  }

  @Test
  void takesBackThePressOfAToolThatGoesAndDoesNotTellItTwice() {
    hear(1, ToolWord.OK, ToolWord.SWITCH_2, ToolWord.DOUBT, ToolWord.SWITCH_2, ToolWord.OK);
    assertEquals(List.of(button(2, true), new ButtonLost("camera", 1, "Stylus.switch2")), events);
  }

  @Test
  void takesBackThePressOfAToolThatFallsSilent() {
    assertEquals(NEVER, switches.dueNanos());
    hear(7, ToolWord.OK, ToolWord.SWITCH_1);
    assertEquals(7 + SILENCE_NANOS, switches.dueNanos());
    switches.tick(6 + SILENCE_NANOS);
    assertEquals(1, events.size());
    switches.tick(7 + SILENCE_NANOS);
    switches.tick(8 + SILENCE_NANOS);
    assertEquals(new ButtonLost("camera", 7 + SILENCE_NANOS, "Stylus.switch1"), events.getLast());
    assertEquals(2, events.size());
    assertEquals(NEVER, switches.dueNanos());
  }

  @Test
  void learnsNothingFromMessagesThatSayNothing() {
    hear(7, ToolWord.OK, ToolWord.SWITCH_1);
    hear(8, ToolWord.NONE);
    assertEquals(7 + SILENCE_NANOS, switches.dueNanos());
    assertEquals(1, events.size());
  }

  @Test
  void listensToOneFrameOfAToolOnly() {
    switches.hear(STYLUS, ToolWord.OK, 1);
    switches.hear(STYLUS_IN_PATIENT, ToolWord.OK, 1);
    switches.hear(STYLUS, ToolWord.SWITCH_1, 2);
    switches.hear(STYLUS_IN_PATIENT, ToolWord.SWITCH_1, 2);
    switches.hear(STYLUS_IN_PATIENT, ToolWord.DOUBT, 2);
    assertEquals(1, events.size());
  }

  @Test
  void followsNoMoreToolsThanThereCanBe() {
    for (int i = 0; i < 1_000; i++) {
      var name = new TransformName("Tool" + i, "Tracker");
      switches.hear(name, ToolWord.OK, 1);
      switches.hear(name, ToolWord.SWITCH_1, 1);
    }
    assertEquals(256, events.stream().filter(Button.class::isInstance).count());
    Doubt doubt = (Doubt) events.getLast();
    assertEquals(
        "it tells of more than 256 tools at once, and the switches of Tool999 are left out with"
            + " others",
        doubt.reason());
  }

  @Test
  void locksNoLaterToolOutForACrowdThatIsGone() {
    for (int i = 0; i < 1_000; i++) {
      switches.hear(new TransformName("Tool" + i, "Tracker"), ToolWord.OK, 1);
    }
    events.clear();
    hear(SILENCE_NANOS, ToolWord.OK, ToolWord.SWITCH_1);
    assertEquals(0, events.stream().filter(Button.class::isInstance).count());
    hear(1 + SILENCE_NANOS, ToolWord.OK, ToolWord.SWITCH_1);
    assertEquals(1, events.stream().filter(Button.class::isInstance).count());
  }

  private void hear(long nanos, ToolWord... words) {
    for (ToolWord word : words) {
      switches.hear(STYLUS, word, nanos);
    }
  }

  private static Button button(int number, boolean pressed) {
    return new Button("camera", 1, "Stylus.switch" + number, pressed);
  }
}
