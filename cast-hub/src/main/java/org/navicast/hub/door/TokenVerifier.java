package org.navicast.hub.door;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at tokens: signed by RS256 or ES256 with a key that the issuer publishes, of that issuer,
 * for our audience, not ended. Blocks while it fetches keys, so it is used beside the event loop.
 */
public final class TokenVerifier {
  /** By so much the clocks of hub and provider may differ. */
  public static final Duration SKEW = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(TokenVerifier.class);
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
  private static final List<String> TOPIC_CLAIMS = List.of("topic", "cast_topic");
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int MAX_BYTES = 256 * 1024;

  /** A key that nobody knows makes the hub ask again, but no flood of such tokens a flood of it. */
  private static final long MIN_REFETCH_MILLIS = 5_000;

  private final TokenRules rules;
  private final InstantSource clock;
  private final DefaultResourceRetriever retriever =
      new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES);
  private @Nullable DefaultJWTProcessor<SecurityContext> processor;

  TokenVerifier(TokenRules rules, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
  }

  Verdict verify(String token) {
    try {
      JWTClaimsSet claims = processor().process(token, null);
      return new Verdict.Good(new Access(topic(claims), claims.getExpirationTime().toInstant()));
    } catch (BadJWTException e) {
      // Written by the library for developers, from the rules and not from the token.
      return new Verdict.Bad(
          switch (String.valueOf(e.getMessage())) {
            case "Expired JWT" -> "The token has ended";
            case "JWT before use time" -> "The token is not good yet";
            default -> "The token is of another issuer, for another audience, or lacks a claim";
          });
    } catch (BadJOSEException | ParseException e) {
      return new Verdict.Bad("The token is not one that the issuer signed");
    } catch (KeySourceException | IOException e) {
      LOG.warn(
          "The keys of the identity provider cannot be had ({}), see whether {} answers",
          e.getMessage(),
          rules.issuer());
      return new Verdict.Unknown();
    } catch (JOSEException e) {
      return new Verdict.Bad("The token is not one that the issuer signed");
    }
  }

  /** Made when it is first needed: a hub may start before the provider does. */
  private synchronized DefaultJWTProcessor<SecurityContext> processor() throws IOException {
    DefaultJWTProcessor<SecurityContext> made = processor;
    if (made == null) {
      made = newProcessor();
      processor = made;
    }
    return made;
  }

  private DefaultJWTProcessor<SecurityContext> newProcessor() throws IOException {
    JWKSource<SecurityContext> keys =
        JWKSourceBuilder.<SecurityContext>create(keySetAddress().toURL(), retriever)
            .rateLimited(MIN_REFETCH_MILLIS)
            .build();
    DefaultJWTProcessor<SecurityContext> made = new DefaultJWTProcessor<>();
    made.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    made.setJWTClaimsSetVerifier(new Claims(rules, clock));
    return made;
  }

  private URI keySetAddress() throws IOException {
    URI document = URI.create(rules.issuer() + "/.well-known/openid-configuration");
    try {
      AuthorizationServerMetadata told =
          AuthorizationServerMetadata.parse(
              retriever.retrieveResource(document.toURL()).getContent());
      URI keys = told.getJWKSetURI();
      if (keys == null || !told.getIssuer().getValue().equals(rules.issuer().toString())) {
        throw new IOException("its configuration is of another issuer or names no keys");
      }
      return keys;
    } catch (com.nimbusds.oauth2.sdk.ParseException e) {
      throw new IOException("its configuration cannot be understood", e);
    }
  }

  private static String topic(JWTClaimsSet claims) {
    for (String name : TOPIC_CLAIMS) {
      if (claims.getClaim(name) instanceof String topic && !topic.isBlank()) {
        return topic.strip();
      }
    }
    return "";
  }

  /** The library's rules, by our clock. */
  private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
    private final InstantSource clock;

    Claims(TokenRules rules, InstantSource clock) {
      super(
          rules.audience(),
          new JWTClaimsSet.Builder().issuer(rules.issuer().toString()).build(),
          Set.of("exp"));
      this.clock = clock;
      setMaxClockSkew(Math.toIntExact(SKEW.toSeconds()));
    }

    @Override
    @SuppressWarnings("JavaUtilDate") // the library's own
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }
}
