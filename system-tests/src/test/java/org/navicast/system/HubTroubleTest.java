package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.navicast.system.SerialPedals.write;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.driver.simulator.Pty;
import tools.jackson.databind.JsonNode;

/** A hub that stands still, forgets, or says too much, each a process of its own. */
class HubTroubleTest {
  private static final String PEDALS =
      """
      - name: pedals
        driver: footswitch-serial
        port: %s
        pedals:
          - { control: left, pressed: "L1", released: "L0" }
      """;

  @TempDir Path folder;

  /** What a hub reads when it moves again was pressed before it was known to stand still. */
  @Test
  void almostNothingIsWrittenIntoAHubThatStandsStill() throws Exception {
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, PEDALS.formatted(line.path()))) {
      plant.viewer().awaitDevice("pedals", "connected");
      tap(line);
      plant.viewer().awaitButton("left", "released");
      int stalls = 3;
      List<JsonNode> late = new ArrayList<>();
      for (int stall = 0; stall < stalls; stall++) {
        plant.hub().suspend();
        for (int i = 0; i < 9; i++) {
          tap(line);
          Thread.sleep(150);
        }
        plant.hub().resume();
        Instant moving = Instant.now().minusMillis(200);
        plant.viewer().buttonsWithin(Duration.ofMillis(600)).stream()
            .filter(button -> button.path("state").asString().equals("pressed"))
            .filter(button -> Instant.parse(button.path("capturedAt").asString()).isBefore(moving))
            .forEach(late::add);
      }
      // Of nine taps in each stall one or two are under way before anybody can know.
      assertThat(late).hasSizeLessThanOrEqualTo(2 * stalls);
      tap(line);
      plant.viewer().awaitButton("left", "pressed");
    }
  }

  @Test
  void aPedalHeldWhileTheSubscriptionIsDeletedIsEndedAndWorksAgain() throws Exception {
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, PEDALS.formatted(line.path()))) {
      plant.viewer().awaitDevice("pedals", "connected");
      write(line, "L1\n");
      long pressId = plant.viewer().awaitButton("left", "held").path("pressId").asLong();
      plant.deleteSubscriptions();
      plant.gateway().awaitLine(l -> l.contains("trying again"));
      plant.awaitGateway(Duration.ofSeconds(6));
      write(line, "L0\nL1\n");
      JsonNode pressed = plant.viewer().awaitButton("left", "pressed");
      assertThat(pressed.path("pressId").asLong()).isEqualTo(pressId + 1);
      write(line, "L0\n");
      plant.viewer().awaitButton("left", "released");
    }
  }

  @Test
  void aStudyOfAnySizeEndsNothing() throws Exception {
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, PEDALS.formatted(line.path()))) {
      plant.viewer().awaitDevice("pedals", "connected");
      for (int i = 0; i < 20; i++) {
        plant.viewer().publish("imagingstudy-open", "{\"note\":\"" + "x".repeat(600_000) + "\"}");
      }
      plant.gateway().awaitLine(l -> l.contains("longer than 64 KiB and was not read"));
      tap(line);
      plant.viewer().awaitButton("left", "released");
      JsonNode status = plant.viewer().status();
      assertThat(status.path("link").asString()).isEqualTo("online");
      assertThat(status.path("subscription").asString()).isEqualTo("alive");
      assertThat(plant.gateway().output()).containsOnlyOnce("longer than 64 KiB");
    }
  }

  /**
   * Somebody on the topic asks without end. What a machine that is busy drops by itself is allowed
   * for; with an answer to each request nearly all presses were late.
   */
  @Test
  void aFloodOfStatusRequestsDelaysNoPress() throws Exception {
    int taps = 20;
    try (Pty line = Pty.open();
        Plant plant = Plant.start(folder, PEDALS.formatted(line.path()));
        Flood flood = new Flood(plant.viewer())) {
      plant.viewer().awaitDevice("pedals", "connected");
      plant.awaitWarm();
      flood.begin();
      for (int i = 0; i < taps; i++) {
        tap(line);
        Thread.sleep(100);
      }
      long requests = flood.end();
      assertThat(plant.viewer().buttonsWithin(Duration.ofMillis(600)))
          .as("amid %d requests", requests)
          .filteredOn(button -> button.path("state").asString().equals("pressed"))
          .hasSizeGreaterThanOrEqualTo(taps * 3 / 4);
      assertThat(requests).isGreaterThan(10L * taps);
      assertThat(plant.viewer().status().path("subscription").asString()).isEqualTo("alive");
    }
  }

  /** Three who ask for the status of everybody as fast as the hub takes it. */
  private static final class Flood implements AutoCloseable {
    private final TestSubscriber viewer;
    private final AtomicLong requests = new AtomicLong();
    private final List<Thread> askers = new ArrayList<>();
    private volatile boolean isOver;

    Flood(TestSubscriber viewer) {
      this.viewer = viewer;
    }

    void begin() {
      for (int i = 0; i < 3; i++) {
        askers.add(Thread.ofPlatform().daemon().start(this::ask));
      }
    }

    private void ask() {
      try {
        while (!isOver) {
          viewer.publish(
              "status-request",
              "{\"id\":\"flood-" + requests.incrementAndGet() + "\",\"dataType\":\"STATUS\"}");
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    /** Returns how many requests there were. */
    long end() throws InterruptedException {
      isOver = true;
      for (Thread asker : askers) {
        asker.join();
      }
      return requests.get();
    }

    @Override
    public void close() throws InterruptedException {
      end();
    }
  }

  private static void tap(Pty line) throws IOException, InterruptedException {
    write(line, "L1\n");
    Thread.sleep(30);
    write(line, "L0\n");
  }
}
