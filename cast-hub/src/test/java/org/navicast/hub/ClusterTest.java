package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.hub.node.ClusterLink;
import tools.jackson.databind.JsonNode;

/** Two nodes of one hub, each at another server of a real NATS cluster. */
class ClusterTest {
  private static final String REQUEST =
      """
      {"id":"req-1","subscriber.name":"R","event":{"hub.topic":"T1","hub.event":"status-request",\
      "context":{"timeoutSeconds":20}}}\
      """;

  @TempDir static Path folder;
  private static NatsServers nats;

  private HubFixture one;
  private HubFixture two;

  @BeforeAll
  static void startNats() throws Exception {
    nats = new NatsServers(folder, 3, "");
  }

  @AfterAll
  static void stopNats() throws Exception {
    if (nats != null) {
      nats.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    one = node(0);
    two = node(1);
    Nodes.await(2, one, two);
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
  }

  private static HubFixture node(int server) throws Exception {
    return new HubFixture(Nodes.config(nats.addresses(server).subList(0, 1)));
  }

  @Test
  void whoDoesNotFollowIsToldToThoseOnOtherNodes() throws Exception {
    Peer viewer = two.subscriber("T1", "Patient-open", "VIEWER");
    Peer ehr = one.subscriber("T1", "SyncError", "EHR");
    Crossing.await(one, "T1", two.subscriber("T1", "hello-there", "C2"));
    Crossing.await(two, "T1", one.subscriber("T1", "hello-there", "C1"));
    one.publish("T1", "Patient-open", "X");
    assertEquals("Patient-open", viewer.nextEvent());
    viewer.send("{\"id\":\"1\",\"status\":409}");
    assertEquals("SyncError", ehr.nextEvent());
  }

  @Test
  void anEventCrossesOnceAsItCame() throws Exception {
    Peer viewer = two.subscriber("T1", "navi-button,hello-there", "V");
    Peer everything = two.subscriber("*", "*", "ALL");
    Peer other = two.subscriber("T2", "*", "OTHER");
    Peer gateway = one.subscriber("T1", "*", "GW");
    Crossing.await(one, "T1", viewer, everything);
    Crossing.await(one, "T2", other, everything);

    Crossing.press(1, gateway, viewer, one, two);
    gateway.send(NaviEvents.button("released", 2));

    assertEquals(NaviEvents.button("released", 2), viewer.nextText());
    assertEquals(NaviEvents.button("pressed", 1), everything.nextText());
    assertEquals(NaviEvents.button("released", 2), everything.nextText());
    assertEquals(null, everything.poll(100));
    assertEquals(null, other.poll(1));
  }

  @Test
  void filtersHoldOnTheOtherNodeToo() throws Exception {
    Peer viewer = two.subscriber("T1", "*", "V", "subscriber.actors", "WATCHER");
    Peer twin = two.subscriber("T1", "*", "GW");
    Crossing.await(one, "T1", viewer, twin);

    one.publish(
        HubFixture.envelope("T1", "for-another", "GW", ",\"target.subscriber.name\":\"W\""));
    one.publish(HubFixture.envelope("T1", "for-worker", "GW", ",\"target.actor\":\"WORKER\""));
    one.publish(HubFixture.envelope("T1", "for-you", "GW", ",\"target.subscriber.name\":\"v\""));
    one.publish("T1", "for-all", "Y");

    assertEquals("for-you", viewer.nextEvent());
    assertEquals("for-all", viewer.nextEvent());
    assertEquals("for-all", twin.nextEvent());
  }

  @Test
  void aConferenceSpansNodesAndEndsOnAll() throws Exception {
    Peer host = one.subscriber("T1", "*", "HOST");
    Peer guest = two.subscriber("T2", "*", "GUEST");
    Crossing.await(one, "T2", guest);

    JsonNode created =
        HubFixture.json(
            one.post(
                "/api/hub/conference",
                HubFixture.JSON,
                "{\"hostTopic\":\"T1\",\"title\":\"Round\",\"topics\":[\"T2\"]}"));
    assertEquals("created", created.path("status").asString());
    JsonNode started = guest.next();
    assertEquals("conference-start", started.at("/event/hub.event").asString());
    assertEquals("[\"HOST\",\"GUEST\"]", started.at("/event/context/participants").toString());
    assertEquals("conference-start", host.nextEvent());
    Crossing.await(one, "T1", guest);
    one.publish("T1", "scene", "SOMEBODY");
    assertEquals("scene", guest.nextEvent());

    HubFixture late = node(2);
    try {
      Nodes.await(3, late);
      assertEquals(
          "T1",
          HubFixture.json(late.send("GET", "/api/hub/conference", HubFixture.JSON, ""))
              .at("/0/hostTopic")
              .asString());
      late.send("DELETE", "/api/hub/conference", HubFixture.JSON, "{\"hostTopic\":\"T1\"}");
    } finally {
      late.close();
    }
    assertEquals("conference-end", guest.nextEvent());
    assertEquals(
        0, HubFixture.json(one.send("GET", "/api/hub/conference", HubFixture.JSON, "")).size());
  }

  @Test
  void aRequestGathersOverNodes() throws Exception {
    Peer here = one.subscriber("T1", "*", "GW-1");
    Peer there = two.subscriber("T1", "*", "GW-2");
    two.subscriber("T1", "none", "R");
    CompletableFuture<HttpResponse<String>> reply = one.sendAsync("/api/hub/request", REQUEST);
    assertEquals("req-1", here.next().at("/event/context/id").asString());
    assertEquals("req-1", there.next().at("/event/context/id").asString());
    there.send(answer("GW-2"));
    assertFalse(reply.isDone());
    here.send(answer("GW-1"));

    JsonNode body = HubFixture.json(reply.get(5, TimeUnit.SECONDS));
    assertTrue(body.path("ok").asBoolean(), body::toString);
    assertTrue(body.path("connected").asBoolean(), body::toString);
    assertEquals("[\"GW-1\",\"GW-2\"]", body.path("expected").toString());
    assertEquals(2, body.path("responses").size());
  }

  @Test
  void nobodyToAskOnAnyNodeIsAnsweredAtOnce() throws Exception {
    JsonNode body =
        HubFixture.json(one.sendAsync("/api/hub/request", REQUEST).get(5, TimeUnit.SECONDS));
    assertFalse(body.path("ok").asBoolean());
    assertFalse(body.path("timedOut").asBoolean(), body::toString);
    assertEquals("[]", body.path("expected").toString());
  }

  private static String answer(String name) {
    return """
    {"id":"a-%s","subscriber.name":"%s","event":{"hub.topic":"T1","hub.event":"status-response",\
    "context":{"id":"req-1","data":{}}}}\
    """
        .formatted(name, name);
  }

  @Test
  void snapshotAndResetAreOfAllNodes() throws Exception {
    Peer here = one.subscriber("T1", "*", "HERE");
    Peer there = two.subscriber("T2", "*", "THERE");
    Crossing.await(one, "T2", there);
    JsonNode snapshot =
        HubFixture.json(one.send("GET", "/api/hub/admin/snapshot", HubFixture.JSON, ""));
    assertEquals(2, snapshot.path("subscriptions").size());
    assertEquals(2, snapshot.path("nodes").size());
    assertEquals(2, snapshot.at("/stats/sockets").asInt());
    assertTrue(snapshot.at("/audit/entries").toString().contains("THERE"));

    assertEquals(200, one.post("/api/admin/reset", HubFixture.JSON, "").statusCode());
    assertEquals(1000, here.closeStatus());
    assertEquals(1000, there.closeStatus());
    assertEquals(0, two.stats().path("subscriptions").asInt());
  }

  @Test
  void aCodeOfTheMockLoginIsGoodOnAnyNodeOnce() throws Exception {
    JsonNode authorized =
        HubFixture.json(one.postForm("/oauth/authorize", "user_name", "alice", "topic", "OR-1"));
    String code = authorized.path("code").asString();
    HttpResponse<String> there = two.postForm("/oauth/token", "code", code);
    assertEquals(200, there.statusCode(), there::body);
    assertEquals("OR-1", HubFixture.json(there).path("topic").asString());
    assertEquals(401, two.postForm("/oauth/token", "code", code).statusCode());
    assertEquals(401, one.postForm("/oauth/token", "code", code).statusCode());

    String ended = HubFixture.json(one.postForm("/oauth/authorize")).path("code").asString();
    one.close();
    assertEquals(401, two.postForm("/oauth/token", "code", ended).statusCode());
  }

  @Test
  void whoGivesNoNameGetsOneThatNoOtherNodeGives() throws Exception {
    assertNotEquals(
        HubFixture.json(one.postForm("/oauth/authorize")).path("user_name"),
        HubFixture.json(two.postForm("/oauth/authorize")).path("user_name"));
  }

  @Test
  void administratorsAreToldOfNewsOnOtherNodes() throws Exception {
    try (RawClient admin = new RawClient(one.port())) {
      admin.send(
          "GET /ws/admin HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
              + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n");
      assertEquals(101, RawClient.status(admin.readHead()));
      assertTrue(text(admin).contains("connection.established"));
      long before = newsAtOne();
      two.publish("T1", "e", "X");
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
      while (newsAtOne() == before) {
        assertTrue(System.nanoTime() < until, "never heard of it");
        Thread.sleep(20);
      }
      one.server().loop().submit(() -> one.server().hub().administrators().refresh()).get();
      assertTrue(text(admin).contains("admin.refresh"));
    }
  }

  private long newsAtOne() throws Exception {
    ClusterLink cluster = Objects.requireNonNull(one.server().hub().cluster());
    return one.server().loop().submit(cluster::news).get();
  }

  private static String text(RawClient socket) throws Exception {
    return new String(socket.readFrame(), StandardCharsets.UTF_8);
  }
}
