package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navicast.cast.auth.ProviderServer;
import org.navicast.hub.conference.ConferenceRoutes;
import org.navicast.hub.door.TokenRules;
import tools.jackson.databind.JsonNode;

/** A hub that lets in only who shows a good token. */
class TokenTest {
  private static final String AUDIENCE = "https://hub.example.org";
  private static final String INVALID = "Bearer realm=\"cast-hub\", error=\"invalid_token\"";

  private volatile Instant now = Instant.now();
  private ProviderServer provider;
  private HubFixture hub;

  @BeforeEach
  void start() throws Exception {
    provider = new ProviderServer();
    provider.provider().claims.put("aud", AUDIENCE);
    provider.provider().claims.put("topic", "OR-3");
    hub =
        new HubFixture(
            HubServerConfig.loopback(0)
                .withClock(() -> now)
                .withTokenRules(new TokenRules(URI.create(provider.issuer()), AUDIENCE)));
  }

  @AfterEach
  void stop() {
    hub.close();
    provider.close();
  }

  @Test
  void withoutATokenNobodyDoesAnything() throws Exception {
    for (String path : List.of("/api/hub", "/api/hub/request", "/api/admin/reset")) {
      HttpResponse<String> reply = post(path, "{}", "");
      assertEquals(401, reply.statusCode(), path);
      assertEquals("Bearer realm=\"cast-hub\"", challenge(reply));
    }
    assertEquals(401, hub.send("DELETE", "/api/hub", HubFixture.JSON, "").statusCode());
    assertEquals(401, hub.send("GET", "/api/hub/admin/snapshot", HubFixture.JSON, "").statusCode());
  }

  @Test
  void withAGoodOneItSubscribesPublishesAndAsks() throws Exception {
    String token = token(300);
    Peer viewer = hub.bind(subscribe("OR-3", "VIEWER", token));
    HttpResponse<String> published =
        post("/api/hub", HubFixture.envelope("OR-3", "navi-button", "GATEWAY"), token);
    assertEquals(200, published.statusCode(), published.body());
    assertEquals("navi-button", viewer.nextEvent());
    viewer.send(HubFixture.envelope("OR-3", "navi-button", "OTHER"));
    assertEquals(
        200,
        post(
                "/api/hub/request",
                "{\"id\":\"1\",\"subscriber.name\":\"VIEWER\",\"event\":"
                    + "{\"hub.topic\":\"OR-3\",\"hub.event\":\"status-request\"}}",
                token)
            .statusCode());
  }

  @Test
  void theKeysAreAskedForOnce() throws Exception {
    for (int i = 0; i < 5; i++) {
      subscribe("OR-3", "VIEWER", token(300 + i));
    }
    assertEquals(1, provider.provider().paths().stream().filter("/jwks"::equals).count());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "aud | https://other.example.org | The token is of another issuer, for another audience",
        "iss | https://other.example.org | The token is of another issuer, for another audience",
      })
  void aTokenOfAnotherIsRefused(String claim, String value, String why) throws Exception {
    provider.provider().claims.put(claim, value);
    HttpResponse<String> reply = trySubscribe("OR-3", token(300));
    assertEquals(401, reply.statusCode());
    assertTrue(challenge(reply).startsWith(INVALID + ", error_description=\"" + why));
  }

  @ParameterizedTest
  @CsvSource({"x", "a.b.c", "eyJhbGciOiJub25lIn0.e30."})
  void aForgedOneIsRefused(String token) throws Exception {
    HttpResponse<String> reply = trySubscribe("OR-3", token);
    assertEquals(401, reply.statusCode());
    assertTrue(challenge(reply).startsWith(INVALID));
  }

  @Test
  void aTokenWithAnotherSignatureIsRefused() throws Exception {
    String good = token(300);
    String other = token(301);
    String forged =
        good.substring(0, good.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
    assertEquals(401, trySubscribe("OR-3", forged).statusCode());
  }

  @Test
  void anEndedOneIsRefusedAlsoWhenItWasGoodBefore() throws Exception {
    String token = token(60);
    subscribe("OR-3", "VIEWER", token);
    now = now.plusSeconds(65); // within what clocks may differ
    assertEquals(202, trySubscribe("OR-3", token).statusCode());
    now = now.plusSeconds(10);
    HttpResponse<String> reply = trySubscribe("OR-3", token);
    assertEquals(401, reply.statusCode());
    assertEquals(INVALID + ", error_description=\"The token has ended\"", challenge(reply));
  }

  @Test
  void anotherTopicIsForbidden() throws Exception {
    String token = token(300);
    assertEquals(403, trySubscribe("OR-4", token).statusCode());
    assertEquals(403, trySubscribe("*", token).statusCode());
    assertEquals(
        403, post("/api/hub", HubFixture.envelope("OR-4", "navi-button", "G"), token).statusCode());
    assertEquals(
        403,
        post(
                "/api/hub/request",
                "{\"id\":\"1\",\"subscriber.name\":\"V\",\"event\":"
                    + "{\"hub.event\":\"status-request\"}}",
                token)
            .statusCode());
    Peer viewer = hub.bind(subscribe("OR-3", "VIEWER", token));
    viewer.send(HubFixture.envelope("OR-4", "navi-button", "VIEWER"));
    assertEquals("The token is for another topic", viewer.next().path("detail").asString());
  }

  @Test
  void aTokenWithoutATopicIsForAll() throws Exception {
    provider.provider().claims.remove("topic");
    assertEquals(202, trySubscribe("OR-4", token(300)).statusCode());
  }

  @Test
  void whoeverHasATokenCannotThrowTheOthersOut() throws Exception {
    String token = token(300);
    assertEquals(403, post("/api/admin/reset", "{}", token).statusCode());
    HttpRequest all =
        HttpRequest.newBuilder(hub.uri("/api/hub"))
            .header("Authorization", "Bearer " + token)
            .DELETE()
            .build();
    assertEquals(403, hub.http().send(all, BodyHandlers.ofString()).statusCode());
  }

  @Test
  void aTokenOfOneRoomOpensOneRoom() throws Exception {
    String a = tokenOf("ROOM-A");
    String b = tokenOf("ROOM-B");
    Peer inB = hub.bind(subscribe("ROOM-B", "B", b));
    Peer inA = hub.bind(subscribe("ROOM-A", "A", a));
    String path = ConferenceRoutes.PATH;

    // A room is not dragged into a conference, and nobody joins one that has not asked for it.
    assertEquals(403, post(path, conference("ROOM-B", "[\"ROOM-A\"]"), a).statusCode());
    assertEquals(200, post(path, conference("ROOM-A", "[\"ROOM-C\"]"), a).statusCode());
    assertEquals("[]", get(path, b));
    assertEquals(403, patch(path + "/join", join("ROOM-A", "ROOM-B"), b));
    assertEquals(403, patch(path + "/join", join("ROOM-A", "ROOM-B"), a));
    publish("ROOM-A", "first", a);
    publish("ROOM-B", "second", b);
    assertEquals("conference-start", inA.nextEvent());
    assertEquals("first", inA.nextEvent());
    assertEquals("second", inB.nextEvent());

    // Who is invited joins by a token of its own.
    assertEquals(200, post(path, conference("ROOM-A", "[\"ROOM-B\"]"), a).statusCode());
    assertEquals("conference-start", inA.nextEvent());
    publish("ROOM-A", "before", a);
    assertTrue(get(path, b).contains("\"invited\":[\"ROOM-B\"]"));
    assertEquals(200, patch(path + "/join", join("ROOM-A", "ROOM-B"), b));
    assertEquals("conference-start", inB.nextEvent(), "and not what was said before");
    publish("ROOM-A", "third", a);
    assertEquals("third", inB.nextEvent());

    // And ends what is its own only.
    assertEquals(403, delete(path, "{\"hostTopic\":\"ROOM-A\"}", b));
    assertEquals(403, delete(path, leave("ROOM-A", "ROOM-A"), b));
    String lead = "{\"hostTopic\":\"ROOM-A\",\"sceneLeaderTopic\":\"ROOM-A\"}";
    assertEquals(403, patch(path + "/lead", lead, b));
    assertEquals(200, delete(path, leave("ROOM-A", "ROOM-B"), b));
  }

  @Test
  void snapshotAndListsShowWhatTheTokenMaySee() throws Exception {
    String a = tokenOf("ROOM-A");
    String b = tokenOf("ROOM-B");
    subscribe("ROOM-A", "SECRET-A", a);
    subscribe("ROOM-B", "B", b);
    post(ConferenceRoutes.PATH, conference("ROOM-A", "[]"), a);
    String snapshot = get("/api/hub/admin/snapshot", b);
    assertTrue(snapshot.contains("ROOM-B") && !snapshot.contains("ROOM-A"), snapshot);
    assertEquals(
        "[{\"topic\":\"ROOM-B\",\"timezone\":\"\"}]", get(ConferenceRoutes.TOPICS_PATH, b));
    provider.provider().claims.remove("topic");
    assertTrue(get("/api/hub/admin/snapshot", token(300)).contains("ROOM-A"));
  }

  @Test
  void aTokenForEveryTopicMayReset() throws Exception {
    subscribe("OR-3", "VIEWER", token(300));
    provider.provider().claims.remove("topic");
    assertEquals(200, post("/api/admin/reset", "{}", token(200)).statusCode());
  }

  private String tokenOf(String room) {
    provider.provider().claims.put("topic", room);
    return token(300);
  }

  private static String conference(String host, String topics) {
    return "{\"hostTopic\":\"%s\",\"title\":\"Board\",\"topics\":%s}".formatted(host, topics);
  }

  private static String join(String host, String topic) {
    return "{\"hostTopic\":\"%s\",\"joinTopic\":\"%s\"}".formatted(host, topic);
  }

  private static String leave(String host, String topic) {
    return "{\"hostTopic\":\"%s\",\"leaveTopic\":\"%s\"}".formatted(host, topic);
  }

  private void publish(String topic, String event, String token) throws Exception {
    assertEquals(200, post("/api/hub", HubFixture.envelope(topic, event, "X"), token).statusCode());
  }

  private String get(String path, String token) throws Exception {
    return call("GET", path, "", token).body();
  }

  private int patch(String path, String body, String token) throws Exception {
    return call("PATCH", path, body, token).statusCode();
  }

  private int delete(String path, String body, String token) throws Exception {
    return call("DELETE", path, body, token).statusCode();
  }

  private HttpResponse<String> call(String method, String path, String body, String token)
      throws Exception {
    return hub.http()
        .send(
            HttpRequest.newBuilder(hub.uri(path))
                .header("Content-Type", HubFixture.JSON)
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
  }

  @Test
  void aProviderThatIsAwayIsNotTheTokensFault() throws Exception {
    String token = token(300);
    provider.close();
    assertEquals(503, trySubscribe("OR-3", token).statusCode());
  }

  @Test
  void aSocketEndsWithItsTokenUnlessItWasRenewed() throws Exception {
    String first = token(-9); // ended, but within what clocks may differ: its lease ends at once
    HttpResponse<String> reply = trySubscribe("OR-3", first);
    assertEquals(1, HubFixture.json(reply).path("hub.lease_seconds").asInt());
    String endpoint = HubFixture.json(reply).path("hub.channel.endpoint").asString();
    Peer kept = hub.bind(endpoint);
    Peer left = hub.bind(subscribe("OR-3", "OTHER", first));

    HttpResponse<String> renewed =
        trySubscribe("OR-3", token(300), "hub.channel.endpoint", endpoint);
    assertEquals(endpoint, HubFixture.json(renewed).path("hub.channel.endpoint").asString());
    assertTrue(HubFixture.json(renewed).path("hub.lease_seconds").asInt() > 290);

    now = now.plusSeconds(2);
    JsonNode denial = left.next();
    assertEquals("denied", denial.path("hub.mode").asString());
    assertEquals(1008, left.closeStatus());
    assertEquals(
        200,
        post("/api/hub", HubFixture.envelope("OR-3", "navi-button", "G"), token(300)).statusCode());
    assertEquals("subscription-removed", kept.nextEvent());
    assertEquals("navi-button", kept.nextEvent());
  }

  @Test
  void aLeaseOfFhircastIsNotLongerThanItsToken() throws Exception {
    String form =
        HubFixture.form(
            "hub.mode", "subscribe",
            "hub.channel.type", "websocket",
            "hub.topic", "OR-3",
            "hub.events", "Patient-open",
            "hub.lease_seconds", "600");
    HttpResponse<String> reply = send("/fhircast", HubFixture.FORM, form, token(300));
    Peer ehr = hub.bindRaw(HubFixture.json(reply).path("hub.channel.endpoint").asString(), true);
    int lease = ehr.next().path("hub.lease_seconds").asInt();
    assertTrue(lease > 290 && lease <= 300, () -> "lease " + lease);
    assertEquals(401, send("/fhircast", HubFixture.FORM, form, "").statusCode());
  }

  private String token(long seconds) {
    return provider.provider().sign(now, seconds);
  }

  private static String challenge(HttpResponse<String> reply) {
    return reply.headers().firstValue("WWW-Authenticate").orElse("");
  }

  private String subscribe(String topic, String name, String token) throws Exception {
    HttpResponse<String> reply = trySubscribe(topic, token, "subscriber.name", name);
    assertEquals(202, reply.statusCode(), reply.body());
    return HubFixture.json(reply).path("hub.channel.endpoint").asString();
  }

  private HttpResponse<String> trySubscribe(String topic, String token, String... more)
      throws Exception {
    String form =
        HubFixture.form(
            "hub.mode", "subscribe",
            "hub.channel.type", "websocket",
            "hub.topic", topic,
            "hub.events", "*");
    return send("/api/hub", HubFixture.FORM, form + "&" + HubFixture.form(more), token);
  }

  private HttpResponse<String> post(String path, String json, String token) throws Exception {
    return send(path, HubFixture.JSON, json, token);
  }

  private HttpResponse<String> send(String path, String type, String body, String token)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(hub.uri(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return hub.http().send(request.build(), BodyHandlers.ofString());
  }
}
