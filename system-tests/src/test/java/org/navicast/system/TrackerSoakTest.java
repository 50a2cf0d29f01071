package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
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
  private static final int LONGEST_PRESS_MILLIS = 200;
  private static final int LONGEST_PAUSE_MILLIS = 600;

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
      long warmUp = pressFor(WARM_UP_MILLIS, 0, tracker, plant.viewer());
      Footprint before = Footprint.of(plant.gateway().pid());
      long sentBefore = tracker.ticks();
      long arrivedBefore = plant.viewer().poses();
      long presses = pressFor(SECONDS * 1_000L, warmUp, tracker, plant.viewer()) - warmUp;
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
   * Presses the switch now and then, and sees each press and each release arrive.
   *
   * @param lastPress id of the press before
   * @return id of the last press
   */
  private static long pressFor(
      long millis, long lastPress, MovingTools tracker, TestSubscriber viewer)
      throws InterruptedException {
    Random random = new Random(millis);
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    long press = lastPress;
    while (System.nanoTime() < until) {
      press++;
      tracker.turnSwitch(true);
      JsonNode pressed = viewer.awaitButton("Tool0.switch1", "pressed");
      assertThat(pressed.path("pressId").asLong()).isEqualTo(press);
      Thread.sleep(random.nextInt(LONGEST_PRESS_MILLIS));
      tracker.turnSwitch(false);
      JsonNode released = viewer.awaitButton("Tool0.switch1", "released");
      assertThat(released.path("pressId").asLong()).isEqualTo(press);
      Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
    }
    return press;
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
