package org.navicast.driver.sixdof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidLesson;

/** Axes that a person shows, over reports written here; a report takes a millisecond. */
class HidControllerLessonTest {
  private static final long REPORT_NANOS = 1_000_000;

  private final Map<String, String> names = new LinkedHashMap<>();

  @Test
  void anUntouchedTriggerIsNoMovement() throws Exception {
    Pupil pad = new Pupil("pad-with-triggers");
    // its triggers lie at 0 all the while
    assertEquals(
        "01:30",
        pad.shows(
            "x",
            "00 80 00 80 00 80 00 80 00 00 00 00 00 00",
            "FF FF 00 80 00 80 00 80 00 00 00 00 00 00",
            "00 80 00 80 00 80 00 80 00 00 00 00 00 00"));
    assertEquals(
        "01:35 low",
        pad.shows(
            "z",
            "00 80 00 80 00 80 00 80 00 00 FF 03 00 00",
            "00 80 00 80 00 80 00 80 00 00 00 00 00 00"));
    assertEquals(
        List.of(
            Map.of("axis", "x", "usage", "01:30", "rest", "centre"),
            Map.of("axis", "z", "usage", "01:35", "rest", "low")),
        pad.learned().get("axes"));
  }

  @Test
  void aPedalThatRestsAtItsUpperEndIsSaidSo() throws Exception {
    Pupil wheel = new Pupil("wheel");
    assertEquals(
        "01:35 high",
        wheel.shows(
            "z",
            "00 80 FF F8 08 00 00",
            "00 80 FF 80 08 00 00",
            "00 80 FF 00 08 00 00",
            "00 80 FF 80 08 00 00",
            "00 80 FF FF 08 00 00"));
    assertTrue(wheel.words.contains("shrinks"), wheel.words);
    assertTrue(wheel.words.contains("upper end, so it goes this way only"), wheel.words);
    assertEquals(
        List.of(Map.of("axis", "z", "usage", "01:35", "rest", "high")),
        wheel.learned().get("axes"));
  }

  @Test
  void aPadThatIsFirstHeardPushedRestsInItsMiddle() throws Exception {
    Pupil stick = new Pupil("joystick");
    assertEquals("-01:31", stick.shows("y", "80 00 80 00 0F", "80 80 80 00 0F"));
    assertTrue(stick.words.contains("shrinks as you do that; it rests in its middle"));
    assertEquals("01:30", stick.shows("x", "FF 80 80 00 0F", "80 80 80 00 0F"));
    assertEquals(
        List.of(
            Map.of("axis", "y", "usage", "01:31", "invert", true, "rest", "centre"),
            Map.of("axis", "x", "usage", "01:30", "rest", "centre")),
        stick.learned().get("axes"));
  }

  @Test
  void ofTwoThatMovedTheFurthestIsMeantOnceBothAreBack() throws Exception {
    Pupil stick = new Pupil("joystick");
    assertEquals(
        "01:30",
        stick.shows(
            "x",
            "80 80 80 00 0F",
            "FF D0 80 00 0F",
            "80 D0 80 00 0F",
            "80 80 80 00 0F",
            "80 80 80 00 0F"));
    assertEquals("-01:31", stick.shows("y", "80 00 80 00 0F", "80 80 80 00 0F"));
  }

  @Test
  void aTremblingAxisIsNoMovement() throws Exception {
    Pupil rudder = new Pupil("rudder");
    assertEquals(
        "01:35", rudder.shows("ry", "10 00 00 02", "04 00 00 02", "1C 00 FF 03", "00 00 00 02"));
  }

  @Test
  void allAxesAreLearnedAtThePortOfTheFirst() throws Exception {
    Pupil adapter = new Pupil("two-ports");
    assertEquals("01:30", adapter.shows("x", "02 80 80 00", "02 FF 80 00", "02 80 80 00"));
    assertEquals("", adapter.shows("y", "01 80 80 00", "01 80 FF 00", "01 80 80 00"));
    assertEquals("01:31", adapter.shows("y", "02 80 FF 00", "02 80 80 00"));
    assertEquals(2, adapter.learned().get("port"));
  }

  @Test
  void aMouseIsNoStick() {
    Pupil pedal = new Pupil("pedal-1a86-e026");
    assertEquals("", pedal.shows("x", "02 00 7F 00 00", "02 00 81 00 00", "02 00 00 00 00"));
    assertEquals("01:30", pedal.shows("x", "04 00 00", "04 01 00", "04 00 00"));
  }

  @Test
  void axesHaveSixNames() {
    HidLesson lesson = new Pupil("joystick").lesson;
    assertTrue(lesson.canCall("rz"));
    assertFalse(lesson.canCall("left"));
    assertThrows(IllegalArgumentException.class, () -> lesson.ask("left"));
  }

  /** A device that is being learned. */
  private final class Pupil {
    private final HidDevice device;
    private final HidLesson lesson;
    private String words = "";
    private long nanos;

    Pupil(String descriptor) {
      device = HidControllerReportsTest.device("1209:0001", descriptor);
      lesson = HidControllerLesson.of(List.of(device)).orElseThrow();
    }

    /** What was shown when these reports came; empty where nothing was. */
    String shows(String name, String... reports) {
      lesson.ask(name);
      List<String> shown = new ArrayList<>();
      for (String hex : reports) {
        byte[] report = HexFormat.of().parseHex(hex.replace(" ", ""));
        nanos += REPORT_NANOS;
        lesson
            .take(device, report, report.length, nanos)
            .ifPresent(
                it -> {
                  shown.add(it.control());
                  words = it.words();
                  names.put(it.control(), name);
                });
      }
      return String.join(", ", shown);
    }

    /** The settings, which the driver takes. */
    Map<String, Object> learned() throws Exception {
      Map<String, Object> settings = lesson.settings(names);
      Map<String, Object> asRead = new LinkedHashMap<>(settings);
      asRead.computeIfPresent("port", (_, port) -> (long) (int) port);
      assertEquals(
          1, port(HidControllerConfig.from(HidControllerConfig.SHAPE.read("devices[0]", asRead))));
      return settings;
    }

    private int port(HidControllerConfig config) {
      int sets = config.steering(device).size();
      return config.port() > 0 ? Math.min(1, sets / config.port()) : sets;
    }
  }
}
