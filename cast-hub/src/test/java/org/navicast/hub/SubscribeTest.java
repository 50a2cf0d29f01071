package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** cast-wire, sections 4 and 5: subscribe and bind. */
class SubscribeTest {
  @AutoClose private final HubFixture hub = HubFixture.onLoopback();

  @Test
  void repliesWithAnEndpointAndHowToPublish() throws Exception {
    HttpResponse<String> reply = hub.trySubscribe("T1", "navi-button", "A");
    JsonNode body = HubFixture.json(reply);

    assertEquals(202, reply.statusCode());
    assertTrue(
        body.path("hub.channel.endpoint")
            .asString()
            .matches("ws://127\\.0\\.0\\.1:" + hub.port() + "/bind/[0-9a-f-]{36}"));
    assertEquals("[\"websocket\",\"http\"]", body.path("navicast.publish").toString());
  }

  @Test
  void firstFrameSaysEstablished() throws Exception {
    String endpoint = hub.subscribe("T1", "*", "A");
    JsonNode first = hub.bindRaw(endpoint, true).next();

    assertEquals("connection.established", first.path("type").asString());
    assertTrue(endpoint.endsWith(first.path("endpoint").asString()));
    assertTrue(first.path("timestamp").isString());
  }

  @Test
  void takesJsonWithListsAndUnderscores() throws Exception {
    HttpResponse<String> reply =
        hub.post(
            "/api/hub",
            HubFixture.JSON,
            """
            {"hub.mode":"subscribe","hub_channel_type":"websocket","hub_topic":"T1",
             "hub.events":["a-b","c-d"],"subscriber_name":"A","subscriber.actors":["WATCHER"],
             "subscriber.client_info":{"productName":"P"},"hub.lease_seconds":60}
            """);
    assertEquals(202, reply.statusCode());
    JsonNode row =
        HubFixture.json(hub.send("GET", "/api/hub/admin/snapshot", HubFixture.JSON, ""))
            .path("subscriptions")
            .path(0);
    assertEquals("a-b,c-d", row.path("events").asString());
    assertEquals("A", row.path("subscriber").asString());
    assertEquals("[\"WATCHER\"]", row.path("actors").toString());
    assertEquals("P", row.path("client_info").path("productName").asString());
    assertEquals(60, row.path("lease").asInt());
  }

  @Test
  void queryComesBeforeBody() throws Exception {
    hub.post(
        "/api/hub?hub.topic=T2",
        HubFixture.FORM,
        HubFixture.form(
            "hub.mode", "subscribe", "hub.channel.type", "websocket", "hub.topic", "T1"));
    String snapshot = hub.send("GET", "/api/hub/admin/snapshot", HubFixture.JSON, "").body();
    assertTrue(snapshot.contains("\"topic\":\"T2\""));
  }

  @Test
  void theSnapshotKeepsEndpointsToItself() throws Exception {
    String endpoint = hub.subscribe("T1", "*", "A");
    String snapshot = hub.send("GET", "/api/hub/admin/snapshot", HubFixture.JSON, "").body();
    assertTrue(!snapshot.contains(endpoint.substring(endpoint.lastIndexOf('/') + 1)));
  }

  @ParameterizedTest
  @CsvSource({
    "SUBSCRIBE,websocket,60",
    "subscribe,webhook,60",
    "subscribe,,60",
    "subscribe,websocket,abc",
    "subscribe,websocket,1.5"
  })
  void refusesWhatItCannotKeep(String mode, String channel, String lease) throws Exception {
    HttpResponse<String> reply =
        hub.postForm(
            "/api/hub",
            "hub.mode",
            mode,
            "hub.channel.type",
            channel == null ? "" : channel,
            "hub.lease_seconds",
            lease);
    assertEquals(400, reply.statusCode());
    assertTrue(HubFixture.json(reply).path("detail").isString());
  }

  @Test
  void takesANegativeLease() throws Exception {
    assertEquals(202, hub.trySubscribe("T1", "*", "A", "hub.lease_seconds", "-5").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/bind/",
        "/bind/nobody",
        "/bind/00000000-0000-0000-0000-000000000000",
        "/bind/x/"
      })
  void anUnknownEndpointIsNotFoundAtTheHandshake(String path) {
    CompletionException refused =
        Assertions.assertThrows(
            CompletionException.class,
            () -> hub.bindRaw("ws://127.0.0.1:" + hub.port() + path, true));
    WebSocketHandshakeException handshake =
        Assertions.assertInstanceOf(WebSocketHandshakeException.class, refused.getCause());
    assertEquals(404, handshake.getResponse().statusCode());
  }

  @Test
  void bindingWantsAWebSocket() throws Exception {
    String endpoint = hub.subscribe("T1", "*", "A");
    String path = endpoint.substring(endpoint.indexOf("/bind/"));
    assertEquals(426, hub.send("GET", path, HubFixture.JSON, "").statusCode());
  }

  @Test
  void subscribingAgainWithTheEndpointChangesWhatComes() throws Exception {
    String endpoint = hub.subscribe("T1", "e-one", "A");
    Peer peer = hub.bind(endpoint);
    assertEquals(endpoint, hub.subscribe("T1", "e-two", "A", "hub.channel.endpoint", endpoint));
    hub.publish("T1", "e-one", "X");
    hub.publish("T1", "e-two", "X");
    assertEquals("e-two", peer.nextEvent());
    assertEquals(1, hub.stats().path("subscriptions").asInt());
    String other = hub.subscribe("T2", "e-two", "A", "hub.channel.endpoint", endpoint);
    assertNotEquals(endpoint, other, "another topic is another subscription");
  }

  @Test
  void behindAProxyThatSpeaksTlsSocketsAreSecure() throws Exception {
    String form =
        HubFixture.form("hub.mode", "subscribe", "hub.channel.type", "websocket", "hub.topic", "T");
    String answer =
        RawClient.ask(
            hub.port(),
            "POST /api/hub",
            form,
            "Host: localhost",
            "X-Forwarded-Proto: https",
            "Content-Type: " + HubFixture.FORM);
    assertTrue(answer.contains("\"wss://localhost/bind/"), answer);
  }

  @Test
  void aSecondSocketTakesOverAndTheFirstIsClosed() throws Exception {
    String endpoint = hub.subscribe("T1", "*", "A");
    Peer first = hub.bind(endpoint);
    Peer second = hub.bind(endpoint);

    assertEquals(1000, first.closeStatus());
    hub.publish("T1", "e-one", "X");
    assertEquals("e-one", second.nextEvent());
  }
}
