package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.cast.secure.TestCertificate;
import org.navicast.hub.engine.NatsEngine;
import org.navicast.hub.engine.NatsPass;
import org.navicast.hub.engine.NatsSettings;
import org.navicast.hub.engine.NkeySeed;
import tools.jackson.databind.json.JsonMapper;

/** Two nodes, and an engine that fails: killed, stopped, not there, not letting us in. */
class ClusterFaultsTest {
  private static final String SEED = "SUACSSL3UAHUDXKFSNVUZRF5UHPMWZ6BFDTJ7M6USDXIEDNPPQYYYCU3VY";

  /** Of a node that is to see its engine stopped for as long as it takes. */
  private static final Duration FOR_EVER = Duration.ofHours(1);

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private NatsServers nats(int count, String more) throws Exception {
    NatsServers servers = new NatsServers(folder, count, more);
    open.add(servers);
    return servers;
  }

  private HubFixture node(List<URI> servers) throws Exception {
    return node(new NatsSettings(servers, List.of(), null));
  }

  private HubFixture patientNode(List<URI> servers) throws Exception {
    return node(new NatsSettings(servers, List.of(), null, FOR_EVER));
  }

  private HubFixture node(NatsSettings settings) throws Exception {
    HubFixture hub =
        new HubFixture(HubServerConfig.loopback(0).withEngine(NatsEngine.source(settings)));
    open.add(hub);
    return hub;
  }

  private static void awaitReady(HubFixture hub, boolean ready) throws Exception {
    await(() -> (hub.send("GET", "/ready", HubFixture.JSON, "").statusCode() == 200) == ready);
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < until, "in vain");
      Thread.sleep(10);
    }
  }

  @Test
  void withoutItsEngineANodeTakesNobodyAndSaysSo() throws Exception {
    NatsServers servers = nats(1, "");
    servers.kill(0);
    HubFixture hub = node(servers.addresses(0));
    assertEquals(503, hub.send("GET", "/ready", HubFixture.JSON, "").statusCode());
    assertEquals(
        "{\"status\":\"up\",\"engine\":\"lost\"}",
        hub.send("GET", "/health", HubFixture.JSON, "").body());
    var refused = hub.trySubscribe("T1", "*", "V");
    assertEquals(503, refused.statusCode());
    assertTrue(refused.body().contains("try another one"), refused::body);

    servers.restart(0);
    awaitReady(hub, true);
    assertEquals(202, hub.trySubscribe("T1", "*", "V").statusCode());
  }

  @Test
  void whoseEngineIsGoneSendsItsClientsAwayAndTakesThemAgain() throws Exception {
    NatsServers servers = nats(1, "");
    HubFixture hub = node(servers.addresses(0));
    awaitReady(hub, true);
    Peer viewer = hub.subscriber("T1", "*", "V");
    long before = System.nanoTime();
    servers.kill(0);
    assertEquals(1012, viewer.closeStatus());
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
    assertTrue(took < 2_000, () -> "after " + took + " ms");
    assertEquals(503, hub.publish(HubFixture.envelope("T1", "e", "X")).statusCode());
    assertEquals(0, hub.stats().path("subscriptions").asInt());

    servers.restart(0);
    awaitReady(hub, true);
    Peer again = hub.subscriber("T1", "*", "V");
    hub.publish("T1", "e", "X");
    assertEquals("e", again.nextEvent());
  }

  @Test
  void oneServerOfThreeIsKilledAndNobodyNotices() throws Exception {
    NatsServers servers = nats(3, "");
    HubFixture one = node(servers.addresses(0).subList(0, 1));
    HubFixture two = node(servers.addresses(1));
    Nodes.await(2, one, two);
    Peer viewer = two.subscriber("T1", "*", "V");
    Crossing.await(one, "T1", viewer);
    // Wherever the node's client went of its three, none may be missed.
    for (int killed = 1; killed < 3; killed++) {
      servers.kill(killed);
      long before = System.nanoTime();
      Crossing.await(one, "T1", viewer);
      long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
      assertTrue(took < 2_000, () -> "back after " + took + " ms");
      servers.restart(killed);
      Crossing.await(one, "T1", viewer);
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      one.publish(NaviEvents.button("released", i));
    }
    for (int i = 0; i < 20; i++) {
      assertTrue(seen.add(viewer.nextText()), "twice");
    }
  }

  @Test
  void whatAStoppedEngineHeldIsNotDeliveredLate() throws Exception {
    NatsServers servers = nats(1, "");
    HubFixture one = patientNode(servers.addresses(0));
    HubFixture two = patientNode(servers.addresses(0));
    Nodes.await(2, one, two);
    Peer viewer = two.subscriber("T1", "*", "V");
    Peer gateway = one.subscriber("T1", "none", "GW");
    Crossing.await(one, "T1", viewer);
    long refusedBefore = Crossing.refused(one, two);

    servers.suspend(0, true);
    gateway.send(NaviEvents.motion(1));
    gateway.send(NaviEvents.button("pressed", 2));
    gateway.send(NaviEvents.action("triggered", 3));
    gateway.send(NaviEvents.button("held", 4));
    gateway.send(NaviEvents.pose("A", 5));
    gateway.send(NaviEvents.button("released", 6));
    Thread.sleep(600);
    servers.suspend(0, false);
    assertEquals(6, seq(viewer.nextText()), "an end is good for ever");
    Crossing.await(one, "T1", viewer);
    assertEquals(5, Crossing.refused(one, two) - refusedBefore);
    Crossing.press(7, gateway, viewer, one, two);
  }

  @Test
  void anEngineThatDoesNotReadStopsNobody() throws Exception {
    NatsServers servers = nats(1, "");
    HubFixture hub = patientNode(servers.addresses(0));
    awaitReady(hub, true);
    Peer viewer = hub.subscriber("T1", "navi-button", "V");
    Peer gateway = hub.subscriber("T1", "none", "GW");
    String large =
        HubFixture.envelope("T1", "large", "GW", ",\"filler\":\"" + "x".repeat(1 << 20) + '"');
    servers.suspend(0, true);
    try {
      for (int i = 0; i < 8; i++) {
        gateway.send(large); // more than the kernel takes, so the client waits in its write
      }
      for (int i = 0; i < 5; i++) {
        Crossing.press(i, gateway, viewer, hub);
      }
    } finally {
      servers.suspend(0, false); // or a node that stood still would do so for ever
    }
  }

  @Test
  void whatAnEngineHeldForSecondsIsNotDeliveredToThoseWhoCameBack() throws Exception {
    NatsServers servers = nats(1, "");
    HubFixture one = node(servers.addresses(0));
    HubFixture two = node(servers.addresses(0));
    Nodes.await(2, one, two);
    Peer viewer = two.subscriber("T1", "*", "V");
    Crossing.await(one, "T1", viewer);

    servers.suspend(0, true);
    for (int i = 0; i < 5; i++) {
      one.publish(NaviEvents.button("pressed", i));
    }
    assertEquals(1012, viewer.closeStatus());
    Thread.sleep(1_000);
    servers.suspend(0, false);
    awaitReady(one, true);
    awaitReady(two, true);
    Peer again = two.subscriber("T1", "*", "V");
    Peer gateway = one.subscriber("T1", "none", "GW");
    Crossing.await(one, "T1", again);
    Crossing.press(100, gateway, again, one, two);
  }

  private static int seq(String event) {
    return JsonMapper.shared().readTree(event).at("/event/context/0/resource/seq").asInt();
  }

  @Test
  void anNkeyLetsIn() throws Exception {
    NkeySeed seed = NkeySeed.parse(SEED);
    NatsServers servers =
        nats(1, "authorization { users: [ { nkey: \"" + seed.publicKey() + "\" } ] }");
    awaitReady(
        node(new NatsSettings(servers.addresses(0), List.of(), new NatsPass.Key(seed))), true);
    HubFixture without = node(servers.addresses(0));
    Thread.sleep(300);
    awaitReady(without, false);
  }

  @Test
  void aTokenLetsIn() throws Exception {
    NatsServers servers = nats(1, "authorization { token: \"s3cret\" }");
    awaitReady(
        node(new NatsSettings(servers.addresses(0), List.of(), new NatsPass.Token("s3cret"))),
        true);
    HubFixture wrong =
        node(new NatsSettings(servers.addresses(0), List.of(), new NatsPass.Token("guess")));
    Thread.sleep(300);
    awaitReady(wrong, false);
  }

  @Test
  void overTlsTheServerMustBeWhoItIsCalled() throws Exception {
    TestCertificate own = TestCertificate.of("nats").make();
    NatsServers servers =
        nats(
            1,
            "tls { cert_file: \"%s\", key_file: \"%s\" }"
                .formatted(own.certificateFile(folder), own.keyFile(folder)));
    List<X509Certificate> trusted = List.of(own.certificate());
    int port = servers.addresses(0).getFirst().getPort();
    awaitReady(
        node(new NatsSettings(List.of(URI.create("tls://localhost:" + port)), trusted, null)),
        true);
    HubFixture unknown =
        node(new NatsSettings(List.of(URI.create("tls://localhost:" + port)), List.of(), null));
    HubFixture otherName =
        node(new NatsSettings(List.of(URI.create("tls://127.0.0.1:" + port)), trusted, null));
    Thread.sleep(500);
    awaitReady(unknown, false);
    awaitReady(otherName, false);
  }
}
