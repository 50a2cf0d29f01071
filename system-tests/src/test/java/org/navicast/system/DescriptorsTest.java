package org.navicast.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.driver.simulator.Pty;

/** A gateway that may open nothing more for a while, and then may again. */
@EnabledOnOs(OS.LINUX)
class DescriptorsTest {
  private static final String DEVICES =
      """
      - name: pedals
        driver: footswitch-serial
        port: %s
        pedals:
          - { control: left, pressed: "L1", released: "L0" }
      - { name: cap, driver: 6dof-hid }
      - { name: tracker, driver: tracker-igtlink, host: 127.0.0.1, port: 1 }
      """;

  @TempDir Path folder;

  @Test
  void whatFailedForWantOfADescriptorWorksWhenThereAreSomeAgain() throws Exception {
    Path port = folder.resolve("ttyPedals");
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, DEVICES.formatted(port))) {
      Files.createSymbolicLink(port, Path.of(line.path()));
      plant.viewer().awaitDevice("pedals", "connected");
      long pid = plant.gateway().pid();
      limit(pid, 3);
      plant.killHub();
      Files.delete(port);
      line.close();
      plant.gateway().awaitLine(it -> it.contains("are too many files open"));
      try (Pty again = Pty.open()) {
        Files.createSymbolicLink(port, Path.of(again.path()));
        Thread.sleep(1_500);
        plant.restartHub();
        limit(pid, 1_024);

        plant.viewer().awaitDevice("pedals", "connected");
        plant.awaitWarm();
        again.write("L1\n".getBytes(US_ASCII));
        plant.viewer().awaitButton("left", "pressed");
        again.write("L0\n".getBytes(US_ASCII));
        plant.viewer().awaitButton("left", "released");
      }
      assertThat(plant.gateway().output()).doesNotContain("please report it");
    }
  }

  /** The soft limit: what is open stays open, and no more can be opened above it. */
  private static void limit(long pid, int descriptors) throws IOException, InterruptedException {
    Process set =
        new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--nofile=" + descriptors + ":")
            .inheritIO()
            .start();
    assertThat(set.waitFor()).isZero();
  }
}
