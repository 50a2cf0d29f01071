package org.navicast.driver.footswitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.simulator.DriverTrial;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceStatus;

/** The driver over reports written here; no kernel is asked. */
@Timeout(30)
class HidPedalDriverTest {
  private static final Map<String, Object> VEC = Map.of("ids", "05f3:00ff");
  private static final Map<String, Object> SWITCH_INTERFACE = Map.of("ids", "05f3:04c5");

  @Test
  void tellsEachMovementOnceAndFailsWithoutAReleaseWhereItIsUnplugged() throws Exception {
    FakeHid hid = new FakeHid(FakeHid.device("05f3:00ff"));
    try (DriverTrial driver = connected(hid, VEC)) {
      hid.say("01 00");
      hid.say("01 00");
      hid.say("00 00");
      hid.say("04 00");
      assertButton(driver, "left", true);
      assertButton(driver, "left", false);
      assertButton(driver, "right", true);
      hid.unplug();
      assertTrue(driver.failure().contains("unplugged"));
      assertTrue(driver.isSilent());
    }
  }

  @Test
  void whatItSaidBeforeItIsReadIsNoPress() throws Exception {
    FakeHid hid = new FakeHid(FakeHid.device("05f3:00ff"));
    hid.say("01 00");
    try (DriverTrial driver = connected(hid, VEC)) {
      hid.say("00 00");
      hid.say("01 00");
      assertButton(driver, "left", false);
      assertButton(driver, "left", true);
    }
  }

  @Test
  void pedalsThatMayHaveBeenDownForLongAreNotPressed() throws Exception {
    FakeHid hid = new FakeHid(FakeHid.device("05f3:00ff"));
    try (DriverTrial driver = connected(hid, VEC)) {
      hid.say("05 00");
      hid.say("04 00");
      hid.say("05 00");
      hid.say("00 00");
      hid.say("04 00");
      assertButton(driver, "left", true);
      assertButton(driver, "left", false);
      assertButton(driver, "right", true);
    }
  }

  @Test
  void aPulledPlugIsAFaultAndItsReturnNoPress() throws Exception {
    FakeHid hid = new FakeHid(FakeHid.device("05f3:04c5"));
    try (DriverTrial driver = connected(hid, SWITCH_INTERFACE)) {
      hid.say("01 00 06");
      assertButton(driver, "1", true);
      hid.say("01 00 00");
      hid.say("01 00 00");
      assertEquals(DeviceStatus.State.FAULTED, status(driver).state());
      hid.say("01 00 06");
      assertEquals(DeviceStatus.State.CONNECTED, status(driver).state());
      hid.say("01 00 04");
      hid.say("01 00 06");
      assertButton(driver, "1", true);
    }
  }

  @Test
  void ofAKeyboardOnlyDeclaredKeysAreRead() throws Exception {
    FakeHid hid = new FakeHid(FakeHid.device("1234:5678"), FakeHid.keyboard("1234:5678", ""));
    Map<String, Object> section =
        Map.of("ids", "1234:5678", "pedals", List.of(Map.of("control", "next", "usage", "07:4e")));
    try (DriverTrial driver = connected(hid, section)) {
      hid.say("01 00 00 1E 04 05 06 07");
      hid.say("01 00 00 1E 4E 00 00 00");
      assertButton(driver, "next", true);
      hid.say("01 00 00 01 01 01 01 01");
      hid.say("01 00 00 1E 00 00 00 00");
      assertButton(driver, "next", false);
      driver.stop();
      assertTrue(driver.isSilent());
    }
  }

  @Test
  void keepsItFromTheConsoleWhileItIsOpen() throws Exception {
    FakeHid hid = new FakeHid(FakeHid.device("0c45:7404"));
    try (DriverTrial driver = connected(hid, Map.of("ids", "0c45:7404"))) {
      assertTrue(hid.isHeld());
      hid.unplug();
      assertTrue(driver.failure().contains("unplugged"));
    }
    assertFalse(hid.isHeld());
  }

  @Test
  void aPedalThatLetsGoAtOnceIsToldWithBothMovements() throws Exception {
    FakeHid hid = new FakeHid(FakeHid.device("0c45:7404"));
    try (DriverTrial driver = connected(hid, Map.of("ids", "0c45:7404"))) {
      hid.say("01 00 00 04 00 00 00 00"); // as a pedal programmed to type a text does
      hid.say("01 00 00 00 00 00 00 00");
      assertButton(driver, "left", true);
      assertButton(driver, "left", false);
    }
  }

  @Test
  void renamesControls() throws Exception {
    FakeHid hid = new FakeHid(FakeHid.device("05f3:00ff"));
    Map<String, Object> section = Map.of("ids", "05F3:00FF", "controls", Map.of("left", "back"));
    try (DriverTrial driver = connected(hid, section)) {
      hid.say("01 00");
      assertButton(driver, "back", true);
    }
  }

  @Test
  void anAxisIsAPedalWithAPlaceToGoDownAndAnotherToComeUp() throws Exception {
    FakeHid hid = new FakeHid(FakeHid.described("1209:0001", "rudder"));
    Map<String, Object> section =
        Map.of(
            "ids",
            "1209:0001",
            "pedals",
            List.of(
                axis("brake", "01:30", 0.5, 0.35),
                axis("left", "01:35", 0.25, 0.325),
                axis("right", "01:35", 0.75, 0.675)));
    try (DriverTrial driver = connected(hid, section)) {
      hid.say("00 00 00 02"); // at rest
      hid.say("7F 00 00 02");
      hid.say("80 00 00 02");
      assertButton(driver, "brake", true);
      hid.say("5A 00 00 02"); // trembling between its places
      hid.say("80 00 00 02");
      hid.say("59 00 00 02");
      assertButton(driver, "brake", false);
      hid.say("00 00 FF 03");
      assertButton(driver, "right", true);
      hid.say("00 00 C0 02");
      hid.say("00 00 B2 02");
      assertButton(driver, "right", false);
      hid.say("00 00 FF 00");
      assertButton(driver, "left", true);
      hid.say("00 00 4D 01");
      assertButton(driver, "left", false);
    }
  }

  @Test
  void anAxisThatIsFirstHeardPressedIsNoPress() throws Exception {
    // pedals of a wheel rest at their upper end; one that nobody touches must not be held
    FakeHid hid = new FakeHid(FakeHid.described("1209:0001", "wheel"));
    Map<String, Object> section =
        Map.of(
            "ids",
            "1209:0001",
            "pedals",
            List.of(
                axis("wrong", "01:32", 0.5, 0.35),
                axis("brake", "01:35", 0.5, 0.65),
                Map.of("control", "key", "usage", "09:01")));
    try (DriverTrial driver = connected(hid, section)) {
      hid.say("00 80 FF FF 18 00 00");
      assertButton(driver, "key", true);
      hid.say("00 80 FF 7F 18 00 00");
      assertButton(driver, "brake", true);
      hid.say("00 80 FF A6 08 00 00");
      assertButton(driver, "brake", false);
      assertButton(driver, "key", false);
      // once it was seen up it counts
      hid.say("00 80 00 FF 08 00 00");
      hid.say("00 80 FF FF 08 00 00");
      assertButton(driver, "wrong", true);
    }
  }

  @Test
  void theBoardOfTheBestSellingPedalIsReadForItsKeys() throws Exception {
    FakeHid hid = new FakeHid(FakeHid.described("1a86:e026", "pedal-1a86-e026"));
    try (DriverTrial driver = connected(hid, Map.of("ids", "1a86:e026"))) {
      assertTrue(hid.isHeld());
      hid.say("02 01 7F 00 00");
      hid.say("04 01 01");
      hid.say("01 00 00 05 00 00 00 00 00");
      hid.say("01 00 00 00 00 00 00 00 00");
      assertButton(driver, "middle", true);
      assertButton(driver, "middle", false);
    }
  }

  @Test
  void theSameButtonOfTwoCollectionsIsTwoButtons() throws Exception {
    HidDevice pedal = FakeHid.described("1a86:e026", "pedal-1a86-e026");
    Map<String, Object> unclear =
        Map.of("ids", "1a86:e026", "pedals", List.of(Map.of("control", "a", "usage", "09:01")));
    try (DriverTrial driver = start(new FakeHid(pedal), unclear)) {
      String failure = driver.failure();
      assertTrue(failure.contains("usage 09:01 is at several ports; give its port: 2, 3"), failure);
    }
    FakeHid hid = new FakeHid(pedal);
    Map<String, Object> clear =
        Map.of(
            "ids",
            "1a86:e026",
            "pedals",
            List.of(
                Map.of("control", "click", "usage", "09:01", "port", 2L),
                Map.of("control", "a", "usage", "09:01", "port", 3L)));
    try (DriverTrial driver = connected(hid, clear)) {
      hid.say("02 01 00 00 00");
      assertButton(driver, "click", true);
      hid.say("04 00 01");
      assertButton(driver, "a", true);
      hid.say("02 00 00 00 00");
      assertButton(driver, "click", false);
    }
  }

  @Test
  void saysThatAnAxisIsAnAxisAndAKeyAKey() throws Exception {
    HidDevice rudder = FakeHid.described("1209:0001", "rudder");
    Map<String, Object> asKey =
        Map.of("ids", "1209:0001", "pedals", List.of(Map.of("control", "a", "usage", "01:35")));
    try (DriverTrial driver = start(new FakeHid(rudder), asKey)) {
      assertTrue(driver.failure().contains("01:35 is an axis; give pressed-at and released-at"));
    }
    Map<String, Object> asAxis =
        Map.of("ids", "05f3:00ff", "pedals", List.of(axis("a", "09:01", 1.0, 0.5)));
    try (DriverTrial driver = start(new FakeHid(FakeHid.device("05f3:00ff")), asAxis)) {
      assertTrue(driver.failure().contains("09:01 is no axis; remove pressed-at"));
    }
  }

  private static Map<String, Object> axis(
      String control, String usage, double pressedAt, double releasedAt) {
    return Map.of(
        "control", control, "usage", usage, "pressed-at", pressedAt, "released-at", releasedAt);
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    assertFails("is plugged in", VEC);
    assertFails("is plugged in", Map.of("ids", "05f3:00ff", "serial", "B"), "05f3:00ff");
    assertFails(
        "has no such pedals",
        Map.of("ids", "05f3:00ff", "pedals", List.of(Map.of("control", "a", "usage", "07:04"))),
        "05f3:00ff");
    FakeHid locked = new FakeHid(FakeHid.keyboard("0c45:7404", "no permission"));
    try (DriverTrial driver = start(locked, Map.of("ids", "0c45:7404"))) {
      assertTrue(driver.failure().contains("no permission"));
    }
  }

  @Test
  void refusesSettingsThatCannotWork() {
    assertRefused("devices[0].ids", Map.of("ids", "1523"));
    assertRefused("devices[0].ids", Map.of("ids", "1234:5678"));
    assertRefused("devices[0].model", Map.of("ids", "1234:5678", "model", "AirTurm"));
    assertRefused(
        "devices[0].controls.up", Map.of("ids", "05f3:00ff", "controls", Map.of("up", "x")));
    assertRefused(
        "devices[0].controls.middle",
        Map.of("ids", "05f3:00ff", "controls", Map.of("middle", "left")));
    assertRefused(
        "devices[0].pedals[1].usage",
        Map.of(
            "ids",
            "1234:5678",
            "pedals",
            List.of(
                Map.of("control", "a", "usage", "09:01"), Map.of("control", "b", "usage", "9:1"))));
    assertRefused(
        "devices[0].pedals[0].usage",
        Map.of("ids", "1234:5678", "pedals", List.of(Map.of("control", "a", "usage", "a"))));
    assertRefused(
        "devices[0].pedals[0].released-at",
        Map.of("ids", "1234:5678", "pedals", List.of(axis("a", "01:30", 0.5, 0.5))));
    assertRefused(
        "devices[0].pedals[0].pressed-at",
        Map.of("ids", "1234:5678", "pedals", List.of(axis("a", "01:30", 1.1, 0.5))));
    for (String half : new String[] {"pressed-at", "released-at"}) {
      assertRefused(
          "devices[0].pedals[0]." + (half.equals("pressed-at") ? "released-at" : "pressed-at"),
          Map.of(
              "ids",
              "1234:5678",
              "pedals",
              List.of(Map.of("control", "a", "usage", "01:30", half, 0.5))));
    }
  }

  private static void assertFails(String reason, Map<String, Object> section, String... ids)
      throws Exception {
    HidDevice[] devices = List.of(ids).stream().map(FakeHid::device).toArray(HidDevice[]::new);
    try (DriverTrial driver = start(new FakeHid(devices), section)) {
      assertTrue(driver.failure().contains(reason));
    }
  }

  private static void assertRefused(String path, Map<String, Object> section) {
    SettingsException refusal =
        assertThrows(
            SettingsException.class,
            () -> HidPedalConfig.from(HidPedalConfig.SHAPE.read("devices[0]", section)));
    assertEquals(path, refusal.path());
  }

  private static DriverTrial connected(FakeHid hid, Map<String, Object> section) throws Exception {
    DriverTrial driver = start(hid, section);
    assertEquals(DeviceStatus.State.CONNECTED, status(driver).state());
    return driver;
  }

  private static DriverTrial start(FakeHid hid, Map<String, Object> section)
      throws SettingsException {
    HidPedalConfig config = HidPedalConfig.from(HidPedalConfig.SHAPE.read("devices[0]", section));
    return DriverTrial.of(new HidPedalDriver(config, DriverTrial.context(), hid));
  }

  private static DeviceStatus status(DriverTrial driver) throws Exception {
    return assertInstanceOf(DeviceStatus.class, driver.next());
  }

  private static void assertButton(DriverTrial driver, String control, boolean pressed)
      throws Exception {
    Button button = assertInstanceOf(Button.class, driver.next());
    assertEquals(control, button.control());
    assertEquals(pressed, button.pressed());
  }
}
