package org.navicast.driver.footswitch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.navicast.driver.footswitch.GpioPedalConfig.Pedal;
import org.navicast.driver.footswitch.GpioPedalConfig.Wiring;
import org.navicast.driver.io.GpioRequest;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.InputEvent;

/** A plain pedal and one of two contacts, by the levels of their lines. */
class GpioPedalTranslatorTest {
  private static final int LEFT = 0;
  private static final int OPENS = 1;
  private static final int CLOSES = 2;
  private static final long MILLI = 1_000_000;

  private final List<InputEvent> told = new ArrayList<>();
  private final GpioPedalTranslator translator =
      new GpioPedalTranslator(
          "pedals",
          new GpioPedalConfig(
              "gpiochip0",
              GpioRequest.Pull.NONE,
              GpioPedalConfig.Level.HIGH,
              0,
              List.of(
                  new Pedal("left", new Wiring.NormallyOpen("1")),
                  new Pedal("right", new Wiring.Both("2", "3")))));

  @BeforeEach
  void findBothUp() {
    translator.level(OPENS, false, 0, false, told::add);
    translator.level(CLOSES, true, 0, false, told::add);
    assertEquals(List.of(), told, "of the left one nothing is known");
    translator.level(LEFT, false, 0, true, told::add);
    assertEquals(List.of(DeviceStatus.connected("pedals", 0, "", "")), told);
    told.clear();
  }

  @Test
  void aPedalThatWasUpWhenItWasConnectedMayBePressed() {
    translator.level(CLOSES, false, MILLI, true, told::add);
    translator.level(OPENS, true, 2 * MILLI, true, told::add);
    assertEquals(List.of(new Button("pedals", 2 * MILLI, "right", true, true)), told);
  }

  @Test
  void aPressThatOnlyALookFindsIsNone() {
    translator.level(LEFT, true, MILLI, false, told::add);
    translator.level(LEFT, false, 2 * MILLI, false, told::add);
    assertEquals(List.of(), told);
  }

  @Test
  void aBrokenCableIsFoundOutThoughAnotherLineSpeaks() {
    assertEquals(PedalContacts.NEVER, translator.dueNanos());
    translator.level(CLOSES, false, MILLI, true, told::add);
    assertEquals(51 * MILLI, translator.dueNanos());
    translator.level(LEFT, true, 50 * MILLI, true, told::add);
    assertEquals(List.of(new Button("pedals", 50 * MILLI, "left", true, true)), told);
    translator.level(LEFT, false, 51 * MILLI, true, told::add);
    assertEquals(
        new DeviceStatus(
            "pedals",
            51 * MILLI,
            DeviceStatus.State.FAULTED,
            "neither contact of the pedal right is closed; look at its cable and plug",
            "",
            ""),
        told.getLast());
  }
}
