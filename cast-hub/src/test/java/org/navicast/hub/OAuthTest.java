package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** cast-wire, section 3. */
class OAuthTest {
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private HubFixture hub;

  @BeforeEach
  void start() throws Exception {
    hub =
        new HubFixture(
            HubServerConfig.loopback(0)
                .withClock(() -> now)
                .withLimits(HubLimits.DEFAULT.withCounts(100, 100, 100, 2)));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void aCodeBuysTokensOnce() throws Exception {
    JsonNode authorized =
        HubFixture.json(hub.postForm("/oauth/authorize", "user_name", "alice", "topic", "OR-1"));
    assertEquals("alice", authorized.path("user_name").asString());
    assertEquals(60, authorized.path("expires_in").asInt());

    HttpResponse<String> reply = token(authorized.path("code").asString());
    JsonNode tokens = HubFixture.json(reply);

    assertEquals(200, reply.statusCode());
    assertEquals("Bearer", tokens.path("token_type").asString());
    assertEquals(3600, tokens.path("expires_in").asInt());
    assertEquals("openid", tokens.path("scope").asString());
    assertEquals("OR-1", tokens.path("topic").asString());
    assertEquals("access", claims(tokens, "access_token").path("typ").asString());
    assertEquals("id", claims(tokens, "id_token").path("typ").asString());
    assertEquals(now.getEpochSecond() + 3600, claims(tokens, "id_token").path("exp").asLong());
    assertError(401, "invalid_grant", token(authorized.path("code").asString()));
  }

  @Test
  void takesJsonAndQueryToo() throws Exception {
    JsonNode byJson =
        HubFixture.json(hub.post("/oauth/authorize", HubFixture.JSON, "{\"user_name\":\"bob\"}"));
    assertEquals("bob", byJson.path("user_name").asString());
    HttpResponse<String> byQuery =
        hub.post("/oauth/token?code=" + byJson.path("code").asString(), HubFixture.FORM, "");
    assertEquals("bob", HubFixture.json(byQuery).path("topic").asString());
  }

  @Test
  void namesThoseWhoGiveNoName() throws Exception {
    assertEquals("USER-1", authorize().path("user_name").asString());
    assertEquals("USER-2", authorize().path("user_name").asString());
  }

  @Test
  void aCodeIsWorthlessAfter60Seconds() throws Exception {
    String code = authorize().path("code").asString();
    now = now.plusSeconds(60);
    assertError(401, "invalid_grant", token(code));
  }

  @Test
  void anOldCodeGivesWayToANewOne() throws Exception {
    String first = authorize().path("code").asString();
    String second = authorize().path("code").asString();
    String third = authorize().path("code").asString();
    assertError(401, "invalid_grant", token(first));
    assertEquals(200, token(second).statusCode());
    assertEquals(200, token(third).statusCode());
  }

  @Test
  void anIdTokenSaysWhoItIsEvenWhenExpired() throws Exception {
    String code =
        HubFixture.json(hub.postForm("/oauth/authorize", "user_name", "alice", "topic", "OR-1"))
            .path("code")
            .asString();
    String idToken = HubFixture.json(token(code)).path("id_token").asString();
    now = now.plusSeconds(7200);

    JsonNode again = HubFixture.json(hub.postForm("/oauth/authorize", "id_token", idToken));
    assertEquals("alice", again.path("user_name").asString());
    JsonNode tokens = HubFixture.json(token(again.path("code").asString()));
    assertEquals("OR-1", tokens.path("topic").asString());
  }

  @Test
  void anIdTokenOfAnEarlierStartIsGood() throws Exception {
    String kept;
    try (HubFixture earlier = HubFixture.onLoopback()) {
      String code =
          HubFixture.json(
                  earlier.postForm("/oauth/authorize", "user_name", "alice", "topic", "OR-1"))
              .path("code")
              .asString();
      kept =
          HubFixture.json(earlier.postForm("/oauth/token", "code", code))
              .path("id_token")
              .asString();
    }
    JsonNode again = HubFixture.json(hub.postForm("/oauth/authorize", "id_token", kept));
    assertEquals("alice", again.path("user_name").asString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "a.b", "....", "a.!.!"})
  void whatIsNoIdTokenIsRefused(String token) throws Exception {
    assertError(401, "invalid_token", hub.postForm("/oauth/authorize", "id_token", token));
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_credentials", "refresh_token"})
  void otherGrantsAreNotThere(String grant) throws Exception {
    assertError(400, "unsupported_grant_type", hub.postForm("/oauth/token", "grant_type", grant));
  }

  @Test
  void withoutACodeThereIsNoToken() throws Exception {
    assertError(400, "invalid_request", hub.postForm("/oauth/token"));
  }

  @Test
  void singleUserModeIsSetByEachReset() throws Exception {
    hub.post("/api/admin/reset", HubFixture.JSON, "{\"single_user_mode\":true}");
    assertEquals("SINGLE-USER", authorize().path("user_name").asString());
    hub.post("/api/admin/reset", HubFixture.JSON, "");
    assertNotEquals("SINGLE-USER", authorize().path("user_name").asString());
  }

  @Test
  void getIsNotAllowed() throws Exception {
    assertEquals(405, hub.send("GET", "/oauth/authorize", HubFixture.JSON, "").statusCode());
  }

  private JsonNode authorize() throws Exception {
    return HubFixture.json(hub.postForm("/oauth/authorize"));
  }

  private HttpResponse<String> token(String code) throws Exception {
    return hub.postForm("/oauth/token", "grant_type", "authorization_code", "code", code);
  }

  private static JsonNode claims(JsonNode tokens, String which) {
    String[] parts = tokens.path(which).asString().split("\\.", -1);
    assertEquals(3, parts.length);
    return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(parts[1]));
  }

  private static void assertError(int status, String error, HttpResponse<String> reply) {
    JsonNode detail = HubFixture.json(reply).path("detail");
    assertEquals(status, reply.statusCode());
    assertEquals(error, detail.path("error").asString());
    assertTrue(detail.path("error_description").isString());
  }
}
