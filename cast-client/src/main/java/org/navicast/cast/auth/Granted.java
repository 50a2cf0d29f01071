package org.navicast.cast.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.AccessTokenType;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a provider granted.
 *
 * @param refresh by which the next token is had without asking a person, where there is one
 */
record Granted(Token token, Optional<RefreshToken> refresh) {

  /** Reads an answer of the token endpoint. */
  static Granted of(HTTPResponse reply, List<String> topicClaims) {
    TokenResponse response;
    try {
      response = TokenResponse.parse(reply);
    } catch (ParseException e) {
      throw LoginTrouble.unclear(reply);
    }
    return switch (response) {
      case TokenErrorResponse error ->
          throw LoginTrouble.refused(error.getErrorObject(), reply.getStatusCode());
      case AccessTokenResponse success -> of(success, topicClaims);
      default -> throw LoginTrouble.unclear(reply);
    };
  }

  private static Granted of(AccessTokenResponse response, List<String> topicClaims) {
    AccessToken access = response.getTokens().getAccessToken();
    if (!AccessTokenType.BEARER.equals(access.getType())) {
      throw new LoginTrouble("the identity provider gives tokens that are not of type Bearer");
    }
    Optional<JWTClaimsSet> claims = claims(access.getValue());
    Map<String, Object> told = response.getCustomParameters();
    String topic =
        topicClaims.stream()
            .map(name -> topic(told.get(name), claims.map(set -> set.getClaim(name)).orElse(null)))
            .filter(found -> !found.isEmpty())
            .findFirst()
            .orElse("");
    long seconds =
        access.getLifetime() > 0
            ? access.getLifetime()
            : claims.map(Granted::secondsFromIssueToEnd).orElse(0L);
    return new Granted(
        token(access.getValue(), topic, TimeUnit.SECONDS.toMillis(seconds)),
        Optional.ofNullable(response.getTokens().getRefreshToken()));
  }

  private static Token token(String bearer, String topic, long lifetimeMillis) {
    try {
      return new Token(bearer, topic, lifetimeMillis);
    } catch (IllegalArgumentException e) {
      throw new LoginTrouble("the identity provider's answer is of no use: " + e.getMessage());
    }
  }

  private static String topic(@Nullable Object beside, @Nullable Object inside) {
    String first = text(beside);
    return first.isEmpty() ? text(inside) : first;
  }

  /** A topic, also where a provider wraps it in a list; empty for what is none. */
  private static String text(@Nullable Object claim) {
    return switch (claim) {
      case String text -> text.strip();
      case List<?> list when list.size() == 1 && list.getFirst() instanceof String text ->
          text.strip();
      case null, default -> "";
    };
  }

  /** Nothing where the token is opaque, as it may be. Who signed it is for the hub to check. */
  private static Optional<JWTClaimsSet> claims(String token) {
    try {
      return Optional.ofNullable(JWTParser.parse(token).getJWTClaimsSet());
    } catch (java.text.ParseException e) {
      return Optional.empty();
    }
  }

  private static long secondsFromIssueToEnd(JWTClaimsSet claims) {
    return claims.getExpirationTime() == null || claims.getIssueTime() == null
        ? 0
        : Math.max(
            0,
            Duration.between(
                    claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant())
                .toSeconds());
  }
}
