package org.navicast.driver.footswitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidLesson;
import org.navicast.driver.io.HidMatch;

/** Controls that a person shows, over reports written here; a report takes a millisecond. */
class HidPedalLessonTest {
  private static final long REPORT_NANOS = 1_000_000;

  @Test
  void learnsTheButtonsOfAnUnknownDevice() throws Exception {
    HidDevice device = FakeHid.buttons("1234:5678");
    HidLesson lesson = HidPedalLesson.of(List.of(device)).orElseThrow();
    assertEquals(
        List.of("09:01", "09:03"), shown(lesson, device, "01 00", "00 00", "04 00", "00 00"));
    Map<String, Object> settings = lesson.settings(names("09:01", "left", "09:03", "right"));
    assertEquals(
        List.of(
            Map.of("control", "left", "usage", "09:01"),
            Map.of("control", "right", "usage", "09:03")),
        settings.get("pedals"));
    assertCanBeUsed(settings, "left", "right");
  }

  @Test
  void ofAKeyWithAModifierTheKeyIsThePedal() throws Exception {
    HidDevice device = FakeHid.keyboard("1234:5678", "");
    HidLesson lesson = HidPedalLesson.of(List.of(device)).orElseThrow();
    assertEquals(
        List.of("07:20"),
        shown(
            lesson,
            device,
            "01 02 00 00 00 00 00 00",
            "01 02 00 20 00 00 00 00",
            "01 02 00 00 00 00 00 00",
            "01 00 00 00 00 00 00 00"));
    assertEquals(
        List.of("07:21"),
        shown(
            lesson,
            device,
            "01 02 00 21 00 00 00 00",
            "01 00 00 21 00 00 00 00",
            "01 00 00 00 00 00 00 00"));
    assertEquals(
        List.of("07:e0"),
        shown(lesson, device, "01 01 00 00 00 00 00 00", "01 00 00 00 00 00 00 00"));
  }

  @Test
  void tellsHowLongAPedalWasDown() {
    HidDevice device = FakeHid.buttons("1234:5678");
    HidLesson lesson = HidPedalLesson.of(List.of(device)).orElseThrow();
    assertEquals(Optional.empty(), take(lesson, device, "01 00", 5));
    assertEquals(Optional.empty(), take(lesson, device, "01 00", 6));
    assertEquals(Optional.of(new HidLesson.Shown("09:01", 3)), take(lesson, device, "00 00", 8));
  }

  @Test
  void whatIsAlwaysOnIsNoPedal() {
    HidDevice device = FakeHid.buttons("1234:5678");
    HidLesson lesson = HidPedalLesson.of(List.of(device)).orElseThrow();
    assertEquals(List.of("09:02"), shown(lesson, device, "04 00", "06 00", "04 00", "04 00"));
  }

  @Test
  void learnsTheNamesOfAModelWithFixedPlaces() throws Exception {
    HidDevice device = FakeHid.device("15d8:0024");
    HidLesson lesson = HidPedalLesson.of(List.of(device)).orElseThrow();
    assertEquals(List.of("rewind", "play"), shown(lesson, device, "04", "00", "02", "00"));
    Map<String, Object> settings = lesson.settings(names("rewind", "back", "play", "play"));
    assertEquals(Map.of("ids", "15d8:0024", "controls", Map.of("rewind", "back")), settings);
    assertCanBeUsed(settings, "back", "play", "forward");
  }

  @Test
  void allPedalsAreLearnedOnTheInterfaceOfTheFirst() {
    HidDevice keys = FakeHid.keyboard("1234:5678", "");
    HidDevice buttons = FakeHid.at("/dev/hidraw1", FakeHid.buttons("1234:5678"));
    HidLesson lesson = HidPedalLesson.of(List.of(keys, buttons)).orElseThrow();
    assertEquals(List.of("09:01"), shown(lesson, buttons, "01 00", "00 00"));
    assertEquals(
        List.of(), shown(lesson, keys, "01 00 00 04 00 00 00 00", "01 00 00 00 00 00 00 00"));
  }

  @Test
  void learnsAxesInBothDirections() throws Exception {
    HidDevice device = FakeHid.described("1209:0001", "rudder");
    HidLesson lesson = HidPedalLesson.of(List.of(device)).orElseThrow();
    lesson.ask("left");
    assertEquals(
        List.of("01:35 down"),
        shown(lesson, device, "00 00 00 02", "00 00 00 01", "00 00 00 00", "00 00 00 02"));
    lesson.ask("right");
    assertEquals(List.of("01:35 up"), shown(lesson, device, "00 00 FF 03", "00 00 00 02"));
    lesson.ask("brake");
    assertEquals(List.of("01:30 up"), shown(lesson, device, "FF 00 00 02", "00 00 00 02"));
    Map<String, Object> settings =
        lesson.settings(names("01:35 down", "left", "01:35 up", "right", "01:30 up", "brake"));
    assertEquals(
        List.of(
            pedal("left", "01:35", 0.25, 0.33),
            pedal("right", "01:35", 0.75, 0.68),
            pedal("brake", "01:30", 0.5, 0.35)),
        settings.get("pedals"));
    assertCanBeUsed(settings, "left", "right", "brake");
  }

  @Test
  void learnsPedalsThatRestAtTheirUpperEnd() throws Exception {
    HidDevice device = FakeHid.described("1209:0001", "wheel");
    HidLesson lesson = HidPedalLesson.of(List.of(device)).orElseThrow();
    lesson.ask("brake");
    assertEquals(
        List.of("01:35 down"),
        shown(
            lesson,
            device,
            "00 80 FF FF 08 00 00",
            "00 80 FF A0 08 00 00",
            "00 80 FF 00 08 00 00",
            "00 80 FF FF 08 00 00"));
    assertEquals(
        List.of(pedal("brake", "01:35", 0.5, 0.65)),
        lesson.settings(names("01:35 down", "brake")).get("pedals"));
  }

  @Test
  void ofTheSameButtonInTwoCollectionsThePortIsSaid() throws Exception {
    HidDevice board = FakeHid.described("1a86:e026", "pedal-1a86-e026");
    HidLesson lesson = HidPedalLesson.of(List.of(board)).orElseThrow();
    assertEquals(
        List.of("07:05", "09:01 at port 3"),
        shown(
            lesson,
            board,
            "01 00 00 05 00 00 00 00 00",
            "01 00 00 00 00 00 00 00 00",
            "04 00 01",
            "04 00 00"));
    Map<String, Object> settings = lesson.settings(names("07:05", "a", "09:01 at port 3", "b"));
    assertEquals(
        List.of(
            Map.of("control", "a", "usage", "07:05"),
            Map.of("control", "b", "usage", "09:01", "port", 3)),
        settings.get("pedals"));
  }

  @Test
  void aBoardThatAModelKnowsIsClaimed() {
    HidPedalProvider provider = new HidPedalProvider();
    HidDevice board = FakeHid.described("1a86:e026", "pedal-1a86-e026");
    HidDevice second = FakeHid.described("1a86:e026", "pedal-1a86-e026-vendor");
    assertEquals(Optional.of("PCsensor footswitch"), provider.claim(List.of(second, board)));
    assertEquals(Optional.empty(), provider.claim(List.of(second)));
    assertEquals(
        Optional.empty(), provider.claim(List.of(FakeHid.described("1209:0001", "wheel"))));
  }

  private static Map<String, Object> pedal(
      String control, String usage, double pressedAt, double releasedAt) {
    return Map.of(
        "control", control, "usage", usage, "pressed-at", pressedAt, "released-at", releasedAt);
  }

  @Test
  void tellsWhatTheDriverWouldMakeOfADevice() {
    HidPedalProvider provider = new HidPedalProvider();
    HidMatch.Known known =
        assertInstanceOf(
            HidMatch.Known.class, provider.match(List.of(FakeHid.device("0c45:7404"))));
    assertEquals("PCsensor footswitch", known.model());
    assertTrue(known.notes().getFirst().contains("cannot hold"));
    assertInstanceOf(
        HidMatch.Learnable.class, provider.match(List.of(FakeHid.buttons("1234:5678"))));
    assertInstanceOf(
        HidMatch.Learnable.class, provider.match(List.of(FakeHid.buttons("0c45:7404"))));
    assertInstanceOf(HidMatch.Unfit.class, provider.match(List.of(FakeHid.device("1234:5678"))));
  }

  private static void assertCanBeUsed(Map<String, Object> settings, String... controls)
      throws Exception {
    assertEquals(
        List.of(controls),
        HidPedalConfig.from(HidPedalConfig.SHAPE.read("devices[0]", settings)).controls());
  }

  private static List<String> shown(HidLesson lesson, HidDevice device, String... reports) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < reports.length; i++) {
      take(lesson, device, reports[i], i * REPORT_NANOS).ifPresent(it -> shown.add(it.control()));
    }
    return shown;
  }

  private static Optional<HidLesson.Shown> take(
      HidLesson lesson, HidDevice device, String hex, long nanos) {
    byte[] report = HexFormat.of().parseHex(hex.replace(" ", ""));
    return lesson.take(device, report, report.length, nanos);
  }

  private static Map<String, String> names(String... pairs) {
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      names.put(pairs[i], pairs[i + 1]);
    }
    return names;
  }
}
