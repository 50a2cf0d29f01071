package org.navicast.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.driver.simulator.Pty;

/** A gateway that may open nothing for a while: what failed then works once it may again. */
@EnabledOnOs(OS.LINUX)
class DescriptorsTest {
  private static final int PLENTY = 1_024;

  @TempDir Path folder;

  @Test
  void whatCouldNotBeOpenedOnceIsNotDeadForEver() throws Exception {
    Path port = folder.resolve("ttyPedals");
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, devices(port))) {
      plant.viewer().awaitDevice("pedals", "lost");
      plant.awaitGateway(Duration.ofSeconds(20));
      limit(plant, descriptors(plant));
      Files.createSymbolicLink(port, Path.of(line.path()));
      plant.killHub();
      Thread.sleep(2_500);
      plant.restartHub();
      Thread.sleep(1_000);

      limit(plant, PLENTY);
      plant.awaitGateway(Duration.ofSeconds(30));
      plant.viewer().awaitDevice("pedals", "connected");
      line.write("L1\nL0\n".getBytes(US_ASCII));
      plant.viewer().awaitButton("left", "pressed");
      plant.viewer().awaitButton("left", "released");
      assertThat(plant.gateway().output()).doesNotContain("please report");
    }
  }

  private static long descriptors(Plant plant) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc/" + plant.gateway().pid() + "/fd"))) {
      return open.mapToLong(file -> Long.parseLong(file.getFileName().toString())).max().orElse(0)
          + 1;
    }
  }

  private static void limit(Plant plant, long descriptors) throws Exception {
    Process prlimit =
        new ProcessBuilder(
                "prlimit",
                "--pid",
                Long.toString(plant.gateway().pid()),
                "--nofile=" + descriptors + ":")
            .inheritIO()
            .start();
    assertThat(prlimit.waitFor()).isZero();
  }

  private static String devices(Path port) {
    return """
    - name: pedals
      driver: footswitch-serial
      port: %s
      pedals:
        - { control: left, pressed: "L1", released: "L0" }
    - { name: cap, driver: 6dof-magellan, port: %s-none }
    - { name: other, driver: footswitch-hid, ids: "05f3:00ff" }
    """
        .formatted(port, port);
  }
}
