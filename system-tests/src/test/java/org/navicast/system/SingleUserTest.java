package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.navicast.system.SerialPedals.LEFT_IS_NEXT_SLICE;
import static org.navicast.system.SerialPedals.pedalsAt;
import static org.navicast.system.SerialPedals.write;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.driver.simulator.Pty;

/** A hub whose login gives everybody one topic, and a gateway that has another. */
@EnabledOnOs(OS.LINUX)
class SingleUserTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void aHubThatIsResetIntoSingleUserModeIsToldAndThePressesGoOn() throws Exception {
    try (Pty line = Pty.open();
        Plant plant =
            Plant.startControlled(folder, folder, pedalsAt(line.path()), LEFT_IS_NEXT_SLICE)) {
      plant.viewer().awaitDevice("pedals", "connected");
      plant.awaitWarm();
      assertThat(plant.viewer().status().has("token.topic")).isFalse();

      plant.resetHub(true);
      plant.gateway().awaitLine(l -> l.contains("it is in single-user mode"));
      plant.awaitGateway(PATIENCE);
      write(line, "L1\nL0\n");
      plant.viewer().awaitButton("left", "released");
      assertThat(plant.viewer().status().path("token.topic").asString()).isEqualTo("single-user");
      try (AppProcess monitor =
          AppProcess.start(Map.of("XDG_RUNTIME_DIR", folder.toString()), "monitor")) {
        monitor.awaitLine(
            l -> l.startsWith("hub ") && l.contains(", which is in single-user mode"));
      }

      plant.resetHub(false);
      plant.gateway().awaitLine(l -> l.contains("its tokens are for our topic again"));
      plant.awaitGateway(PATIENCE);
      assertThat(plant.viewer().status().has("token.topic")).isFalse();
      assertThat(plant.gateway().output())
          .containsOnlyOnce("single-user mode")
          .doesNotContain(Plant.TOPIC);
    }
  }
}
