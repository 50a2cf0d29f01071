package org.navicast.cast.auth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerEndpointMetadata;
import com.nimbusds.oauth2.sdk.as.AuthorizationServerMetadata;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What we need to know of an identity provider.
 *
 * @param token endpoint that gives tokens
 * @param deviceAuthorization endpoint that gives codes for a person to confirm, where there is one
 * @param audience whom a signed proof is for: the issuer, or the token endpoint where that is not
 *     known
 * @param secretInBody true where it wants a secret in the body rather than by Basic
 * @param signing algorithms that it takes for proofs; empty where it does not say
 */
record Endpoints(
    URI token,
    Optional<URI> deviceAuthorization,
    String audience,
    boolean secretInBody,
    List<JWSAlgorithm> signing) {

  /** Told by a person. */
  static Endpoints known(OAuthSettings.Where.Known where) {
    return new Endpoints(
        where.tokenEndpoint(),
        Optional.empty(),
        where.tokenEndpoint().toString(),
        false,
        List.of());
  }

  /**
   * Told by the provider itself.
   *
   * @param byCertificate where a certificate is the proof, which some providers take elsewhere (RFC
   *     8705, section 5)
   */
  static Endpoints of(URI issuer, HTTPResponse reply, boolean byCertificate) {
    if (reply.getStatusCode() != 200) {
      throw new LoginTrouble(
          "the identity provider has no configuration for this issuer ("
              + reply.getStatusCode()
              + "); check issuer");
    }
    AuthorizationServerMetadata told;
    try {
      told = AuthorizationServerMetadata.parse(reply.getBodyAsJSONObject());
    } catch (ParseException e) {
      throw new LoginTrouble(
          "the identity provider's configuration cannot be understood; check issuer");
    }
    if (!told.getIssuer().getValue().equals(issuer.toString())) {
      throw new LoginTrouble(
          "the identity provider calls itself by another issuer than configured; check issuer, its"
              + " last slash too");
    }
    AuthorizationServerEndpointMetadata aliases = told.getMtlsEndpointAliases();
    AuthorizationServerEndpointMetadata preferred =
        byCertificate && aliases != null ? aliases : told;
    return new Endpoints(
        endpoint(AuthorizationServerEndpointMetadata::getTokenEndpointURI, preferred, told)
            .orElseThrow(
                () ->
                    new LoginTrouble(
                        "the identity provider's configuration names no token endpoint")),
        endpoint(
            AuthorizationServerEndpointMetadata::getDeviceAuthorizationEndpointURI,
            preferred,
            told),
        issuer.toString(),
        wantsSecretInBody(told.getTokenEndpointAuthMethods()),
        told.getTokenEndpointJWSAlgs() == null ? List.of() : told.getTokenEndpointJWSAlgs());
  }

  private static Optional<URI> endpoint(
      Function<AuthorizationServerEndpointMetadata, @Nullable URI> which,
      AuthorizationServerEndpointMetadata... told) {
    return Stream.of(told).map(which).filter(Objects::nonNull).findFirst();
  }

  private static boolean wantsSecretInBody(@Nullable List<ClientAuthenticationMethod> methods) {
    return methods != null
        && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
  }
}
