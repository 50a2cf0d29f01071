package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.navicast.system.SerialPedals.pedalsAt;
import static org.navicast.system.SerialPedals.write;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.driver.simulator.Pty;
import tools.jackson.databind.JsonNode;

/** Pedals on a serial line, by bytes that are written here. */
class PedalsTest {
  /** Two seconds are promised; and some time for a busy machine. */
  private static final Duration BACK_AFTER_RESET = Duration.ofMillis(2_400);

  @TempDir Path folder;

  @Test
  void pressHeldAndReleaseArriveInOrder() throws Exception {
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, pedalsAt(line.path()))) {
      plant.viewer().awaitDevice("pedals", "connected");
      write(line, "L1\n");
      JsonNode pressed = plant.viewer().awaitButton("left", "pressed");
      JsonNode held = plant.viewer().awaitButton("left", "held");
      write(line, "noise\r\nL0\nR1\nR0\n");
      JsonNode released = plant.viewer().awaitButton("left", "released");
      plant.viewer().awaitButton("right", "pressed");
      plant.viewer().awaitButton("right", "released");

      assertThat(List.of(held, released))
          .extracting(event -> event.path("pressId").asLong())
          .containsOnly(pressed.path("pressId").asLong());
      assertThat(pressed.path("kind").asString()).isEqualTo("footswitch");
      assertThat(pressed.path("gateway").asString()).isEqualTo("or-3");
      assertThat(held.path("heldMillis").asLong()).isBetween(50L, 5_000L);
    }
  }

  @Test
  void aHubThatDiesAndComesBackHearsNothingOld() throws Exception {
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, pedalsAt(line.path()))) {
      plant.viewer().awaitDevice("pedals", "connected");
      write(line, "L1\nL0\n");
      plant.viewer().awaitButton("left", "released");
      plant.killHub();
      plant.gateway().awaitLine(l -> l.contains("trying again"));
      write(line, "R1\nR0\n");
      plant.restartHub();
      plant.awaitGateway(Duration.ofSeconds(20));
      write(line, "L1\nL0\n");
      List<JsonNode> buttons = plant.viewer().buttonsWithin(Duration.ofMillis(700));
      assertThat(buttons)
          .extracting(b -> b.path("control").asString() + " " + b.path("state").asString())
          .as("perhaps the release of before once more, since nobody knows whether it arrived")
          .containsOnlyOnce("left pressed")
          .endsWith("left released")
          .noneMatch(word -> word.startsWith("right"));
    }
  }

  @Test
  void aPedalHeldWhileTheHubDiesIsEndedNotContinued() throws Exception {
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, pedalsAt(line.path()))) {
      plant.viewer().awaitDevice("pedals", "connected");
      write(line, "L1\n");
      long pressId = plant.viewer().awaitButton("left", "held").path("pressId").asLong();
      plant.killHub();
      plant.gateway().awaitLine(l -> l.contains("trying again"));
      plant.restartHub();
      JsonNode cancelled = plant.viewer().awaitButton("left", "cancelled");
      assertThat(cancelled.path("pressId").asLong()).isEqualTo(pressId);
      assertThat(cancelled.path("reason").asString()).isEqualTo("lease-expired");
    }
  }

  @Test
  void aPedalHeldWhileTheHubIsResetIsEndedAndPressedOnce() throws Exception {
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, pedalsAt(line.path()))) {
      plant.viewer().awaitDevice("pedals", "connected");
      write(line, "L1\n");
      long pressId = plant.viewer().awaitButton("left", "held").path("pressId").asLong();
      plant.resetHub();
      plant.awaitGateway(BACK_AFTER_RESET);
      write(line, "L0\nL1\n");
      List<JsonNode> buttons = plant.viewer().buttonsWithin(Duration.ofSeconds(1));
      assertThat(statesOf(pressId, buttons))
          .as("of the press before: it goes on and ends, or ended before the viewer was back")
          .doesNotContain("pressed")
          .satisfiesAnyOf(
              states -> assertThat(states).isEmpty(),
              states -> assertThat(states.getLast()).isIn("released", "cancelled"));
      assertThat(statesOf(pressId + 1, buttons)).startsWith("pressed", "held");
      assertThat(statesOf(pressId + 1, buttons)).containsOnlyOnce("pressed");
      write(line, "L0\n");
      plant.viewer().awaitButton("left", "released");
    }
  }

  private static List<String> statesOf(long pressId, List<JsonNode> buttons) {
    return buttons.stream()
        .filter(button -> button.path("pressId").asLong() == pressId)
        .map(button -> button.path("state").asString())
        .toList();
  }

  @Test
  void aCablePulledWhileHeldCancelsAndAReplugWorksAnew() throws Exception {
    Path port = folder.resolve("ttyPedals");
    Pty line = Pty.open();
    Files.createSymbolicLink(port, Path.of(line.path()));
    try (Plant plant = Plant.start(folder, pedalsAt(port.toString()))) {
      plant.viewer().awaitDevice("pedals", "connected");
      write(line, "L1\n");
      plant.viewer().awaitButton("left", "held");
      line.close();
      assertThat(plant.viewer().awaitButton("left", "cancelled").path("reason").asString())
          .isEqualTo("device-lost");
      plant.viewer().awaitDevice("pedals", "lost");

      Files.delete(port);
      try (Pty again = Pty.open()) {
        Files.createSymbolicLink(port, Path.of(again.path()));
        plant.viewer().awaitDevice("pedals", "connected");
        write(again, "L1\nL0\n");
        plant.viewer().awaitButton("left", "pressed");
        plant.viewer().awaitButton("left", "released");
      }
    } finally {
      line.close();
    }
  }

  @Test
  void aStuckPedalIsCancelledAndItsReleaseIsNobodys() throws Exception {
    try (Pty line = Pty.open();
        Plant plant =
            Plant.start(folder, pedalsAt(line.path()) + "  buttons: { max-hold-seconds: 1 }\n")) {
      plant.viewer().awaitDevice("pedals", "connected");
      write(line, "L1\n");
      long pressId = plant.viewer().awaitButton("left", "pressed").path("pressId").asLong();
      JsonNode cancelled = plant.viewer().awaitButton("left", "cancelled");
      assertThat(cancelled.path("pressId").asLong()).isEqualTo(pressId);
      assertThat(cancelled.path("reason").asString()).isEqualTo("max-hold");
      write(line, "L0\nR1\nR0\n");
      assertThat(plant.viewer().buttonsWithin(Duration.ofMillis(300)))
          .extracting(b -> b.path("control").asString() + " " + b.path("state").asString())
          .containsExactly("right pressed", "right released");
    }
  }

  @Test
  void aDriverThatFailsCostsItsDeviceOnly() throws Exception {
    try (Pty line = Pty.open();
        Plant plant =
            Plant.start(
                folder,
                "- { name: broken, driver: test-failing, folder: "
                    + folder
                    + " }\n"
                    + pedalsAt(line.path()))) {
      plant.viewer().awaitDevice("pedals", "connected");
      Files.createFile(folder.resolve("press"));
      plant.viewer().awaitButton("only", "held");
      Files.createFile(folder.resolve("fail"));
      assertThat(plant.viewer().awaitButton("only", "cancelled").path("reason").asString())
          .isEqualTo("device-faulted");
      assertThat(plant.viewer().awaitDevice("broken", "faulted").path("reason").asString())
          .isEqualTo("its driver failed: IllegalStateException");
      write(line, "L1\nL0\n");
      plant.viewer().awaitButton("left", "released");
    }
  }

  @Test
  void aProfileTellsWhatPedalsMeanBesideThePressesTheyAreMadeOf() throws Exception {
    String profile =
        """
        profile: mine
        modes:
          - name: read
            pedals:
              left: { press: slice.next }
              right: { tap: view.reset, hold: { action: slice.scroll, value: -0.5 } }
              left+right: { press: mode.other }
          - name: other
            pedals:
              left: { press: slice.last }
        """;
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, pedalsAt(line.path()), profile)) {
      plant.viewer().awaitDevice("pedals", "connected");
      assertThat(plant.viewer().awaitProfile("read").path("bindings")).hasSize(4);
      plant.awaitWarm();
      write(line, "L1\n");
      JsonNode next = plant.viewer().awaitAction("slice.next");
      assertThat(next.path("phase").asString()).isEqualTo("triggered");
      assertThat(next.path("device").asString()).isEqualTo("pedals");
      assertThat(next.path("mode").asString()).isEqualTo("read");
      assertThat(next.path("profile").asString()).isEqualTo("mine");
      write(line, "L0\nR1\nR0\n");
      plant.viewer().awaitAction("view.reset");
      write(line, "R1\n");
      JsonNode started = plant.viewer().awaitAction("slice.scroll");
      assertThat(started.path("phase").asString()).isEqualTo("started");
      assertThat(started.path("value").asDouble()).isEqualTo(-0.5);
      assertThat(plant.viewer().awaitAction("slice.scroll").path("phase").asString())
          .isEqualTo("updated");
      write(line, "R0\n");
      plant.viewer().awaitButton("right", "released");
      JsonNode ended =
          plant
              .viewer()
              .await("navi-action", r -> r.path("phase").asString().equals("ended"))
              .resource();
      assertThat(ended.path("actionId").asLong()).isEqualTo(started.path("actionId").asLong());
      write(line, "L1\nR1\n");
      assertThat(plant.viewer().awaitProfile("other").path("reason").asString())
          .isEqualTo("pedals.left and pedals.right asked for mode.other");
      assertThat(plant.viewer().requestStatus().toString())
          .contains("\"mode\"", "pedals left press: slice.last");
    }
  }

  @Test
  void aPedalThatCannotHoldIsNamedInTheLogOnce() throws Exception {
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, pedalsAt(line.path()))) {
      plant.viewer().awaitDevice("pedals", "connected");
      for (int i = 0; i < 8; i++) {
        write(line, "L1\nL0\n");
        plant.viewer().awaitButton("left", "released");
        Thread.sleep(120);
      }
      plant.gateway().awaitLine(l -> l.contains("pedals: left lets go within 20 ms"));
      assertThat(plant.gateway().output()).containsOnlyOnce("lets go within 20 ms");
    }
  }

  @Test
  void ctrlCCancelsWhatIsHeldAndLeavesNothingBehind() throws Exception {
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, pedalsAt(line.path()))) {
      plant.viewer().awaitDevice("pedals", "connected");
      write(line, "L1\n");
      plant.viewer().awaitButton("left", "held");
      plant.gateway().interrupt();
      assertThat(plant.viewer().awaitButton("left", "cancelled").path("reason").asString())
          .isEqualTo("gateway-stopping");
      assertThat(plant.gateway().awaitExit()).isEqualTo(130);
      assertThat(plant.gateway().children()).isEmpty();
    }
  }
}
