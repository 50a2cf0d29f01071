package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.navicast.system.SerialPedals.pedalsAt;
import static org.navicast.system.SerialPedals.write;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.driver.simulator.Pty;
import tools.jackson.databind.JsonNode;

/** What the gateway says when it is asked, and what it hears of the room. */
class TwoWayTest {
  private static final String STUDY =
      "[{\"key\":\"study\",\"resource\":{\"resourceType\":\"ImagingStudy\",\"id\":\"%s\"}}]";

  @TempDir Path folder;

  @Test
  void aStatusTellsDevicesHeldControlsVersionsLatencyAndLosses() throws Exception {
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, pedalsAt(line.path()))) {
      plant.viewer().awaitDevice("pedals", "connected");
      write(line, "L1\n");
      plant.viewer().awaitButton("left", "held");

      JsonNode status = plant.viewer().status();
      assertThat(status.path("availability").asString()).isEqualTo("online");
      assertThat(status.path("device.pedals").asString()).isEqualTo("connected");
      assertThat(status.path("held.pedals").asString()).isEqualTo("left");
      assertThat(status.path("version.java").asString()).isEqualTo(Runtime.version().toString());
      assertThat(status.path("version.gateway").asString()).matches("\\d+\\.\\d+\\..*");
      assertThat(status.path("events.sent").asLong()).isGreaterThanOrEqualTo(3);
      assertThat(status.path("events.failed").asLong()).isZero();
      assertThat(status.path("latency.age-worst-micros").asLong())
          .isGreaterThanOrEqualTo(status.path("latency.age-median-micros").asLong())
          .isLessThan(150_000);
      while (!status.has("latency.round-trip-micros")) {
        status =
            plant
                .viewer()
                .status(); // after the first ping, which waits for half a second of silence
      }
      assertThat(status.path("latency.round-trip-micros").asLong()).isBetween(1L, 1_000_000L);
    }
  }

  @Test
  void aPressThatCouldNotLeaveIsCountedAndNotTold() throws Exception {
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, pedalsAt(line.path()))) {
      plant.viewer().awaitDevice("pedals", "connected");
      assertThat(plant.viewer().status().path("events.expired").asLong()).isZero();
      plant.killHub();
      write(line, "L1\nL0\n");
      plant.restartHub();
      plant.viewer().awaitDevice("pedals", "connected");

      JsonNode status = plant.viewer().status();
      assertThat(status.path("events.expired").asLong()).isPositive();
      assertThat(status.path("events.merged").isIntegralNumber()).isTrue();
      assertThat(status.path("reports.dropped").asLong()).isZero();
    }
  }

  @Test
  void theRoomIsToldAsTheHubTellsIt() throws Exception {
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, pedalsAt(line.path()))) {
      plant.viewer().awaitDevice("pedals", "connected");
      assertThat(plant.viewer().status().path("study").asString()).isEqualTo("unknown");
      plant.viewer().publish("imagingstudy-open", STUDY.formatted("1.2.840.1"));
      assertThat(plant.viewer().status().path("study").asString()).isEqualTo("open");
      plant.viewer().publish("ImagingStudy-close", STUDY.formatted("1.2.840.1"));
      plant.viewer().publish("subscription-removed", "{}");
      assertThat(plant.viewer().status().path("study").asString()).isEqualTo("closed");
      assertThat(plant.viewer().status().path("subscribers.left").asLong()).isEqualTo(1);
      assertThat(plant.viewer().status().toString()).doesNotContain("1.2.840.1");
    }
  }

  @Test
  void inAConferenceTheOtherRoomSeesThePedal() throws Exception {
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, pedalsAt(line.path()));
        TestSubscriber tumourBoard = plant.viewer().inRoom("BOARD")) {
      plant.viewer().awaitDevice("pedals", "connected");
      plant.viewer().confer("BOARD");
      write(line, "L1\nL0\n");
      JsonNode pressed = tumourBoard.awaitButton("left", "pressed");
      assertThat(plant.viewer().awaitButton("left", "pressed")).isEqualTo(pressed);
      tumourBoard.awaitButton("left", "released");

      tumourBoard.publish("imagingstudy-open", STUDY.formatted("1.2.840.1"));
      assertThat(plant.viewer().status().path("study").asString())
          .as("a study in the other room")
          .isEqualTo("unknown");
    }
  }
}
