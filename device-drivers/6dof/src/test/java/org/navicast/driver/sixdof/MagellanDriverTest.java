package org.navicast.driver.sixdof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.navicast.driver.simulator.DriverTrial;
import org.navicast.driver.simulator.Pty;
import org.navicast.driver.simulator.SpaceMouse;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.InputEvent;
import org.navicast.gateway.input.Motion;

/** The whole driver over a real pty, against bytes written here. */
@EnabledOnOs(OS.LINUX)
@Timeout(30)
class MagellanDriverTest {
  private final Pty device;
  private final DriverTrial driver;

  MagellanDriverTest() throws Exception {
    device = Pty.open();
    driver = DriverTrial.start(Map.of("driver", "6dof-magellan", "port", device.path()));
  }

  @BeforeEach
  void isGreeted() throws IOException {
    assertEquals("vQ\r", heard(3));
  }

  @AfterEach
  void unplug() {
    driver.close();
    device.close();
  }

  @Test
  void passesOnWhatCapAndKeysDo() throws Exception {
    connect();

    say("dH00AG???JUNK\rd9<B0H000H000H000H00063N0\rkA00\rk00A\rk000\r");

    assertMotion(driver.next(), 1, -1);
    assertButton(driver.next(), "1", true);
    assertButton(driver.next(), "1", false);
    assertButton(driver.next(), "*", true);
    assertButton(driver.next(), "*", false);
  }

  @Test
  void goesOnAfterNoise() throws Exception {
    connect();
    say("\u0000\u00FF\u007F\u0080");
    say("d9<B0H0");
    say("\rk0A0\r");
    assertButton(driver.next(), "5", true);
  }

  @Test
  void aCapThatFallsSilentInMotionIsLetGo() throws Exception {
    connect();
    say("d9<B0H000H000H000H000H000\r");
    assertMotion(driver.next(), 1, 0);
    assertMotion(driver.next(), 0, 0);
  }

  @Test
  void greetsOldUnitsTheOtherWay() throws Exception {
    assertEquals("z\r", heard(2));
    say("z\r");
    assertEquals("m3\rc30\rnH\r", heard(10));
    assertEquals("Magellan", assertInstanceOf(DeviceStatus.class, driver.next()).product());
  }

  @Test
  void triesOneStopBitWhereNobodyAnswersWithTwo() throws Exception {
    assertEquals("z\r", heard(2));
    assertEquals("vQ\r", heard(3));
    connect();
    say("kA00\r");
    assertButton(driver.next(), "1", true);
  }

  @Test
  void failsWhereNobodyAnswers() throws Exception {
    assertEquals("z\rvQ\rz\r", heard(7));
    assertTrue(driver.failure().contains("no Magellan answers at " + device.path()));
  }

  @Test
  void failsWhereSomethingElseTalks() throws Exception {
    for (int i = 0; i < 100; i++) {
      say("$GPGGA,123519,4807.038,N\r\n".repeat(20));
      if (!heardAnything().isEmpty()) {
        break;
      }
    }
    assertTrue(driver.failure().contains("no Magellan answers"));
  }

  @Test
  void leavesMouseMode() throws Exception {
    connect();
    say("mH\r");
    assertEquals("z\rm3\r", heard(5));
    say("z\rm3\rkA00\r");
    assertButton(driver.next(), "1", true);
  }

  @Test
  void failsWhereItStaysInMouseMode() throws Exception {
    connect();
    say("mH\r".repeat(4));
    assertTrue(driver.failure().contains("stays in mouse mode"));
  }

  @Test
  void failsWhereTheDeviceWasSwitchedOnAgain() throws Exception {
    connect();
    say("vMAGELLAN  Version 5.49\r");
    assertTrue(driver.failure().contains("was switched on again"));
  }

  @Test
  void failsWhereAReleaseMayHaveBeenLost() throws Exception {
    connect();
    say("kA00\r");
    assertButton(driver.next(), "1", true);
    say("k0\u000000\r");
    assertTrue(driver.failure().contains("its release may be lost"));
  }

  @Test
  void failsWhereItIsUnpluggedAndReportsNoRelease() throws Exception {
    connect();
    say("kA00\r");
    assertButton(driver.next(), "1", true);
    device.close();
    assertTrue(driver.failure().contains("unplugged"));
    assertTrue(driver.isSilent());
  }

  @Test
  void returnsWhenClosed() throws Exception {
    connect();
    driver.stop();
  }

  @Test
  void returnsWhenClosedWhileItWaitsForAnAnswer() throws Exception {
    driver.stop();
  }

  @Test
  void understandsTheSimulatedSpaceMouse() throws Exception {
    try (SpaceMouse mouse = SpaceMouse.plugIn();
        DriverTrial other = DriverTrial.start(mouse.settings())) {
      assertTrue(
          assertInstanceOf(DeviceStatus.class, other.next()).product().startsWith("MAGELLAN"));
      Motion motion = assertInstanceOf(Motion.class, other.next());
      while (motion.translationX() < 0.5) {
        motion = assertInstanceOf(Motion.class, other.next());
      }
      assertEquals(0, motion.rotationZ());
      other.stop();
    }
  }

  private void connect() throws Exception {
    say("vMAGELLAN  Version 5.49  by LOGITECH INC. 10/22/96\r");
    assertEquals("m3\rc3B\r", heard(7));
    DeviceStatus status = assertInstanceOf(DeviceStatus.class, driver.next());
    assertEquals(DeviceStatus.State.CONNECTED, status.state());
    assertEquals("MAGELLAN Version 5.49 by LOGITECH INC. 10/22/96", status.product());
    say("m3\rc3B\r");
  }

  private void say(String text) throws IOException {
    device.write(text.getBytes(ISO_8859_1));
  }

  private String heard(int count) throws IOException {
    StringBuilder heard = new StringBuilder();
    while (heard.length() < count) {
      heard.append(heardAnything());
    }
    return heard.toString();
  }

  private String heardAnything() throws IOException {
    byte[] buffer = new byte[64];
    int count = device.read(buffer, 100);
    assertTrue(count >= 0);
    return new String(buffer, 0, count, ISO_8859_1);
  }

  private static void assertMotion(InputEvent event, double x, double rotationZ) {
    Motion motion = assertInstanceOf(Motion.class, event);
    assertEquals(x, motion.translationX());
    assertEquals(rotationZ, motion.rotationZ());
  }

  private static void assertButton(InputEvent event, String control, boolean pressed) {
    Button button = assertInstanceOf(Button.class, event);
    assertEquals(control, button.control());
    assertEquals(pressed, button.pressed());
  }
}
