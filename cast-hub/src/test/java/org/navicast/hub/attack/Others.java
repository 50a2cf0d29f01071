package org.navicast.hub.attack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.navicast.hub.RawClient;

/**
 * What the others notice: a gateway that presses 50 times a second, its viewer, and every 200 ms
 * somebody who comes anew. Each press has to arrive.
 */
final class Others {
  static final int EVERY_MILLIS = 20;
  private static final int NEWCOMER_EVERY = 10;

  private final List<Long> eventNanos = new ArrayList<>();
  private final List<Long> newcomerNanos = new ArrayList<>();

  private final int gatewayPort;
  private final int viewerPort;

  /**
   * @param gatewayPort of the hub, or of the node, that the gateway is at
   * @param viewerPort of the one that the others are at
   */
  Others(int gatewayPort, int viewerPort) {
    this.gatewayPort = gatewayPort;
    this.viewerPort = viewerPort;
  }

  /** So many presses more. */
  Others press(int count) throws IOException {
    int until = eventNanos.size() + count;
    return pressWhile(() -> eventNanos.size() < until);
  }

  /** The nodes have to find each other first, and hear what is listened to. */
  static void awaitCrossing(int from, int to) throws IOException {
    try (RawClient viewer = Attack.bound(to, "ROOM", "*");
        RawClient gateway = Attack.bound(from, "ROOM", "none")) {
      FutureTask<byte[]> arrived = new FutureTask<>(viewer::readFrame);
      Thread.startVirtualThread(arrived);
      for (int i = 0; i < 500 && !arrived.isDone(); i++) {
        gateway.sendFrame(
            RawClient.TEXT,
            "{\"event\":{\"hub.topic\":\"ROOM\",\"hub.event\":\"hello\",\"context\":[]}}"
                .getBytes(UTF_8));
        Attack.pause(20);
      }
      if (!arrived.isDone()) {
        throw new AssertionError("nothing crosses");
      }
    }
  }

  /** The same for as long as something goes on. */
  Others pressWhile(BooleanSupplier on) throws IOException {
    try (RawClient viewer = Attack.bound(viewerPort, "ROOM", "navi-button");
        RawClient gateway = Attack.bound(gatewayPort, "ROOM", "none")) {
      for (int i = 0; on.getAsBoolean(); i++) {
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS);
        byte[] press =
            ("{\"id\":\"%d\",\"subscriber.name\":\"GW\",\"event\":{\"hub.topic\":\"ROOM\","
                    + "\"hub.event\":\"navi-button\",\"context\":[]}}")
                .formatted(i)
                .getBytes(UTF_8);
        long sent = System.nanoTime();
        gateway.sendFrame(RawClient.TEXT, press);
        byte[] arrived = viewer.readFrame();
        eventNanos.add(System.nanoTime() - sent);
        if (!Arrays.equals(press, arrived)) {
          throw new AssertionError(new String(arrived, UTF_8));
        }
        if (i % NEWCOMER_EVERY == 0) {
          long came = System.nanoTime();
          Attack.bound(viewerPort, "ROOM", "other").close();
          newcomerNanos.add(System.nanoTime() - came);
        }
        Attack.pause(Math.max(0, TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime())));
      }
    }
    return this;
  }

  /** From press to viewer, in milliseconds. */
  double event(int percent) {
    return percentile(eventNanos, percent);
  }

  private static double percentile(List<Long> nanos, int percent) {
    List<Long> sorted = nanos.stream().sorted().toList();
    int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
    return sorted.get(Math.max(0, rank - 1)) / 1e6;
  }

  /** For people, in milliseconds. */
  @Override
  public String toString() {
    return "%d events p50 %.2f p99 %.2f max %.2f, newcomers p50 %.1f max %.1f ms"
        .formatted(
            eventNanos.size(),
            event(50),
            event(99),
            event(100),
            percentile(newcomerNanos, 50),
            percentile(newcomerNanos, 100));
  }
}
