package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.navicast.hub.engine.NatsEngine;
import org.navicast.hub.engine.NatsSettings;

/** Hubs that are nodes of one. */
final class Nodes {
  private Nodes() {}

  /** Of a node on loopback that has its engine at any of these servers. */
  static HubServerConfig config(List<URI> servers) {
    return HubServerConfig.loopback(0)
        .withEngine(NatsEngine.source(new NatsSettings(servers, List.of(), null)));
  }

  /** Waits until each has its engine and knows that there are so many, itself included. */
  static void await(int count, HubFixture... nodes) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    for (HubFixture node : nodes) {
      while (node.stats().at("/engine/nodes").asInt() != count
          || !node.stats().at("/engine/connected").asBoolean()) {
        assertTrue(System.nanoTime() < until, "never " + count + " nodes");
        Thread.sleep(20);
      }
    }
  }
}
