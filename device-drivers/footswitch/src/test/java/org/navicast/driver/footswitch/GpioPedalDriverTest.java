package org.navicast.driver.footswitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.navicast.driver.io.GpioRequest;
import org.navicast.driver.simulator.DriverTrial;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceStatus;

/** The driver over edges that are made here; contacts go to ground, so that closed is low. */
@Timeout(30)
class GpioPedalDriverTest {
  private static final Map<String, ?> SINGLES =
      Map.of(
          "pedals",
          List.of(
              Map.of("control", "left", "normally-open", "GPIO10"),
              Map.of("control", "right", "normally-closed", "GPIO13")));
  private static final Map<String, ?> PAIR =
      Map.of(
          "chip",
          "gpiochip0",
          "pedals",
          List.of(Map.of("control", "clutch", "normally-open", 2L, "normally-closed", 5L)));

  @Test
  void tellsOpenAndClosedContactsApart() throws Exception {
    FakeGpio gpio = new FakeGpio(3);
    try (DriverTrial driver = connected(gpio, SINGLES)) {
      long now = System.nanoTime();
      gpio.edge(0, false, now);
      gpio.edge(0, true, now + 1);
      gpio.edge(3, true, now + 2);
      gpio.edge(3, false, now + 3);
      assertButton(driver, "left", true, now);
      assertButton(driver, "left", false, now + 1);
      assertButton(driver, "right", true, now + 2);
      assertButton(driver, "right", false, now + 3);
      driver.stop();
      assertTrue(driver.isSilent());
    }
  }

  @Test
  void asksForItsLinesAsConfigured() throws Exception {
    FakeGpio gpio = new FakeGpio();
    Map<String, ?> section =
        Map.of(
            "pull",
            "down",
            "kernel-debounce-micros",
            5_000L,
            "pedals",
            List.of(Map.of("control", "left", "normally-open", "GPIO17")));
    try (DriverTrial _ = start(gpio, section)) {
      assertEquals(
          new GpioRequest("/dev/gpiochip0", List.of(7), GpioRequest.Pull.DOWN, 5_000),
          gpio.request.get());
    }
  }

  @Test
  void aPedalThatIsFoundDownSaysNothingUntilItWasUp() throws Exception {
    FakeGpio gpio = new FakeGpio(0, 3);
    try (DriverTrial driver = connected(gpio, SINGLES)) {
      long now = System.nanoTime();
      gpio.edge(0, true, now);
      gpio.edge(0, false, now + 1);
      assertButton(driver, "left", true, now + 1);
    }
  }

  @Test
  void aPairTellsAPressOnceBothContactsSaySo() throws Exception {
    FakeGpio gpio = new FakeGpio(5);
    try (DriverTrial driver = connected(gpio, PAIR)) {
      long now = System.nanoTime();
      gpio.edge(5, true, now);
      gpio.edge(2, false, now + 2);
      gpio.edge(2, true, now + 4);
      gpio.edge(5, false, now + 6);
      assertButton(driver, "clutch", true, now + 2);
      assertButton(driver, "clutch", false, now + 6);
    }
  }

  @Test
  void aCableThatBreaksWhileHeldIsAFaultAndNoReleaseAndItsReturnNoPress() throws Exception {
    FakeGpio gpio = new FakeGpio(5);
    try (DriverTrial driver = connected(gpio, PAIR)) {
      long now = System.nanoTime();
      gpio.edge(5, true, now);
      gpio.edge(2, false, now + 1);
      assertButton(driver, "clutch", true, now + 1);

      gpio.edge(2, true, System.nanoTime());
      DeviceStatus fault = assertInstanceOf(DeviceStatus.class, driver.next());
      assertEquals(DeviceStatus.State.FAULTED, fault.state());
      assertEquals(
          "neither contact of the pedal clutch is closed; look at its cable and plug",
          fault.reason());

      gpio.edge(2, false, System.nanoTime());
      assertConnected(driver);
      long again = System.nanoTime();
      gpio.edge(2, true, again);
      gpio.edge(5, false, again + 1);
      gpio.edge(5, true, again + 2);
      gpio.edge(2, false, again + 3);
      assertButton(driver, "clutch", true, again + 3);
    }
  }

  @Test
  void aPairThatIsBrokenFromTheStartIsNeverConnected() throws Exception {
    FakeGpio gpio = new FakeGpio(2, 5);
    try (DriverTrial driver = start(gpio, PAIR)) {
      DeviceStatus fault = assertInstanceOf(DeviceStatus.class, driver.next());
      assertEquals(DeviceStatus.State.FAULTED, fault.state());
      assertEquals(
          "both contacts of the pedal clutch are closed; look at its cable and plug",
          fault.reason());
    }
  }

  @Test
  void aChipThatIsGoneIsNoMovementOfAFoot() throws Exception {
    FakeGpio gpio = new FakeGpio(3);
    try (DriverTrial driver = connected(gpio, SINGLES)) {
      gpio.edge(0, false, 1);
      assertButton(driver, "left", true, 1);
      gpio.vanish();
      assertTrue(driver.failure().contains("gone"));
      assertTrue(driver.isSilent());
    }
  }

  @Test
  void saysWhichLineIsNotThere() throws Exception {
    Map<String, ?> section =
        Map.of("pedals", List.of(Map.of("control", "left", "normally-open", "GPIO99")));
    try (DriverTrial driver = start(new FakeGpio(), section)) {
      assertTrue(driver.failure().contains("there is no GPIO line GPIO99"));
    }
  }

  private static DriverTrial connected(FakeGpio gpio, Map<String, ?> section) throws Exception {
    DriverTrial driver = start(gpio, section);
    assertConnected(driver);
    return driver;
  }

  private static DriverTrial start(FakeGpio gpio, Map<String, ?> section) throws Exception {
    GpioPedalConfig config =
        GpioPedalConfig.from(GpioPedalConfig.SHAPE.read("devices[0]", section));
    return DriverTrial.of(new GpioPedalDriver(config, DriverTrial.context(), gpio));
  }

  private static void assertConnected(DriverTrial driver) throws Exception {
    assertEquals(
        DeviceStatus.State.CONNECTED, assertInstanceOf(DeviceStatus.class, driver.next()).state());
  }

  private static void assertButton(
      DriverTrial driver, String control, boolean pressed, long capturedNanos) throws Exception {
    assertEquals(new Button("device", capturedNanos, control, pressed, true), driver.next());
  }
}
