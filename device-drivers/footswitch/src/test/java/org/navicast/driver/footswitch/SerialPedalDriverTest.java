package org.navicast.driver.footswitch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.navicast.driver.simulator.DriverTrial;
import org.navicast.driver.simulator.Pedals;
import org.navicast.driver.simulator.Pty;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceStatus;

/** The whole driver over a real pty, against bytes written here. */
@EnabledOnOs(OS.LINUX)
@Timeout(30)
class SerialPedalDriverTest {
  private final Pty board;

  SerialPedalDriverTest() throws IOException {
    board = Pty.open();
  }

  @AfterEach
  void unplug() {
    board.close();
  }

  @Test
  void tellsEachMovementOnce() throws Exception {
    try (DriverTrial driver = connected("lines", "L1", "L0")) {
      say("ready\r\nL1\r\nL1\r\nL1\r\nL0\r\nL0\r\nL1\r\n");
      assertButton(driver, true);
      assertButton(driver, false);
      assertButton(driver, true);
      driver.stop();
      assertTrue(driver.isSilent());
    }
  }

  @Test
  void aReleaseThatNoPressCameBeforeIsNothing() throws Exception {
    try (DriverTrial driver = connected("lines", "L1", "L0")) {
      say("L0\nL1\n");
      assertButton(driver, true);
    }
  }

  @Test
  void understandsBytes() throws Exception {
    try (DriverTrial driver = connected("bytes", "0x41", "0x61")) {
      say("\u0000A\u00FFa");
      assertButton(driver, true);
      assertButton(driver, false);
    }
  }

  @Test
  void failsWhereItIsUnpluggedAndReportsNoRelease() throws Exception {
    try (DriverTrial driver = connected("lines", "L1", "L0")) {
      say("L1\n");
      assertButton(driver, true);
      board.close();
      assertTrue(driver.failure().contains("unplugged"));
      assertTrue(driver.isSilent());
    }
  }

  @Test
  void failsWhereThePortIsNotThere() throws Exception {
    board.close();
    try (DriverTrial driver = start("lines", "L1", "L0")) {
      assertTrue(driver.failure().contains("there is no serial port"));
      assertTrue(driver.isSilent());
    }
  }

  @Test
  void returnsWhenClosed() throws Exception {
    try (DriverTrial driver = connected("lines", "L1", "L0")) {
      driver.stop();
    }
  }

  @Test
  void understandsTheSimulatedPedals() throws Exception {
    try (Pedals pedals = Pedals.plugIn();
        DriverTrial driver = DriverTrial.start(pedals.settings())) {
      assertInstanceOf(DeviceStatus.class, driver.next());
      assertEquals(new Press("left", true), press(driver));
      assertEquals(new Press("left", false), press(driver));
    }
  }

  private DriverTrial connected(String protocol, String pressed, String released) throws Exception {
    DriverTrial driver = start(protocol, pressed, released);
    DeviceStatus status = assertInstanceOf(DeviceStatus.class, driver.next());
    assertEquals(DeviceStatus.State.CONNECTED, status.state());
    return driver;
  }

  private DriverTrial start(String protocol, String pressed, String released) throws Exception {
    return DriverTrial.start(
        Map.of(
            "driver",
            "footswitch-serial",
            "port",
            board.path(),
            "protocol",
            protocol,
            "pedals",
            List.of(Map.of("control", "left", "pressed", pressed, "released", released))));
  }

  private void say(String text) throws IOException {
    board.write(text.getBytes(ISO_8859_1));
  }

  private record Press(String control, boolean pressed) {}

  private static void assertButton(DriverTrial driver, boolean pressed) throws Exception {
    assertEquals(new Press("left", pressed), press(driver));
  }

  private static Press press(DriverTrial driver) throws Exception {
    Button button = assertInstanceOf(Button.class, driver.next());
    return new Press(button.control(), button.pressed());
  }
}
