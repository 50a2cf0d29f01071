package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an administrator sees of the hub, and who is one. */
class AdminTest {
  private static final String JSON = "Content-Type: application/json";

  @AutoClose private final HubFixture hub = HubFixture.onLoopback();

  @Test
  void theAuditSaysWhoGotWhatAndNeverWhatWasInIt() throws Exception {
    Peer peer = hub.subscriber("T1", "*", "A");
    hub.publish(
        "{\"subscriber.name\":\"X\",\"event\":{\"hub.topic\":\"T1\",\"hub.event\":\"patient-open\","
            + "\"context\":{\"name\":\"Doe^Jane\"}}}");
    peer.next();
    String snapshot = hub.send("GET", "/api/hub/admin/snapshot", HubFixture.JSON, "").body();
    assertFalse(snapshot.contains("Doe"), snapshot);
    JsonNode newest = entries(snapshot).path(0);
    assertEquals("patient-open", newest.path("event_name").asString());
    assertEquals("X", newest.path("publisher").asString());
    assertEquals("[\"A\"]", newest.path("subscribers").toString());
  }

  @Test
  void motionsWithinASecondAreOneRow() throws Exception {
    for (int i = 0; i < 20; i++) {
      hub.publish("T1", "navi-motion", "X");
    }
    JsonNode rows = audit();
    long all = 0;
    for (JsonNode row : rows) {
      all += row.path("count").asLong();
    }
    assertEquals(20, all);
    assertTrue(rows.size() < 10, rows.toString());
  }

  @Test
  void aThousandRowsAreKept() throws Exception {
    for (int i = 0; i < 1_010; i++) {
      hub.publish("T1", "e" + i, "X");
    }
    JsonNode rows = audit();
    assertEquals(1_000, rows.size());
    assertEquals("e1009", rows.path(0).path("event_name").asString());
    assertEquals(
        200, hub.post("/api/hub/admin/clear-audit-log", HubFixture.JSON, "{}").statusCode());
    assertEquals(0, audit().size());
  }

  @Test
  void whoComesThroughAProxyIsNoAdministrator() throws Exception {
    hub.publish("T1", "e", "X");
    String answer =
        RawClient.ask(
            hub.port(),
            "GET /api/hub/admin/snapshot",
            "",
            "Host: localhost",
            "X-Forwarded-For: 192.0.2.7");
    assertEquals(200, RawClient.status(answer));
    assertFalse(answer.contains("\"audit\""), answer);
    assertEquals(403, clearThroughProxy());
  }

  private int clearThroughProxy() throws Exception {
    return RawClient.status(
        RawClient.ask(
            hub.port(),
            "POST /api/hub/admin/clear-audit-log",
            "{}",
            "Host: localhost",
            JSON,
            "X-Forwarded-For: 192.0.2.7"));
  }

  @Test
  void metricsAreTheCountsAndWhatTheProcessTakes() throws Exception {
    hub.publish("T1", "e", "X");
    JsonNode metrics =
        HubFixture.json(hub.send("GET", "/api/hub/admin/metrics", HubFixture.JSON, ""));
    assertEquals(1, metrics.path("published").asInt());
    assertTrue(metrics.path("uptime_seconds").asInt(-1) >= 0);
    assertEquals(0, metrics.path("network").path("websocket_total").asInt(-1));
    assertTrue(metrics.path("network").path("tcp_connections").asInt() >= 1);
  }

  @Test
  void theSocketSaysThatThereIsNewsAndWhenTheHubGoes() throws Exception {
    try (RawClient socket = new RawClient(hub.port())) {
      socket.send(
          "GET /ws/admin HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
              + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n");
      assertEquals(101, RawClient.status(socket.readHead()));
      assertEquals("connection.established", type(socket));
      hub.publish("T1", "e", "X");
      hub.server().loop().submit(() -> hub.server().hub().administrators().refresh()).get();
      assertEquals("admin.refresh", type(socket));
      hub.server().close();
      assertEquals(1012, socket.readClose());
    }
  }

  @Test
  void aForeignPageGetsNoAdministratorsSocket() throws Exception {
    String answer =
        RawClient.ask(
            hub.port(), "GET /ws/admin", "", "Host: localhost", "Origin: https://evil.example");
    assertEquals(403, RawClient.status(answer));
  }

  private static String type(RawClient socket) throws Exception {
    return JsonMapper.shared()
        .readTree(new String(socket.readFrame(), StandardCharsets.UTF_8))
        .path("type")
        .asString();
  }

  private JsonNode audit() throws Exception {
    return entries(hub.send("GET", "/api/hub/admin/snapshot", HubFixture.JSON, "").body());
  }

  private static JsonNode entries(String snapshot) {
    return JsonMapper.shared().readTree(snapshot).path("audit").path("entries");
  }
}
