package org.navicast.driver.sixdof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.navicast.driver.hid.HexFile;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.io.FakeHidDoor;
import org.navicast.driver.io.HidClaims;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidMatch;
import org.navicast.driver.io.KernelAxis;
import org.navicast.driver.simulator.DriverTrial;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.Joined;
import org.navicast.gateway.driver.ReadLoop;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Doubt;
import org.navicast.gateway.input.Motion;

/** The driver over reports written here, with a clock turned here; no kernel is asked. */
@Timeout(30)
class HidControllerDriverTest {
  private static final long MILLI = 1_000_000;
  private static final String PUSH = "01 AF 00 00 00 00 00 00 00 00 00 00 00";
  private static final String REST = "01 00 00 00 00 00 00 00 00 00 00 00 00";

  private final AtomicLong clock = new AtomicLong(MILLI);
  private final Joined joined = new Joined();
  private HidClaims claims = HidClaims.NONE;

  @Test
  void tellsWhatCapAndKeysDoUntilItIsUnplugged() throws Exception {
    FakeHidDoor hid = new FakeHidDoor(wireless("256f:c62e"));
    try (DriverTrial driver = start(hid, Map.of())) {
      DeviceStatus status = status(driver);
      assertEquals(DeviceStatus.State.CONNECTED, status.state());
      assertEquals("Cap", status.product());
      hid.say(PUSH);
      assertEquals(0.5, motion(driver).translationX());
      hid.say("03 01 00");
      assertEquals("left", button(driver, true));
      hid.unplug();
      assertTrue(driver.failure().contains("unplugged"));
      assertTrue(driver.isSilent());
    }
  }

  @Test
  void silenceInMotionIsLossAndBecomesRestOnce() throws Exception {
    FakeHidDoor hid = new FakeHidDoor(wireless("256f:c62e"));
    try (DriverTrial driver = connected(hid, Map.of())) {
      hid.say(PUSH);
      assertEquals(0.5, motion(driver).translationX());
      clock.addAndGet(199 * MILLI);
      hid.saySilence();
      hid.say("03 01 00");
      assertEquals("left", button(driver, true));
      clock.addAndGet(200 * MILLI);
      hid.saySilence();
      assertEquals(0, motion(driver).translationX());
      clock.addAndGet(500 * MILLI);
      hid.saySilence();
      hid.say("03 00 00");
      assertEquals("left", button(driver, false));
    }
  }

  @Test
  void aHalfMotionThatIsLeftAloneIsNeverTold() throws Exception {
    FakeHidDoor hid =
        new FakeHidDoor(HidControllerReportsTest.device("046d:c626", "spacenavigator"));
    try (DriverTrial driver = connected(hid, Map.of())) {
      hid.say("01 AF 00 00 00 00 00");
      hid.say("03 01 00");
      assertEquals("left", button(driver, true));
      clock.addAndGet(200 * MILLI);
      hid.saySilence();
      hid.say("01 00 00 00 00 00 00");
      assertEquals(0, motion(driver).translationX());
    }
  }

  @Test
  void theLampIsOnWhileTheHubIsJoined() throws Exception {
    FakeHidDoor hid = new FakeHidDoor(wireless("256f:c62e"));
    try (DriverTrial driver = connected(hid, Map.of())) {
      assertEquals("0401", hid.nextWritten());
      assertEquals("0400", hid.nextWritten());
      joined.set(true);
      assertEquals("0401", hid.nextWritten());
      joined.set(false);
      assertEquals("0400", hid.nextWritten());
      joined.set(true);
      assertEquals("0401", hid.nextWritten());
      driver.stop();
      assertEquals("0400", hid.nextWritten());
    }
  }

  @Test
  void aReceiverIsNoCapUntilItIsHeard() throws Exception {
    FakeHidDoor hid = new FakeHidDoor(wireless("256f:c652"));
    try (DriverTrial driver = start(hid, Map.of())) {
      DeviceStatus alone = status(driver);
      assertEquals(DeviceStatus.State.FAULTED, alone.state());
      assertTrue(alone.reason().contains("switch the cap on"), alone.reason());
      hid.say(PUSH);
      assertEquals(DeviceStatus.State.CONNECTED, status(driver).state());
      assertEquals(0.5, motion(driver).translationX());
      hid.say(REST);
      assertEquals(0, motion(driver).translationX());
    }
  }

  @Test
  void namesControlsAsTheyAreWanted() throws Exception {
    FakeHidDoor hid = new FakeHidDoor(wireless("1209:0001"));
    Map<String, Object> section =
        Map.of(
            "ids", "1209:0001",
            "model", "spacemouse wireless",
            "controls", Map.of("left", "back", "right", "left"));
    try (DriverTrial driver = connected(hid, section)) {
      hid.say("03 01 00");
      assertEquals("back", button(driver, true));
      hid.say("03 02 00");
      assertEquals("back", button(driver, false));
      assertEquals("left", button(driver, true));
    }
  }

  @Test
  void steersByTheAxesThatWereShown() throws Exception {
    FakeHidDoor hid = new FakeHidDoor(HidControllerReportsTest.device("1209:0001", "joystick"));
    Map<String, Object> section =
        Map.of(
            "ids",
            "1209:0001",
            "axes",
            List.of(
                Map.of("axis", "z", "usage", "01:36", "rest", "low", "invert", true),
                Map.of("axis", "ry", "usage", "01:30")));
    try (DriverTrial driver = connected(hid, section)) {
      hid.say("80 80 80 00 0F");
      assertEquals(0, motion(driver).rotationY());
      hid.say("FF 00 80 FF 0F");
      Motion motion = motion(driver);
      assertEquals(-1, motion.translationZ());
      assertEquals(1, motion.rotationY());
      assertEquals(0, motion.translationY());
    }
  }

  @Test
  void whatTheSystemKnowsOfAxesIsUsed() throws Exception {
    // first heard at its end, but the system saw it in its middle; 12 % of play, the system says
    FakeHidDoor hid = new FakeHidDoor(HidControllerReportsTest.device("1209:0001", "joystick"));
    hid.know(HidUsage.X, new KernelAxis(127, 0, 255, 15));
    try (DriverTrial driver = connected(hid, Map.of())) {
      hid.say("FF 80 80 00 0F");
      assertEquals(1, motion(driver).translationX());
      hid.say("8D 80 80 00 0F");
      assertEquals(0, motion(driver).translationX());
      hid.say("A0 80 80 00 0F");
      assertEquals(0.156, motion(driver).translationX(), 0.001);
    }
  }

  @Test
  void whatTheSystemNeverHeardSaysNothingOfAnAxis() throws Exception {
    for (KernelAxis unknown :
        new KernelAxis[] {new KernelAxis(0, 0, 255, 15), new KernelAxis(500, 0, 1000, 15)}) {
      FakeHidDoor hid = new FakeHidDoor(HidControllerReportsTest.device("1209:0001", "joystick"));
      hid.know(HidUsage.X, unknown);
      try (DriverTrial driver = connected(hid, Map.of())) {
        hid.say("FF 80 80 00 0F");
        Doubt doubt = assertInstanceOf(Doubt.class, driver.next());
        assertTrue(doubt.reason().contains("axis 01:30 was first heard away from its rest"));
        assertEquals(0, motion(driver).translationX());
        hid.say("80 80 80 00 0F");
        assertEquals(0, assertInstanceOf(Doubt.class, driver.next()).count());
        assertEquals(0, motion(driver).translationX());
      }
    }
  }

  @Test
  void whatWasDoubtedBeforeItWasConnectedIsSaid() throws Exception {
    FakeHidDoor hid = new FakeHidDoor(HidControllerReportsTest.device("1209:0001", "joystick"));
    hid.say("FF 80 80 00 0F");
    try (DriverTrial driver = connected(hid, Map.of())) {
      assertEquals("axis 01:30", assertInstanceOf(Doubt.class, driver.next()).topic());
      hid.say("FE 80 80 00 0F");
      assertEquals(0, motion(driver).translationX());
    }
  }

  @Test
  void ofTwoPortsOneMustBeGiven() throws Exception {
    HidDevice adapter = HidControllerReportsTest.device("1209:0001", "two-ports");
    assertFails("has controls at 2 ports; give its port, 1 to 2", Map.of(), adapter);
    assertFails("has no port 3", Map.of("ids", "1209:0001", "port", 3L), adapter);
    FakeHidDoor hid = new FakeHidDoor(adapter);
    try (DriverTrial driver = connected(hid, Map.of("port", 2L))) {
      hid.say("02 80 80 00");
      assertEquals(0, motion(driver).translationX());
      hid.say("01 FF 80 01");
      hid.say("02 80 00 02");
      assertEquals(1, motion(driver).translationY());
      assertEquals("button-2", button(driver, true));
    }
  }

  @Test
  void aPedalIsNoController() throws Exception {
    HidDevice pedal = HidControllerReportsTest.device("1a86:e026", "pedal-1a86-e026");
    claims =
        (_, board) ->
            board.getFirst().ids().equals("1a86:e026") ? Optional.of("PCsensor") : Optional.empty();
    assertFails("it is known as PCsensor, which is no controller", Map.of(), pedal);
    assertFails("which is no controller", Map.of("ids", "1a86:e026"), pedal);
    FakeHidDoor both = new FakeHidDoor(pedal, at(wireless("256f:c62e"), "/dev/hidraw1"));
    try (DriverTrial driver = connected(both, Map.of())) {
      both.say(PUSH);
      assertEquals(0.5, motion(driver).translationX());
    }
    // unless a person says otherwise
    Map<String, Object> byHand =
        Map.of("ids", "1a86:e026", "axes", List.of(Map.of("axis", "x", "usage", "01:30")));
    FakeHidDoor hid = new FakeHidDoor(pedal);
    try (DriverTrial driver = connected(hid, byHand)) {
      hid.say("02 00 7F 00 00");
      hid.say("04 00 00");
      assertEquals(0, motion(driver).translationX());
      hid.say("04 01 00");
      assertEquals(1, motion(driver).translationX());
    }
  }

  @Test
  void whatSpeaksOtherwiseThanItsDescriptorIsRefused() throws Exception {
    HidDevice onUsb =
        FakeHidDoor.device(
            "057e:2009",
            "Pro Controller",
            HexFormat.of().formatHex(HexFile.descriptor("pad-as-joystick")),
            "");
    assertFails("sends reports that its descriptor does not describe", Map.of(), onUsb);
    assertFails("cannot be used: on USB", Map.of("ids", "057e:2009"), onUsb);
    assertFails(
        "use it on Bluetooth",
        Map.of("ids", "057e:2009", "axes", List.of(Map.of("axis", "x", "usage", "01:30"))),
        onUsb);
    HidMatch match = new HidControllerProvider().match(List.of(onUsb));
    assertTrue(assertInstanceOf(HidMatch.Unfit.class, match).reason().contains("on Bluetooth"));
    assertTrue(new HidControllerProvider().lesson(List.of(onUsb)).isEmpty());
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    assertFails("no controller is plugged in", Map.of());
    assertFails("no controller 046d:c626 is plugged in", Map.of("ids", "046d:c626"));
    assertFails(
        "has no axes that steer",
        Map.of("ids", "256f:c650"),
        HidControllerReportsTest.device("256f:c650", "vec-infinity"));
    HidDevice other = wireless("256f:c635");
    assertFails(
        "several controllers are plugged in",
        Map.of(),
        wireless("256f:c62e"),
        at(other, "/dev/hidraw1"));
    HidDevice locked = wireless("256f:c62e");
    assertFails(
        "no permission",
        Map.of(),
        new HidDevice(
            locked.path(),
            locked.unit(),
            locked.vendor(),
            locked.product(),
            locked.name(),
            locked.serial(),
            locked.usbInterface(),
            locked.descriptor(),
            "no permission to read it"));
  }

  @Test
  void refusesSettingsThatCannotWork() {
    assertRefused("devices[0].ids", Map.of("ids", "1523"));
    assertRefused("devices[0].model", Map.of("model", "SpaceMice"));
    assertRefused("devices[0].controls.up", Map.of("controls", Map.of("up", "x")));
    assertRefused(
        "devices[0].controls.left",
        Map.of("ids", "046d:c626", "controls", Map.of("left", "right")));
    assertRefused("devices[0].ids", Map.of("axes", List.of(Map.of("axis", "x", "usage", "01:30"))));
    assertRefused(
        "devices[0].axes[0].axis",
        Map.of("ids", "1209:0001", "axes", List.of(Map.of("axis", "w", "usage", "01:30"))));
    assertRefused(
        "devices[0].axes[0].rest",
        Map.of(
            "ids",
            "1209:0001",
            "axes",
            List.of(Map.of("axis", "x", "usage", "01:30", "rest", "top"))));
    assertRefused("devices[0].port", Map.of("port", "/dev/ttyS0"));
  }

  /** The same, plugged in apart. */
  private static HidDevice at(HidDevice other, String path) {
    return new HidDevice(
        path,
        path,
        other.vendor(),
        other.product(),
        other.name(),
        other.serial(),
        other.usbInterface(),
        other.descriptor(),
        "");
  }

  private void assertFails(String reason, Map<String, Object> section, HidDevice... devices)
      throws Exception {
    try (DriverTrial driver = start(new FakeHidDoor(devices), section)) {
      String failure = driver.failure();
      assertTrue(failure.contains(reason), failure);
      assertFalse(failure.contains("NullPointer"), failure);
    }
  }

  private static void assertRefused(String path, Map<String, Object> section) {
    SettingsException refusal =
        assertThrows(
            SettingsException.class,
            () -> HidControllerConfig.from(HidControllerConfig.SHAPE.read("devices[0]", section)));
    assertEquals(path, refusal.path());
  }

  private DriverTrial connected(FakeHidDoor hid, Map<String, Object> section) throws Exception {
    DriverTrial driver = start(hid, section);
    assertEquals(DeviceStatus.State.CONNECTED, status(driver).state());
    return driver;
  }

  private DriverTrial start(FakeHidDoor hid, Map<String, Object> section) throws SettingsException {
    DriverContext context =
        new DriverContext(
            "device",
            clock::get,
            () -> {
              throw new AssertionError("it connects to nothing");
            },
            joined,
            ReadLoop.ON_OWN_THREAD);
    HidControllerConfig config =
        HidControllerConfig.from(HidControllerConfig.SHAPE.read("devices[0]", section));
    return DriverTrial.of(new HidControllerDriver(config, context, hid, claims));
  }

  private static HidDevice wireless(String ids) {
    return HidControllerReportsTest.device(ids, "spacemouse-wireless");
  }

  private static DeviceStatus status(DriverTrial driver) throws Exception {
    return assertInstanceOf(DeviceStatus.class, driver.next());
  }

  private static Motion motion(DriverTrial driver) throws Exception {
    return assertInstanceOf(Motion.class, driver.next());
  }

  private static String button(DriverTrial driver, boolean pressed) throws Exception {
    Button button = assertInstanceOf(Button.class, driver.next());
    assertEquals(pressed, button.pressed());
    return button.control();
  }
}
