package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.navicast.system.SerialPedals.pedalsAt;
import static org.navicast.system.SerialPedals.write;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.driver.simulator.Pty;
import tools.jackson.databind.JsonNode;

/** A gateway that is stopped while people go on: what they did meanwhile reaches nobody. */
@EnabledOnOs(OS.LINUX)
class StandstillTest {
  @TempDir Path folder;

  private static final String PROFILE =
      """
      profile: mine
      modes:
        - name: read
          pedals:
            left: { press: slice.next }
            right: { hold: { action: slice.previous, repeat-millis: 50 } }
      """;

  @ParameterizedTest
  @ValueSource(ints = {400, 900})
  void aTapMeanwhileReachesNobodyAndTheNextCounts(int millis) throws Exception {
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, pedalsAt(line.path()), PROFILE)) {
      plant.viewer().awaitDevice("pedals", "connected");
      write(line, "L1\nL0\n");
      plant.viewer().awaitButton("left", "released");

      plant.gateway().suspend();
      write(line, "L1\nL0\nR1\n");
      Thread.sleep(millis);
      plant.gateway().resume();
      assertThat(plant.viewer().inputsWithin(Duration.ofMillis(600))).isEmpty();

      write(line, "R0\nL1\n");
      JsonNode pressed = plant.viewer().awaitButton("left", "pressed");
      assertThat(pressed.path("ageMicros").asLong()).isLessThan(150_000);
      write(line, "L0\n");
      plant.viewer().awaitButton("left", "released");
      assertThat(plant.viewer().status().path("standstills").asLong()).isPositive();
    }
  }

  /** While it loads its classes on a machine that is busy, a press waits to be read. */
  @Test
  void aStartUnderLoadTellsNoOldPress() throws Exception {
    try (CycleHouse house = new CycleHouse(folder, "websocket", 7)) {
      for (int i = 0; i < 3; i++) {
        house.suffer(CycleHouse.Fault.START_UNDER_LOAD);
      }
      assertThat(house.judge().broken()).isEmpty();
      assertThat(house.judge().acts()).isPositive();
    }
  }

  @Test
  void aPedalHeldMeanwhileIsLetGo() throws Exception {
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, pedalsAt(line.path()), PROFILE)) {
      plant.viewer().awaitDevice("pedals", "connected");
      plant.awaitWarm(); // while it starts, that it stands still is no news
      write(line, "L1\n");
      long pressId = plant.viewer().awaitButton("left", "held").path("pressId").asLong();

      plant.gateway().suspend();
      write(line, "L0\nL1\n");
      Thread.sleep(500);
      plant.gateway().resume();
      JsonNode cancelled = plant.viewer().awaitButton("left", "cancelled");
      assertThat(cancelled.path("pressId").asLong()).isEqualTo(pressId);
      assertThat(cancelled.path("reason").asString()).isEqualTo("overload");
      assertThat(plant.viewer().inputsWithin(Duration.ofMillis(400))).isEmpty();
      plant.gateway().awaitLine(l -> l.contains("the gateway stood still for"));
    }
  }

  @Test
  void posesMeanwhileAreNotCalledFresh() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Plant plant = Plant.start(folder, trackerAt(server.getLocalPort()));
        Socket client = server.accept()) {
      plant.viewer().awaitDevice("tracker", "connected");
      awaitPose(plant, client, 1);

      plant.gateway().suspend();
      for (int i = 0; i < 1_000; i++) {
        client.getOutputStream().write(IgtlMessages.transform("StylusToReference", 99, 0, 0));
      }
      Thread.sleep(700);
      plant.gateway().resume();
      JsonNode next = plant.viewer().await("navi-pose", pose -> x(pose) != 1).resource();
      assertThat(next.path("tools").path(0).path("status").asString())
          .as("silent for longer than half a second: " + next)
          .isEqualTo("missing");
      Thread.sleep(100);
      awaitPose(plant, client, 2);
    }
  }

  /** Sends until it is told: a machine that is busy may find the first ones too old to be told. */
  private static void awaitPose(Plant plant, Socket client, int x) throws Exception {
    Thread sender =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    while (!Thread.currentThread().isInterrupted()) {
                      client
                          .getOutputStream()
                          .write(IgtlMessages.transform("StylusToReference", x, 0, 0));
                      Thread.sleep(20);
                    }
                  } catch (IOException | InterruptedException _) {
                    // told
                  }
                });
    JsonNode told =
        plant.viewer().await("navi-pose", pose -> x(pose) == x || x(pose) == 99).resource();
    sender.interrupt();
    sender.join();
    assertThat(x(told)).isEqualTo(x);
  }

  private static double x(JsonNode pose) {
    return pose.path("tools").path(0).path("position").path(0).asDouble();
  }

  private static String trackerAt(int port) {
    return """
    - name: tracker
      driver: tracker-igtlink
      host: 127.0.0.1
      port: %d
    """
        .formatted(port);
  }
}
