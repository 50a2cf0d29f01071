package org.navicast.cast.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An OAuth 2.0 provider that knows one client, signs by RS256, and says what a test wants. */
public final class ScriptedProvider {
  private static final RSAKey SIGNING_KEY = newKey();

  private final String issuer;

  /** What was asked of it, in its order. */
  public final List<Request> requests = new CopyOnWriteArrayList<>();

  /** The tokens that it gave. */
  public final List<String> tokens = new CopyOnWriteArrayList<>();

  /** Further members of its configuration. */
  public final Map<String, Object> configuration = new LinkedHashMap<>();

  /** Further claims of its tokens. */
  public final Map<String, Object> claims = new LinkedHashMap<>();

  /** Further members of the answer beside the token. */
  public final Map<String, Object> beside = new LinkedHashMap<>();

  /** Its answer to whoever asks for a code that a person can confirm. */
  public final Map<String, Object> device =
      new LinkedHashMap<>(
          Map.of(
              "device_code", "DEV1CE-S3CRET",
              "user_code", "WDJB-MJHT",
              "verification_uri", "https://login.example.org/device",
              "verification_uri_complete", "https://login.example.org/device?user_code=WDJB-MJHT",
              "expires_in", 600));

  public volatile int lifeSeconds = 300;

  /** The secret that it wants by Basic or in the body; empty for none. */
  public volatile String secret = "";

  /** Answers the token endpoint instead, while it is there. */
  public volatile @Nullable Answer refusal;

  /** One request. */
  public record Request(String path, @Nullable String authorization, Map<String, String> form) {}

  /** One answer. */
  public record Answer(int status, String body) {
    /** An OAuth error whose description quotes what must not be told. */
    public static Answer error(int status, String code) {
      return new Answer(
          status, "{\"error\":\"" + code + "\",\"error_description\":\"you sent S3CRET\"}");
    }
  }

  public ScriptedProvider(String issuer) {
    this.issuer = issuer;
  }

  /** How often the token endpoint was asked. */
  public long tokenRequests() {
    return requests.stream().filter(request -> request.path().endsWith("/token")).count();
  }

  /** What it says to a request, without a network between. */
  public CompletableFuture<HTTPResponse> send(HTTPRequest request) {
    String body = request.getBody();
    Answer answer =
        answer(request.getURI().getPath(), request.getAuthorization(), body == null ? "" : body);
    HTTPResponse response = new HTTPResponse(answer.status());
    try {
      response.setContentType("application/json");
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    }
    response.setBody(answer.body());
    return CompletableFuture.completedFuture(response);
  }

  /** What it says to a request. */
  public Answer answer(String path, @Nullable String authorization, String body) {
    Map<String, String> form = new LinkedHashMap<>();
    URLUtils.parseParameters(body).forEach((name, values) -> form.put(name, values.getFirst()));
    requests.add(new Request(path, authorization, form));
    if (path.endsWith("/.well-known/openid-configuration")) {
      return new Answer(200, configurationDocument());
    }
    if (path.endsWith("/jwks")) {
      return new Answer(200, new JWKSet(SIGNING_KEY).toString());
    }
    if (path.endsWith("/device")) {
      return new Answer(200, JSONObjectUtils.toJSONString(device));
    }
    if (!path.endsWith("/token")) {
      return new Answer(404, "<html>not here</html>");
    }
    Answer refused = refusal;
    if (refused != null) {
      return refused;
    }
    return isClient(authorization, form) ? granted() : Answer.error(401, "invalid_client");
  }

  private String configurationDocument() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", issuer);
    document.put("token_endpoint", issuer + "/token");
    document.put("jwks_uri", issuer + "/jwks");
    document.put("device_authorization_endpoint", issuer + "/device");
    document.putAll(configuration);
    return JSONObjectUtils.toJSONString(document);
  }

  private boolean isClient(@Nullable String authorization, Map<String, String> form) {
    if (secret.isEmpty()) {
      return true;
    }
    String basic =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("or-3:" + secret).getBytes(StandardCharsets.UTF_8));
    return basic.equals(authorization) || secret.equals(form.get("client_secret"));
  }

  private Answer granted() {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("token_type", "Bearer");
    answer.put("access_token", sign(Instant.now(), lifeSeconds));
    answer.put("expires_in", lifeSeconds);
    answer.putAll(beside);
    return new Answer(200, JSONObjectUtils.toJSONString(answer));
  }

  /** A token of this provider. */
  @SuppressWarnings("JavaUtilDate") // the library's own
  public String sign(Instant issued, long seconds) {
    JWTClaimsSet.Builder set =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .subject("service-account-or-3")
            .issueTime(Date.from(issued))
            .expirationTime(Date.from(issued.plusSeconds(seconds)));
    claims.forEach(set::claim);
    String token = sign(set.build());
    tokens.add(token);
    return token;
  }

  private static String sign(JWTClaimsSet set) {
    try {
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(SIGNING_KEY.getKeyID()).build(), set);
      token.sign(new RSASSASigner(SIGNING_KEY));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The paths that were asked for, in their order. */
  public List<String> paths() {
    return new ArrayList<>(requests.stream().map(Request::path).toList());
  }

  private static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID("test-key").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
