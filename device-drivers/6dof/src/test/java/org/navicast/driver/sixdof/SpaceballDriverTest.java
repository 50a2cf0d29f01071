package org.navicast.driver.sixdof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.navicast.driver.simulator.DriverTrial;
import org.navicast.driver.simulator.Pty;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Motion;

/** The whole driver over a real pty, against bytes written here. */
@EnabledOnOs(OS.LINUX)
@Timeout(30)
class SpaceballDriverTest {
  private static final String ALIVE = "@1 Spaceball alive and well after a software reset.\r";
  private static final String FIRMWARE = "@2 Firmware version 2.35 created on 24-Oct-1993.\r";
  private static final String PUSH = motion("\u000F\u00A0");

  private final Pty device;
  private final DriverTrial driver;

  SpaceballDriverTest() throws Exception {
    device = Pty.open();
    driver = DriverTrial.start(Map.of("driver", "6dof-spaceball", "port", device.path()));
  }

  @AfterEach
  void unplug() {
    driver.close();
    device.close();
  }

  @Test
  void passesOnWhatBallAndKeysDo() throws Exception {
    connect();
    say("K@@\r" + PUSH + "K@P\rK@@\r");
    assertEquals(0.5, assertInstanceOf(Motion.class, driver.next()).translationX());
    assertButton("1", true);
    assertButton("1", false);
    // and then it falls silent without having told that it was let go
    assertEquals(0, assertInstanceOf(Motion.class, driver.next()).translationX());
  }

  @Test
  void theFirstPressCountsWhereNoneWasDown() throws Exception {
    connect();
    say("?k\rK@A\r");
    assertButton("1", true);
  }

  @Test
  void goesOnAfterNoise() throws Exception {
    connect();
    say("K@@\r\u00FF\u0000^X\rD\u0000\rK@A\r");
    assertButton("1", true);
  }

  @Test
  void failsWhereTheDeviceWasSwitchedOnAgainAndAnotherSetsItUpAnew() throws Exception {
    connect();
    say(ALIVE);
    assertTrue(driver.failure().contains("was switched on again"));
    try (DriverTrial next =
        DriverTrial.start(Map.of("driver", "6dof-spaceball", "port", device.path()))) {
      assertEquals("\r@RESET\r", heard(8));
      say(ALIVE);
      assertEquals("\rCB\rMSSV\rk\r", heard(11));
      assertEquals("Spaceball", assertInstanceOf(DeviceStatus.class, next.next()).product());
    }
  }

  @Test
  void failsWhereAReleaseMayHaveBeenLost() throws Exception {
    connect();
    say("K@@\rK@A\r");
    assertButton("1", true);
    say("K@\r");
    assertTrue(driver.failure().contains("its release may be lost"));
  }

  @Test
  void failsWhereNobodyAnswers() throws Exception {
    assertEquals("\r@RESET\r", heard(8));
    say("vMAGELLAN\r");
    assertTrue(driver.failure().contains("no Spaceball answers at " + device.path()));
  }

  @Test
  void failsWhereItIsUnplugged() throws Exception {
    connect();
    device.close();
    assertTrue(driver.failure().contains("unplugged"));
    assertTrue(driver.isSilent());
  }

  @Test
  void returnsWhenClosedAtAnyTime() throws Exception {
    assertEquals("\r@RESET\r", heard(8));
    driver.stop();
  }

  @Test
  void refusesSettingsThatCannotWork() {
    assertRefused("devices[0].port", Map.of());
    assertRefused("devices[0].full-scale", Map.of("port", "/dev/ttyS0", "full-scale", 0L));
    assertRefused(
        "devices[0].rotation-full-scale",
        Map.of("port", "/dev/ttyS0", "rotation-full-scale", 40_000L));
    assertRefused("devices[0].stop-bits", Map.of("port", "/dev/ttyS0", "stop-bits", 1L));
  }

  private static void assertRefused(String path, Map<String, Object> section) {
    SettingsException refusal =
        assertThrows(
            SettingsException.class,
            () -> SpaceballConfig.from(SpaceballConfig.SHAPE.read("devices[0]", section)));
    assertEquals(path, refusal.path());
  }

  private void connect() throws Exception {
    assertEquals("\r@RESET\r", heard(8));
    say("\u000B\r" + ALIVE + FIRMWARE);
    assertEquals("\rCB\rMSSV\rk\r", heard(11));
    DeviceStatus status = assertInstanceOf(DeviceStatus.class, driver.next());
    assertEquals("Spaceball 3003, firmware 2.35", status.product());
    say("CB\rMSSV\r");
  }

  private static String motion(String x) {
    return "D\u0000\u0000" + x + "\u0000".repeat(10) + "\r";
  }

  private void say(String text) throws IOException {
    device.write(text.getBytes(ISO_8859_1));
  }

  private String heard(int count) throws IOException {
    StringBuilder heard = new StringBuilder();
    byte[] buffer = new byte[64];
    while (heard.length() < count) {
      int read = device.read(buffer, 100);
      heard.append(new String(buffer, 0, read, ISO_8859_1));
    }
    return heard.toString();
  }

  private void assertButton(String control, boolean pressed) throws Exception {
    Button button = assertInstanceOf(Button.class, driver.next());
    assertEquals(control, button.control());
    assertEquals(pressed, button.pressed());
  }
}
