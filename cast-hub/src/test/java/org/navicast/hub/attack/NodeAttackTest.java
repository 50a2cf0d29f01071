package org.navicast.hub.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.navicast.hub.NatsServers;

/**
 * While somebody attacks one node of a hub, those on the other node go on: a gateway and its viewer
 * there, and a viewer there whose gateway is on the attacked one.
 */
@EnabledIfSystemProperty(
    named = "navicast.attack.seconds",
    matches = "[1-9]\\d*",
    disabledReason = "takes minutes, in -Phub-attacks")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodeAttackTest {
  private static final int SECONDS = Integer.getInteger("navicast.attack.seconds", 1);
  private static final long PROMISE_MILLIS = 20;

  private NatsServers nats;
  private final List<Process> hubs = new ArrayList<>();
  private int attacked;
  private int other;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    nats = new NatsServers(folder, 1, "");
    attacked = startNode();
    other = startNode();
    Others.awaitCrossing(attacked, other);
    new Others(attacked, other).press(50); // until their code is warm
    new Others(other, other).press(50);
  }

  private int startNode() throws IOException {
    Process hub =
        Processes.java(List.of(), AttackedHub.class, nats.addresses(0).getFirst().toString());
    hubs.add(hub);
    return Integer.parseInt(hub.inputReader(UTF_8).readLine());
  }

  @AfterAll
  void stop() throws Exception {
    for (Process hub : hubs) {
      hub.destroyForcibly().waitFor();
    }
    if (nats != null) {
      nats.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Attack.class)
  void thoseOnTheOtherNodeGoOn(Attack attack) throws Exception {
    int count = SECONDS * 1_000 / Others.EVERY_MILLIS;
    Others calmThere = new Others(other, other).press(count);
    Others calmAcross = new Others(attacked, other).press(count);
    Process attacker =
        Processes.java(
            List.of("setsid", "nice", "-n", "10"), Attack.class, attack.name(), "" + attacked);
    try {
      Attack.pause(4_000); // until it is in full swing
      Others there = new Others(other, other).press(count);
      Others across = new Others(attacked, other).press(count);
      System.out.printf(
          "%s of a node%n  on the other one: %s%n  calm:             %s%n"
              + "  from one to the other: %s%n  calm:                  %s%n",
          attack, there, calmThere, across, calmAcross);
      assertTrue(attacker.isAlive(), "the attack goes on");
      assertTrue(there.event(99) < PROMISE_MILLIS, "p99 " + there.event(99) + " ms");
      assertTrue(across.event(50) < 100, "p50 " + across.event(50) + " ms");
    } finally {
      attacker.destroyForcibly().waitFor();
    }
  }
}
