package org.navicast.hub.door;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.navicast.hub.http.Json;
import org.navicast.hub.http.Refusal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON Web Tokens signed with HMAC-SHA256 and a key of this run (RFC 7515, compact form). */
final class Jwt {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecretKeySpec key;

  Jwt(SecureRandom random) {
    byte[] secret = new byte[KEY_BYTES];
    random.nextBytes(secret);
    this.key = new SecretKeySpec(secret, ALGORITHM);
  }

  String sign(ObjectNode claims) {
    String signed =
        encode(Json.bytes(Json.object().put("alg", "HS256").put("typ", "JWT")))
            + "."
            + encode(Json.bytes(claims));
    return signed + "." + encode(signature(signed));
  }

  /**
   * The claims of a token, whoever signed it and when: the mock takes anybody's word anyway, and a
   * page keeps its token for longer than a hub lives.
   */
  static JsonNode claims(String token) throws Refusal {
    int lastDot = token.lastIndexOf('.');
    int firstDot = token.indexOf('.');
    if (firstDot < 0 || firstDot == lastDot) {
      throw invalid("Malformed JWT");
    }
    try {
      return Json.read(Base64.getUrlDecoder().decode(token.substring(firstDot + 1, lastDot)));
    } catch (IllegalArgumentException e) {
      throw invalid("Malformed JWT");
    }
  }

  private static Refusal invalid(String description) {
    return Refusal.oauth(HttpResponseStatus.UNAUTHORIZED, "invalid_token", description);
  }

  private byte[] signature(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  private static String encode(byte[] bytes) {
    return ENCODER.encodeToString(bytes);
  }
}
