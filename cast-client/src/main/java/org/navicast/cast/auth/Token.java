package org.navicast.cast.auth;

import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
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
  /** What a header can carry: RFC 6750 wants less, and providers keep to it loosely. */
  private static final Pattern BEARER = Pattern.compile("[\\x21-\\x7e]{0,16384}");

  private static final Pattern TOPIC = Pattern.compile("\\P{Cntrl}{0,256}");

  /** Whatever a provider says: what lasts a year is asked for anew in good time. */
  private static final long MAX_LIFETIME_MILLIS = TimeUnit.DAYS.toMillis(365);

  public static final Token NONE = new Token("", "", 0);

  /**
   * @throws IllegalArgumentException in plain words, without the token
   */
  public Token {
    if (!BEARER.matcher(bearer).matches()) {
      throw new IllegalArgumentException("the token has characters that no header can carry");
    }
    if (!TOPIC.matcher(topic).matches()) {
      throw new IllegalArgumentException("the topic that the token names is none");
    }
    lifetimeMillis = Math.clamp(lifetimeMillis, 0, MAX_LIFETIME_MILLIS);
  }

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
