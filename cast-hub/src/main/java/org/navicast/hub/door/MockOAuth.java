package org.navicast.hub.door;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.cluster.Tickets;
import org.navicast.hub.http.Fields;
import org.navicast.hub.http.Json;
import org.navicast.hub.http.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two OAuth endpoints as a development hub has them: they prove nothing, anyone is who they
 * say.
 *
 * <p>Tokens are there so that clients can run their whole log-in; the hub never asks for one of
 * these.
 */
public final class MockOAuth {
  private static final Duration CODE_LIFE = Duration.ofSeconds(60);
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);
  private static final String SINGLE_USER = "SINGLE-USER";

  private final InstantSource clock;
  private final int maxCodes;
  private final Jwt jwt = new Jwt(new SecureRandom());
  private final Tickets codes;
  private final String anonymous;
  private final SequencedMap<String, Waiting> grants = new LinkedHashMap<>();
  private boolean singleUser;
  private long userCount;
  private long tokenCount;

  /** Who a code is for. */
  public record Grant(String user, String topic) {}

  private record Waiting(Grant grant, Instant expires) {}

  /**
   * @param anonymous how the names begin of those who give none, unlike those of other nodes
   */
  public MockOAuth(InstantSource clock, int maxCodes, Tickets codes, String anonymous) {
    this.clock = clock;
    this.maxCodes = maxCodes;
    this.codes = codes;
    this.anonymous = anonymous;
  }

  /** Forgets all codes. */
  public void reset(boolean newSingleUser) {
    grants.clear();
    singleUser = newSingleUser;
  }

  public boolean isSingleUser() {
    return singleUser;
  }

  /** {@code POST /oauth/authorize}: a code for whoever asks. */
  public ObjectNode authorize(Fields fields) throws Refusal {
    String idToken = fields.get("id_token");
    String user = fields.get("user_name");
    String topic = fields.get("topic");
    if (idToken != null) {
      JsonNode claims = Jwt.claims(idToken);
      user = Json.text(claims, "user_name");
      topic = topic == null ? Json.text(claims, "topic") : topic;
    }
    if (user == null || user.isBlank()) {
      user = anonymous + ++userCount;
    }
    if (topic == null || topic.isBlank()) {
      topic = user;
    }
    if (singleUser) {
      user = SINGLE_USER;
      topic = SINGLE_USER;
    }
    String code = codes.next();
    makeRoom();
    grants.put(code, new Waiting(new Grant(user, topic), clock.instant().plus(CODE_LIFE)));
    return Json.object()
        .put("user_name", user)
        .put("code", code)
        .put("expires_in", CODE_LIFE.toSeconds());
  }

  private void makeRoom() {
    Instant now = clock.instant();
    grants.values().removeIf(each -> !each.expires().isAfter(now));
    if (grants.size() >= maxCodes) {
      grants.pollFirstEntry();
    }
  }

  /** The code that {@code POST /oauth/token} shows. */
  public static String code(Fields fields) throws Refusal {
    if (!fields.get("grant_type", "authorization_code").equals("authorization_code")) {
      throw Refusal.oauth(
          HttpResponseStatus.BAD_REQUEST,
          "unsupported_grant_type",
          "Only authorization_code is supported");
    }
    String code = fields.get("code");
    if (code == null || code.isBlank()) {
      throw Refusal.oauth(HttpResponseStatus.BAD_REQUEST, "invalid_request", "Missing code");
    }
    return code;
  }

  /** Who a code of this node is for, once; null where it is none, or none any more. */
  public @Nullable Grant redeem(String code) {
    Waiting waiting = grants.remove(code);
    return waiting == null || !waiting.expires().isAfter(clock.instant()) ? null : waiting.grant();
  }

  /**
   * The tokens.
   *
   * @param grant that the code has been redeemed for; null where it was not good
   */
  public ObjectNode tokens(@Nullable Grant grant) throws Refusal {
    if (grant == null) {
      throw Refusal.oauth(
          HttpResponseStatus.UNAUTHORIZED, "invalid_grant", "Unknown, used or expired code");
    }
    tokenCount++;
    return Json.object()
        .put("token_type", "Bearer")
        .put("expires_in", TOKEN_LIFE.toSeconds())
        .put("scope", "openid")
        .put("topic", grant.topic())
        .put("id_token", jwt.sign(claims(grant, "id")))
        .put("access_token", jwt.sign(claims(grant, "access")));
  }

  private ObjectNode claims(Grant grant, String type) {
    long now = clock.instant().getEpochSecond();
    return Json.object()
        .put("iss", "navicast-hub")
        .put("aud", "hub-clients")
        .put("iat", now)
        .put("nbf", now)
        .put("exp", now + TOKEN_LIFE.toSeconds())
        .put("jti", UUID.randomUUID().toString())
        .put("typ", type)
        .put("token_counter", tokenCount)
        .put("topic", grant.topic())
        .put("user_name", grant.user())
        .put("scope", "openid");
  }
}
