package org.navicast.hub.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.navicast.hub.RawClient;

/**
 * While somebody attacks the hub, the others go on: a gateway and its viewer, and whoever comes
 * anew. In every build a second each, to see that they are served at all; {@code -Phub-attacks}
 * measures for longer and demands the promised latency.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HubAttackTest {
  private static final int SECONDS = Integer.getInteger("navicast.attack.seconds", 0);
  private static final long PROMISE_MILLIS = 20;
  private static final int EVERY_MILLIS = 20;
  private static final int NEWCOMER_EVERY = 10;

  private Process hub;
  private int port;
  private final List<Process> attackers = new ArrayList<>();

  @BeforeAll
  void start() throws IOException {
    hub = Processes.java(List.of(), AttackedHub.class);
    BufferedReader out = hub.inputReader(UTF_8);
    port = Integer.parseInt(out.readLine());
    measure(50, new Figures()); // until the hub's code is warm
  }

  @AfterAll
  void stop() throws Exception {
    hub.destroyForcibly().waitFor();
  }

  @AfterEach
  void peace() throws Exception {
    for (Process attacker : attackers) {
      attacker.destroyForcibly().waitFor();
    }
    attackers.clear();
  }

  @ParameterizedTest
  @EnumSource(Attack.class)
  void theOthersGoOn(Attack attack) throws Exception {
    Figures calm = new Figures();
    Figures attacked = new Figures();
    int count = Math.max(1, SECONDS) * 1_000 / EVERY_MILLIS;
    measure(count, calm);
    attackers.add(
        Processes.java(
            List.of("setsid", "nice", "-n", "10"), Attack.class, attack.name(), "" + port));
    Attack.pause(SECONDS == 0 ? 1_000 : 4_000); // until it is in full swing
    measure(count, attacked);

    System.out.printf(
        "%-20s events ms p50 %.2f p99 %.2f max %.2f (calm %.2f %.2f %.2f); newcomers p50 %.1f"
            + " max %.1f (calm %.1f %.1f)%n",
        attack,
        attacked.event(50),
        attacked.event(99),
        attacked.event(100),
        calm.event(50),
        calm.event(99),
        calm.event(100),
        attacked.newcomer(50),
        attacked.newcomer(100),
        calm.newcomer(50),
        calm.newcomer(100));
    assertTrue(attackers.getFirst().isAlive(), "the attack goes on");
    assertEquals(count, attacked.events.size());
    assertTrue(attacked.event(50) < 100, "p50 " + attacked.event(50) + " ms");
    if (SECONDS > 0) {
      assertTrue(attacked.event(99) < PROMISE_MILLIS, "p99 " + attacked.event(99) + " ms");
    }
  }

  /** A gateway that presses, its viewer, and now and then somebody who comes anew. */
  private void measure(int count, Figures figures) throws IOException {
    try (RawClient viewer = Attack.bound(port, "ROOM", "navi-button");
        RawClient gateway = Attack.bound(port, "ROOM", "none")) {
      for (int i = 0; i < count; i++) {
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS);
        byte[] press =
            ("{\"id\":\"%d\",\"subscriber.name\":\"GW\",\"event\":{\"hub.topic\":\"ROOM\","
                    + "\"hub.event\":\"navi-button\",\"context\":[]}}")
                .formatted(i)
                .getBytes(UTF_8);
        long sent = System.nanoTime();
        gateway.sendFrame(RawClient.TEXT, press);
        byte[] arrived = viewer.readFrame();
        figures.events.add(System.nanoTime() - sent);
        assertTrue(Arrays.equals(press, arrived), () -> new String(arrived, UTF_8));
        if (i % NEWCOMER_EVERY == 0) {
          long came = System.nanoTime();
          Attack.bound(port, "ROOM", "other").close();
          figures.newcomers.add(System.nanoTime() - came);
        }
        Attack.pause(Math.max(0, TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime())));
      }
    }
  }

  /** Nanoseconds measured, told in milliseconds. */
  private static final class Figures {
    private final List<Long> events = new ArrayList<>();
    private final List<Long> newcomers = new ArrayList<>();

    double event(int percent) {
      return percentile(events, percent);
    }

    double newcomer(int percent) {
      return percentile(newcomers, percent);
    }

    private static double percentile(List<Long> nanos, int percent) {
      List<Long> sorted = nanos.stream().sorted().toList();
      int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
      return sorted.get(Math.max(0, rank - 1)) / 1e6;
    }
  }
}
