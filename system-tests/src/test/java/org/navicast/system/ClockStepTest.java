package org.navicast.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.driver.simulator.Pty;
import tools.jackson.databind.JsonNode;

/**
 * A gateway whose wall clock is set while it works, forwards and back: by libfaketime, which tells
 * this process another time than the machine has.
 */
class ClockStepTest {
  /** Where Debian's package puts it. */
  private static final List<Path> FAKE_TIME =
      List.of(
          Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
          Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));

  private static final String PEDALS =
      """
      - name: pedals
        driver: footswitch-serial
        port: %s
        pedals:
          - { control: left, pressed: "L1", released: "L0" }
      """;

  @TempDir Path folder;

  @Test
  void aStepOfTheWallClockCutsNothingAndMakesNoPressOld() throws Exception {
    Optional<Path> library = FAKE_TIME.stream().filter(Files::exists).findFirst();
    assumeThat(library).as("Debian's package libfaketime").isPresent();
    Path offset = Files.writeString(folder.resolve("offset"), "+0");
    Map<String, String> environment =
        Map.of(
            "LD_PRELOAD",
            library.orElseThrow().toString(),
            "FAKETIME_TIMESTAMP_FILE",
            offset.toString(),
            "FAKETIME_NO_CACHE",
            "1",
            "FAKETIME_DONT_FAKE_MONOTONIC",
            "1",
            "FAKETIME_FORCE_MONOTONIC_FIX",
            "0");
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, PEDALS.formatted(line.path()), environment)) {
      plant.viewer().awaitDevice("pedals", "connected");
      plant.awaitWarm();
      for (String step : List.of("+0", "+3700", "-3700", "+90000", "+0")) {
        Files.writeString(offset, step);
        for (int i = 0; i < 3; i++) {
          line.write("L1\n".getBytes(US_ASCII));
          JsonNode pressed = plant.viewer().awaitButton("left", "pressed");
          assertThat(pressed.path("ageMicros").asLong()).as(step).isBetween(0L, 150_000L);
          line.write("L0\n".getBytes(US_ASCII));
          plant.viewer().awaitButton("left", "released");
          Thread.sleep(300);
        }
      }
      JsonNode status = plant.viewer().status();
      assertThat(status.path("subscription").asString()).isEqualTo("alive");
      assertThat(plant.gateway().output()).doesNotContain("trying again");
    }
  }
}
