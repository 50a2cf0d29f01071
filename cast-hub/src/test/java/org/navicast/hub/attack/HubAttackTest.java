package org.navicast.hub.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * While somebody attacks the hub, the others go on: a gateway and its viewer, and whoever comes
 * anew. In every build a second each, to see that they are served at all; {@code -Phub-attacks}
 * measures for longer and demands the promised latency.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HubAttackTest {
  private static final int SECONDS = Integer.getInteger("navicast.attack.seconds", 0);
  private static final long PROMISE_MILLIS = 20;

  private Process hub;
  private int port;
  private final List<Process> attackers = new ArrayList<>();

  @BeforeAll
  void start() throws IOException {
    hub = Processes.java(List.of(), AttackedHub.class);
    BufferedReader out = hub.inputReader(UTF_8);
    port = Integer.parseInt(out.readLine());
    new Others(port, port).press(50); // until the hub's code is warm
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
    int count = Math.max(1, SECONDS) * 1_000 / Others.EVERY_MILLIS;
    Others calm = new Others(port, port).press(count);
    attackers.add(
        Processes.java(
            List.of("setsid", "nice", "-n", "10"), Attack.class, attack.name(), "" + port));
    Attack.pause(SECONDS == 0 ? 1_000 : 4_000); // until it is in full swing
    Others attacked = new Others(port, port).press(count);

    System.out.printf("%-20s %s (calm: %s)%n", attack, attacked, calm);
    assertTrue(attackers.getFirst().isAlive(), "the attack goes on");
    assertTrue(attacked.event(50) < 100, "p50 " + attacked.event(50) + " ms");
    if (SECONDS > 0) {
      assertTrue(attacked.event(99) < PROMISE_MILLIS, "p99 " + attacked.event(99) + " ms");
    }
  }
}
