package org.navicast.driver.footswitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.navicast.driver.io.ModemLines;
import org.navicast.driver.simulator.DriverTrial;
import org.navicast.driver.simulator.Pty;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.ButtonLost;
import org.navicast.gateway.input.DeviceStatus;

/** A pty has no modem lines, so the port is a scripted one here. */
@Timeout(30)
class ModemPedalTest {
  private static final Map<String, ?> TWO_PEDALS =
      Map.of(
          "port",
          "/dev/ttyS9",
          "contacts",
          List.of(
              Map.of("control", "left", "line", "cts"),
              Map.of("control", "right", "line", "dsr", "normally", "closed")));

  /** Levels at which neither of the two pedals is down. */
  private static final ModemLines.Levels REST = new ModemLines.Levels(false, true, false, false);

  private static final ModemLines.Levels LEFT = new ModemLines.Levels(true, true, false, false);
  private static final ModemLines.Levels RIGHT = new ModemLines.Levels(false, false, false, false);

  private final ScriptedLines lines = new ScriptedLines();

  @Test
  void tellsOpenAndClosedContactsApart() throws Exception {
    try (DriverTrial driver = start(REST)) {
      lines.show(LEFT);
      lines.show(RIGHT);
      lines.show(REST);
      assertEquals("left true", next(driver));
      assertEquals("left false", next(driver));
      assertEquals("right true", next(driver));
      assertEquals("right false", next(driver));
      driver.stop();
      assertTrue(driver.isSilent());
    }
  }

  @Test
  void aPedalThatIsFoundDownSaysNothingUntilItWasUp() throws Exception {
    try (DriverTrial driver = start(LEFT)) {
      lines.show(LEFT);
      lines.show(REST);
      lines.show(LEFT);
      lines.show(REST);
      assertEquals("left true", next(driver));
      assertEquals("left false", next(driver));
    }
  }

  @Test
  void afterALongTimeWithoutALookWhatIsDownIsLostAndNoPress() throws Exception {
    try (DriverTrial driver = start(REST)) {
      lines.show(LEFT);
      assertEquals("left true", next(driver));
      lines.showAfter(400, LEFT);
      assertEquals("left", assertInstanceOf(ButtonLost.class, driver.next()).control());
      lines.showAfter(400, RIGHT);
      lines.show(REST);
      lines.show(RIGHT);
      assertEquals("right true", next(driver));
    }
  }

  @Test
  void aLookThatIsALittleLateCountsFromTheOneBefore() throws Exception {
    try (DriverTrial driver = start(REST)) {
      lines.showAfter(50, LEFT);
      Button button = assertInstanceOf(Button.class, driver.next());
      assertEquals(TimeUnit.MILLISECONDS.toNanos(50), lines.nanos.get() - button.capturedNanos());
    }
  }

  @Test
  void isNotConnectedBeforeItKnowsWhereThePedalsAre() throws Exception {
    lines.vanish();
    try (DriverTrial driver = opened()) {
      assertTrue(driver.failure().contains("gone"));
      assertTrue(driver.isSilent());
    }
  }

  @Test
  void aPortThatIsGoneIsNoMovementOfAFoot() throws Exception {
    try (DriverTrial driver = start(REST)) {
      lines.show(LEFT);
      assertEquals("left true", next(driver));
      lines.vanish();
      assertTrue(driver.failure().contains("gone"));
      assertTrue(driver.isSilent());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aPortWithoutModemLinesIsRefused() throws Exception {
    try (Pty pty = Pty.open();
        DriverTrial driver =
            DriverTrial.start(
                Map.of(
                    "driver",
                    "footswitch-modem-lines",
                    "port",
                    pty.path(),
                    "contacts",
                    List.of(Map.of("control", "left", "line", "cts"))))) {
      String why = driver.failure();
      assertTrue(why.contains("has no modem lines"), why);
      assertTrue(driver.isSilent());
    }
  }

  @Test
  void refusesWhatCannotBeWired() {
    Map<String, String> left = Map.of("control", "left", "line", "cts");
    assertRefused("devices[0].contacts", List.of());
    assertRefused("devices[0].contacts[0].line", List.of(Map.of("control", "left")));
    assertRefused("devices[0].contacts[0].line", List.of(Map.of("control", "left", "line", "rts")));
    assertRefused(
        "devices[0].contacts[0].normally",
        List.of(Map.of("control", "left", "line", "cts", "normally", "maybe")));
    assertRefused(
        "devices[0].contacts[1].line", List.of(left, Map.of("control", "right", "line", "cts")));
    assertRefused(
        "devices[0].contacts[1].control", List.of(left, Map.of("control", "left", "line", "dsr")));
    assertRefused(
        "devices[0].contacts[0].pin",
        List.of(Map.of("control", "left", "line", "cts", "pin", "8")));
  }

  private static void assertRefused(String path, List<?> contacts) {
    Map<String, ?> section = Map.of("port", "/dev/ttyS9", "contacts", contacts);
    assertEquals(
        path,
        assertThrows(
                SettingsException.class,
                () -> ModemPedalConfig.from(ModemPedalConfig.SHAPE.read("devices[0]", section)))
            .path());
  }

  /** Starts it with that as the first levels, after which it must be connected. */
  private DriverTrial start(ModemLines.Levels first) throws Exception {
    lines.show(first);
    DriverTrial driver = opened();
    assertInstanceOf(DeviceStatus.class, driver.next());
    return driver;
  }

  private DriverTrial opened() throws SettingsException {
    ModemPedalConfig config =
        ModemPedalConfig.from(ModemPedalConfig.SHAPE.read("devices[0]", TWO_PEDALS));
    DriverContext context =
        new DriverContext(
            "device",
            lines.nanos::get,
            () -> {
              throw new AssertionError("it connects to nothing");
            });
    return DriverTrial.of(new ModemPedalDriver(config, context, () -> lines));
  }

  private static String next(DriverTrial driver) throws Exception {
    Button button = assertInstanceOf(Button.class, driver.next());
    return button.control() + " " + button.pressed();
  }

  /** Lines that show what the test tells them to, each level once. */
  private static final class ScriptedLines implements ModemLines {
    private sealed interface Step {}

    private record Show(long afterMillis, Levels levels) implements Step {}

    private enum End implements Step {
      CLOSED,
      GONE
    }

    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();

    private final AtomicLong nanos = new AtomicLong(-1_000_000);

    void show(Levels levels) {
      showAfter(2, levels);
    }

    /** They are looked at only so long after the last look. */
    void showAfter(long millis, Levels levels) {
      steps.add(new Show(millis, levels));
    }

    void vanish() {
      steps.add(End.GONE);
    }

    @Override
    public @Nullable Levels await(long millis) throws IOException, InterruptedException {
      Step step = steps.poll(10, TimeUnit.SECONDS);
      return switch (step) {
        case null -> throw new IOException("the test shows nothing");
        case Show(long afterMillis, Levels levels) -> {
          nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(afterMillis));
          yield levels;
        }
        case End.CLOSED -> null;
        case End.GONE -> throw new IOException("the port is gone");
      };
    }

    @Override
    public void close() {
      steps.add(End.CLOSED);
    }
  }
}
