package org.navicast.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  /** From the first attempt on nothing can be opened: what is loaded then must not stay broken. */
  @Test
  void whatFailedForWantOfADescriptorWorksWhenThereAreSomeAgain() throws Exception {
    Path port = folder.resolve("ttyPedals");
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, DEVICES.formatted(port))) {
      plant.awaitGateway(Duration.ofSeconds(20));
      long pid = plant.gateway().pid();
      limit(pid, 3);
      Files.createSymbolicLink(port, Path.of(line.path()));
      plant.killHub();
      Thread.sleep(2_500);
      plant.restartHub();
      limit(pid, 1_024);

      plant.awaitGateway(Duration.ofSeconds(20));
      plant.viewer().awaitDevice("pedals", "connected");
      plant.awaitWarm();
      line.write("L1\n".getBytes(US_ASCII));
      plant.viewer().awaitButton("left", "pressed");
      line.write("L0\n".getBytes(US_ASCII));
      plant.viewer().awaitButton("left", "released");
      assertThat(plant.gateway().output()).doesNotContain("NoClassDefFoundError");
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
