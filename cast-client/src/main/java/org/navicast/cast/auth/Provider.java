package org.navicast.cast.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.JWTAuthenticationClaimsSet;
import com.nimbusds.oauth2.sdk.auth.PKITLSClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.PrivateKeyJWT;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationErrorResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.device.DeviceCode;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.Audience;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.JWTID;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider as one client uses it. Asked on the loop; what it returns ends anywhere, and
 * fails with a {@link LoginTrouble}.
 */
final class Provider {
  /** Of a signed proof; providers refuse long ones. */
  private static final Duration PROOF_LIFE = Duration.ofSeconds(60);

  private final OAuthSettings settings;
  private final ProviderHttp http;
  private final Executor loop;
  private final Executor worker;
  private final InstantSource clock;
  private final ClientID clientId;
  private @Nullable Endpoints discovered;

  Provider(
      OAuthSettings settings,
      ProviderHttp http,
      Executor loop,
      Executor worker,
      InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.loop = loop;
    this.worker = worker;
    this.clock = clock;
    this.clientId = new ClientID(settings.clientId());
  }

  /**
   * A code that a person has not confirmed yet.
   *
   * @param secret by which we ask whether it is confirmed
   * @param intervalSeconds between two such questions, at least 1
   */
  record Unconfirmed(LoginCode code, DeviceCode secret, long intervalSeconds) {
    @Override
    public String toString() {
      return "Unconfirmed[" + code + "]";
    }
  }

  /** Asks for a token by the client's own proof. */
  CompletableFuture<Granted> clientCredentials() {
    return token(
        endpoints -> {
          TokenRequest.Builder request = tokenRequest(endpoints, new ClientCredentialsGrant());
          scope().ifPresent(request::scope);
          audience().ifPresent(audience -> request.customParameter("audience", audience));
          return request;
        });
  }

  /** Asks for a token by what was granted before: a code that is confirmed, a refresh token. */
  CompletableFuture<Granted> exchange(AuthorizationGrant grant) {
    return token(endpoints -> tokenRequest(endpoints, grant));
  }

  private CompletableFuture<Granted> token(Function<Endpoints, TokenRequest.Builder> request) {
    return ask(
        endpoints -> request.apply(endpoints).build().toHTTPRequest(),
        reply -> Granted.of(reply, settings.topicClaims()));
  }

  /** Asks for a code that a person can confirm. */
  CompletableFuture<Unconfirmed> deviceCode() {
    return ask(this::deviceRequest, Provider::unconfirmed);
  }

  private HTTPRequest deviceRequest(Endpoints endpoints) {
    DeviceAuthorizationRequest.Builder request =
        authentication(endpoints)
            .map(DeviceAuthorizationRequest.Builder::new)
            .orElseGet(() -> new DeviceAuthorizationRequest.Builder(clientId))
            .endpointURI(
                endpoints
                    .deviceAuthorization()
                    .orElseThrow(
                        () ->
                            new LoginTrouble(
                                "the identity provider gives no codes for a person to confirm;"
                                    + " give another auth than device-code")));
    scope().ifPresent(request::scope);
    audience().ifPresent(audience -> request.customParameter("audience", audience));
    return request.build().toHTTPRequest();
  }

  private static Unconfirmed unconfirmed(HTTPResponse reply) {
    try {
      return switch (DeviceAuthorizationResponse.parse(reply)) {
        case DeviceAuthorizationSuccessResponse told ->
            new Unconfirmed(
                LoginCode.of(told), told.getDeviceCode(), Math.max(1, told.getInterval()));
        case DeviceAuthorizationErrorResponse error ->
            throw LoginTrouble.refused(error.getErrorObject(), reply.getStatusCode());
        default -> throw LoginTrouble.unclear(reply);
      };
    } catch (ParseException e) {
      throw LoginTrouble.unclear(reply);
    }
  }

  private Optional<Scope> scope() {
    return settings.scopes().isEmpty()
        ? Optional.empty()
        : Optional.of(new Scope(settings.scopes().toArray(String[]::new)));
  }

  private Optional<String> audience() {
    return Optional.of(settings.audience()).filter(audience -> !audience.isEmpty());
  }

  private <T> CompletableFuture<T> ask(
      Function<Endpoints, HTTPRequest> request, Function<HTTPResponse, T> reader) {
    return endpoints()
        .thenApplyAsync(request, worker)
        .thenComposeAsync(http::send, loop)
        .thenApplyAsync(reader, worker)
        .whenCompleteAsync((_, failure) -> forgetWhatMayBeStale(failure), loop);
  }

  /** Where no OAuth error came back, the endpoints themselves may have changed. */
  private void forgetWhatMayBeStale(@Nullable Throwable failure) {
    if (failure != null && LoginTrouble.of(failure).code().isEmpty()) {
      discovered = null;
    }
  }

  private CompletableFuture<Endpoints> endpoints() {
    return switch (settings.where()) {
      case OAuthSettings.Where.Known known ->
          CompletableFuture.completedFuture(Endpoints.known(known));
      case OAuthSettings.Where.Issuer issuer ->
          discovered != null ? CompletableFuture.completedFuture(discovered) : discover(issuer);
    };
  }

  private CompletableFuture<Endpoints> discover(OAuthSettings.Where.Issuer issuer) {
    return CompletableFuture.supplyAsync(
            () -> new HTTPRequest(HTTPRequest.Method.GET, issuer.configuration()), worker)
        .thenComposeAsync(http::send, loop)
        .thenApplyAsync(reply -> Endpoints.of(issuer.uri(), reply, byCertificate()), worker)
        .thenApplyAsync(
            found -> {
              discovered = found;
              return found;
            },
            loop);
  }

  private boolean byCertificate() {
    return settings.proof() instanceof ClientProof.Certificate;
  }

  private TokenRequest.Builder tokenRequest(Endpoints endpoints, AuthorizationGrant grant) {
    return authentication(endpoints)
        .map(proof -> new TokenRequest.Builder(endpoints.token(), proof, grant))
        .orElseGet(() -> new TokenRequest.Builder(endpoints.token(), clientId, grant));
  }

  /** Nothing where the client id alone is sent. */
  private Optional<ClientAuthentication> authentication(Endpoints endpoints) {
    return switch (settings.proof()) {
      case ClientProof.None _ -> Optional.empty();
      // The connection shows it; the request only has to say who we are.
      case ClientProof.Certificate _ ->
          Optional.of(new PKITLSClientAuthentication(clientId, (SSLSocketFactory) null));
      case ClientProof.Secret secret -> {
        Secret value = new Secret(secret.value());
        yield Optional.of(
            endpoints.secretInBody()
                ? new ClientSecretPost(clientId, value)
                : new ClientSecretBasic(clientId, value));
      }
      case ClientProof.PrivateKey key -> Optional.of(signed(key, endpoints));
    };
  }

  private PrivateKeyJWT signed(ClientProof.PrivateKey key, Endpoints endpoints) {
    JWSAlgorithm algorithm =
        key.algorithms().stream()
            .filter(own -> endpoints.signing().isEmpty() || endpoints.signing().contains(own))
            .findFirst()
            .orElseThrow(
                () ->
                    new LoginTrouble(
                        "the identity provider takes no signature that our key can make; make a"
                            + " key of another kind"));
    Instant now = clock.instant();
    JWTAuthenticationClaimsSet claims =
        new JWTAuthenticationClaimsSet(
            clientId,
            List.of(new Audience(endpoints.audience())),
            Date.from(now.plus(PROOF_LIFE)),
            null,
            Date.from(now),
            new JWTID());
    try {
      return new PrivateKeyJWT(
          claims, algorithm, key.key(), key.keyId().isEmpty() ? null : key.keyId(), null);
    } catch (JOSEException e) {
      throw new LoginTrouble("our key cannot sign; check key-file");
    }
  }
}
