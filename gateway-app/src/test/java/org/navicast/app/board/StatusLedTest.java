package org.navicast.app.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On files like those of sysfs. */
final class StatusLedTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  @TempDir Path led;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(led.resolve("trigger"), "none timer [mmc0] heartbeat\n");
    Files.writeString(led.resolve("max_brightness"), "255\n");
    Files.writeString(led.resolve("brightness"), "0\n");
  }

  /** A write over a longer content leaves the rest of it, as no file of sysfs does. */
  private String brightness() throws IOException {
    String content = Files.readString(led.resolve("brightness"));
    return content.startsWith("255") ? "255" : content.substring(0, 1);
  }

  private void await(String wanted) throws Exception {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!brightness().equals(wanted)) {
      assertTrue(System.nanoTime() < end, "it never became " + wanted);
      Thread.sleep(1);
    }
  }

  @Test
  void itIsTakenFromTheKernelAndPutOutInTheEnd() throws Exception {
    try (StatusLed lamp = StatusLed.open(led).orElseThrow()) {
      assertTrue(Files.readString(led.resolve("trigger")).startsWith("none"));
      lamp.show(Condition.JOINED);
      await("255");
    }
    assertEquals("0", brightness());
  }

  @Test
  void aMissingDeviceBlinks() throws Exception {
    try (StatusLed lamp = StatusLed.open(led).orElseThrow()) {
      lamp.show(Condition.NO_DEVICE);
      for (String level : List.of("255", "0", "255", "0")) {
        await(level);
      }
    }
  }

  @Test
  void aFlickerDoesNotLast() throws Exception {
    try (StatusLed lamp = StatusLed.open(led).orElseThrow()) {
      lamp.show(Condition.JOINED);
      await("255");
      lamp.flicker();
      await("0");
      await("255");
      Thread.sleep(Blink.FLICKERS * Blink.FLICKER_MILLIS + 200L);
      assertEquals("255", brightness());
    }
  }

  @Test
  void noTwoConditionsLookTheSame() {
    Set<List<Integer>> looks = new HashSet<>();
    for (Condition condition : Condition.values()) {
      List<Integer> millis = Blink.millis(condition);
      assertTrue(looks.add(millis), condition + " looks like another");
      assertEquals(0, millis.size() % 2, "it ends dark, or the next turn would not be seen");
    }
  }

  @Test
  void whatIsNoLedIsToldAndNotWrittenTo(@TempDir Path other) throws IOException {
    assertTrue(StatusLed.open(other).isEmpty());
    assertTrue(StatusLed.open(other.resolve("gone")).isEmpty());

    assertFalse(Files.exists(other.resolve("trigger")));
  }
}
