package org.navicast.cast.auth;

import org.jspecify.annotations.Nullable;

/**
 * What lets a client in.
 *
 * @param bearer sent as {@code Authorization: Bearer} (RFC 6750); empty for none
 * @param topic that the token speaks of; empty for none
 * @param lifetimeMillis how long it is good for from the moment that it came; 0 where that is not
 *     said
 */
public record Token(String bearer, String topic, long lifetimeMillis) {
  public static final Token NONE = new Token("", "", 0);

  /** The value of the header {@code Authorization}; null for no header. */
  public @Nullable String authorization() {
    return bearer.isEmpty() ? null : "Bearer " + bearer;
  }

  /** A token is a secret: it must not reach a log by way of a record's text. */
  @Override
  public String toString() {
    return "Token[…]";
  }
}
