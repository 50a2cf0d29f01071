package org.navicast.hub.door;

import java.net.URI;

/**
 * Whose tokens let somebody in.
 *
 * @param issuer the identity provider, exactly as its tokens name it
 * @param audience whom a token must be for
 */
public record TokenRules(URI issuer, String audience) {
  public TokenRules {
    if (audience.isBlank()) {
      throw new IllegalArgumentException("the hub needs an audience, or it takes any token");
    }
  }
}
