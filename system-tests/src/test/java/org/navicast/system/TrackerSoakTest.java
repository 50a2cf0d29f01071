package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Four tools at 1000 Hz from a socket through the whole gateway and a hub to a viewer: each press
 * of a tool's switch arrives with its release, and the gateway's memory stays as it is.
 */
class TrackerSoakTest {
  private static final Logger LOG = LoggerFactory.getLogger(TrackerSoakTest.class);

  /** How long; a profile asks for ten minutes. */
  private static final int SECONDS = Integer.getInteger("navicast.tracker-soak.seconds", 4);

  private static final int TOOLS = 4;
  private static final int RATE_HZ = 1_000;

  /** So long a press is held, and by then it has arrived. */
  private static final Duration HELD = Duration.ofMillis(200);

  private static final int LONGEST_PAUSE_MILLIS = 600;
  private static final long AFTER_A_COUNT_MILLIS = 500;

  /** Until its code is compiled and its buffers have their sizes, a process grows. */
  private static final long WARM_UP_MILLIS = Math.min(60_000, SECONDS * 1_000L / 4);

  private static final long HEAP_TOLERANCE_BYTES = 2 << 20;
  private static final long RESIDENT_TOLERANCE_BYTES = 48 << 20;

  @TempDir Path folder;

  @Test
  void noPressIsLostAndMemoryStaysFlat() throws Exception {
    try (MovingTools tracker = MovingTools.start(TOOLS, RATE_HZ);
        Plant plant = Plant.startTallyingPoses(folder, device(tracker))) {
      plant.viewer().awaitDevice("tracker", "connected");
      plant.awaitWarm();
      pressFor(WARM_UP_MILLIS, tracker, plant.viewer());
      Footprint before = Footprint.of(plant.gateway().pid());
      // To count what is on its heap, the gateway was made to stand still.
      Thread.sleep(AFTER_A_COUNT_MILLIS);
      long sentBefore = tracker.ticks();
      long arrivedBefore = plant.viewer().poses();
      long presses = pressFor(SECONDS * 1_000L, tracker, plant.viewer());
      long arrived = plant.viewer().poses() - arrivedBefore;
      long sent = tracker.ticks() - sentBefore;
      Footprint after = Footprint.of(plant.gateway().pid());
      LOG.info(
          "{} s, {} ticks of {} tools sent, {} poses arrived, {} presses; before: {}; after: {}",
          SECONDS,
          sent,
          TOOLS,
          arrived,
          presses,
          before,
          after);

      assertThat(presses).isPositive();
      assertThat(arrived).as("of %d", sent).isPositive().isLessThanOrEqualTo(sent + RATE_HZ);
      assertThat(after.heapBytes()).isLessThan(before.heapBytes() + HEAP_TOLERANCE_BYTES);
      assertThat(after.residentBytes())
          .isLessThan(before.residentBytes() + RESIDENT_TOLERANCE_BYTES);
      JsonNode status = plant.viewer().status();
      assertThat(status.path("reports.dropped").asLong()).isZero();
      assertThat(status.path("events.failed").asLong()).isZero();
      assertThat(status.path("refused-poses.tracker").asLong()).isZero();
      assertThat(status.path("wrong-checksums.tracker").asLong()).isZero();
    }
  }

  /**
   * Presses the switch now and then, and sees each press and its end arrive. A press that the
   * gateway found after it had stood still is rightly not told, and one that it stood still over is
   * cancelled; there may be no more of these than standstills.
   *
   * @return how many presses were told
   */
  private static long pressFor(long millis, MovingTools tracker, TestSubscriber viewer)
      throws Exception {
    Random random = new Random(millis);
    long standstills = standstills(viewer);
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long lastId = 0;
    long told = 0;
    long stoodOver = 0;
    while (System.nanoTime() < until) {
      tracker.turnSwitch(true);
      List<JsonNode> events = viewer.buttonsWithin(HELD);
      tracker.turnSwitch(false);
      if (events.isEmpty()) {
        stoodOver++;
      } else {
        told++;
        JsonNode press = events.getFirst();
        assertThat(press.path("state").asString()).isEqualTo("pressed");
        assertThat(press.path("pressId").asLong()).isGreaterThan(lastId);
        lastId = press.path("pressId").asLong();
        JsonNode last = events.getLast();
        JsonNode end =
            isEnd(last) ? last : viewer.await("navi-button", TrackerSoakTest::isEnd).resource();
        assertThat(end.path("pressId").asLong()).isEqualTo(lastId);
        if (end.path("state").asString().equals("cancelled")) {
          stoodOver++;
        }
      }
      Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
    }
    assertThat(stoodOver).isLessThanOrEqualTo(standstills(viewer) - standstills);
    return told;
  }

  private static boolean isEnd(JsonNode event) {
    return Set.of("released", "cancelled").contains(event.path("state").asString());
  }

  private static long standstills(TestSubscriber viewer) throws Exception {
    return viewer.status().path("standstills").asLong();
  }

  private static String device(MovingTools tracker) {
    return """
        - name: tracker
          driver: tracker-igtlink
          host: 127.0.0.1
          port: %d
        """
        .formatted(tracker.port());
  }
}
