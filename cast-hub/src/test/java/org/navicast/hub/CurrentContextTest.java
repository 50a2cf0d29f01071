package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.navicast.cast.auth.ProviderServer;
import org.navicast.hub.door.TokenRules;
import org.navicast.hub.engine.Engine;
import org.navicast.hub.engine.NatsEngine;
import org.navicast.hub.engine.NatsSettings;
import tools.jackson.databind.JsonNode;

/** A hub that was told to keep what is open on each topic (FHIRcast 3.0.0, 2.4 and 2.9). */
class CurrentContextTest {
  private HubFixture hub;

  @BeforeEach
  void start() throws Exception {
    hub = new HubFixture(HubServerConfig.loopback(0).withCurrentContext());
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void whoComesLaterIsToldWhatIsOpenAndNothingElse() throws Exception {
    Peer ehr = subscriber("Patient-open,SyncError", "EHR");
    publish("Patient-open", "e-1", "p1");
    publish("Encounter-open", "e-2", "n1");
    publish("org.navicast.navi_button", "e-3", "b1");
    assertEquals("e-1", ehr.next().path("id").asString());

    Peer viewer = subscriber("patient-open,org.navicast.navi_button,SyncError", "VIEWER");
    assertEquals("e-1", viewer.next().path("id").asString());
    viewer.send("{\"id\":\"e-1\",\"status\":409}");
    assertEquals("SyncError", ehr.nextEvent(), "it is an event as any other");
    Peer cast = hub.subscriber("T1", "*", "CAST");
    publish("Patient-open", "e-4", "p2");
    assertEquals("e-4", viewer.next().path("id").asString(), "no press of before");
    assertEquals("e-4", cast.next().path("id").asString(), "Cast clients are told nothing old");
  }

  @Test
  void itCanBeAskedForUntilItIsClosed() throws Exception {
    subscriber("Patient-open", "EHR");
    publish("Patient-open", "e-1", "p1");
    JsonNode current = current("T1");
    assertEquals("Patient", current.path("context.type").asString());
    assertEquals("p1", current.at("/context/0/resource/id").asString());
    assertTrue(current.path("context.versionId").asString().length() > 8);
    publish("Patient-close", "e-2", "p1");
    assertEquals("", current("T1").path("context.type").asString());
    assertEquals(0, current("T1").path("context").size());
    assertTrue(configuration().path("getCurrentSupport").asBoolean());
  }

  @Test
  void aTopicIsNamedAsInAnyAddress() throws Exception {
    hub.subscribe("OR 3/ä+b", "Patient-open", "EHR");
    hub.publish(event("OR 3/ä+b", "Patient-open", "e-1", "p1"));
    assertEquals("Patient", current("OR%203%2F%C3%A4+b").path("context.type").asString());
    String malformed = RawClient.ask(hub.port(), "GET /fhircast/%zz", "", "Host: localhost");
    assertEquals(400, RawClient.status(malformed));
  }

  @Test
  void itIsForgottenWhenNobodyIsThere() throws Exception {
    String endpoint = hub.subscribe("T1", "Patient-open", "EHR");
    publish("Patient-open", "e-1", "p1");
    hub.unsubscribe(endpoint);
    look();
    assertEquals("", current("T1").path("context.type").asString());
    publish("Patient-open", "e-2", "p1");
    look();
    assertEquals("", current("T1").path("context.type").asString(), "nobody came");
  }

  @Test
  void aResetForgetsIt() throws Exception {
    subscriber("Patient-open", "EHR");
    publish("Patient-open", "e-1", "p1");
    hub.post("/api/admin/reset", HubFixture.JSON, "");
    assertEquals("", current("T1").path("context.type").asString());
  }

  @Test
  void onlyWhoMayBeOnATopicIsToldWhatIsOpenThere() throws Exception {
    hub.close();
    try (ProviderServer provider = new ProviderServer()) {
      provider.provider().claims.put("aud", "hub");
      provider.provider().claims.put("topic", "T1");
      hub =
          new HubFixture(
              HubServerConfig.loopback(0)
                  .withCurrentContext()
                  .withTokenRules(new TokenRules(URI.create(provider.issuer()), "hub")));
      String token = provider.provider().sign(Instant.now(), 300);
      assertEquals(401, get("/fhircast/T1", "").statusCode());
      assertEquals(401, hub.post("/fhircast", HubFixture.JSON, "{}").statusCode());
      assertEquals(403, get("/fhircast/T2", token).statusCode());
      assertEquals(200, get("/fhircast/T1", token).statusCode());
      assertEquals(200, get("/fhircast/.well-known/fhircast-configuration", "").statusCode());
      HttpResponse<String> cast = get("/api/hub/.well-known/fhircast-configuration", "");
      assertEquals(200, cast.statusCode());
      assertFalse(HubFixture.json(cast).path("getCurrentSupport").asBoolean(true));
    }
  }

  @Test
  void aNodeOfSeveralCannotKeepIt() {
    HubServerConfig keeping = HubServerConfig.loopback(0).withCurrentContext();
    Engine.Source nats =
        NatsEngine.source(
            new NatsSettings(NatsSettings.servers("nats://127.0.0.1:4222"), List.of(), null));
    assertThrows(IllegalArgumentException.class, () -> keeping.withEngine(nats));
  }

  private void look() throws Exception {
    Hub inside = hub.server().hub();
    hub.server().loop().submit(() -> inside.fhircast().look(inside.nanoTime().getAsLong())).sync();
  }

  private Peer subscriber(String events, String name) throws Exception {
    HttpResponse<String> granted =
        hub.postForm(
            "/fhircast",
            "hub.mode",
            "subscribe",
            "hub.channel.type",
            "websocket",
            "hub.topic",
            "T1",
            "hub.events",
            events,
            "subscriber.name",
            name);
    return hub.bind(HubFixture.json(granted).path("hub.channel.endpoint").asString());
  }

  private JsonNode current(String topic) throws Exception {
    HttpResponse<String> answer = get("/fhircast/" + topic, "");
    assertEquals(200, answer.statusCode(), answer.body());
    return HubFixture.json(answer);
  }

  private JsonNode configuration() throws Exception {
    return HubFixture.json(get("/fhircast/.well-known/fhircast-configuration", ""));
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(hub.uri(path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return hub.http().send(request.build(), BodyHandlers.ofString());
  }

  private void publish(String event, String id, String resource) throws Exception {
    assertEquals(200, hub.publish(event("T1", event, id, resource)).statusCode());
  }

  private static String event(String topic, String event, String id, String resource) {
    int end = event.lastIndexOf('-');
    return """
        {"timestamp":"2026-01-01T00:00:00Z","id":"%s","event":{"hub.topic":"%s","hub.event":"%s",
         "context":[{"key":"it","resource":{"resourceType":"%s","id":"%s"}}]}}"""
        .formatted(id, topic, event, end < 0 ? "Basic" : event.substring(0, end), resource);
  }
}
