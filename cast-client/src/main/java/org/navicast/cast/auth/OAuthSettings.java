package org.navicast.cast.auth;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * How to log in to an identity provider.
 *
 * @param flow who says yes
 * @param where its endpoints
 * @param clientId our name to it
 * @param proof that the name is ours
 * @param scopes to ask for; empty for those that it gives by itself
 * @param audience whom the token is to be for, asked for as {@code audience}; empty for not asking
 * @param topicClaims names of the claims that may hold the topic, the first one found counts
 */
public record OAuthSettings(
    Flow flow,
    Where where,
    String clientId,
    ClientProof proof,
    List<String> scopes,
    String audience,
    List<String> topicClaims) {

  /** The claims by which Cast hubs and their providers tell a topic. */
  public static final List<String> USUAL_TOPIC_CLAIMS = List.of("topic", "cast_topic");

  public OAuthSettings {
    scopes = List.copyOf(scopes);
    topicClaims = List.copyOf(topicClaims);
  }

  /** Who says yes to a login. */
  public sealed interface Flow {
    /** Nobody is asked: the client's own proof is enough (RFC 6749, section 4.4). */
    record ClientCredentials() implements Flow {}

    /**
     * A person, from a browser on another machine (RFC 8628).
     *
     * @param loginFile keeps the refresh token, so that a restart asks nobody again
     */
    record DeviceCode(Path loginFile) implements Flow {}
  }

  /** Where the provider's endpoints are. */
  public sealed interface Where {
    /** What it is known by. */
    URI uri();

    /**
     * As its configuration document says (OpenID Connect Discovery 1.0).
     *
     * @param uri of the issuer, which the document must name too
     */
    record Issuer(URI uri) implements Where {
      URI configuration() {
        String text = uri.toString();
        return URI.create(
            (text.endsWith("/") ? text.substring(0, text.length() - 1) : text)
                + "/.well-known/openid-configuration");
      }
    }

    /** As we were told; nothing is asked. */
    record Known(URI tokenEndpoint) implements Where {
      @Override
      public URI uri() {
        return tokenEndpoint;
      }
    }
  }
}
