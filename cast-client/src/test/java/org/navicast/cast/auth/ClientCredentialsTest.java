package org.navicast.cast.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The login of a client by itself, against a provider without a network between. */
class ClientCredentialsTest {
  private static final URI ISSUER = URI.create("https://login.example.org/realms/clinic");
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final ClientProof SECRET = new ClientProof.Secret("S3CRET");

  private static final LoginPrompt NO_PROMPT =
      new LoginPrompt() {
        @Override
        public void confirm(LoginCode code) {
          throw new AssertionError("nobody is asked");
        }

        @Override
        public void notKept(String why) {
          throw new AssertionError("nothing is kept");
        }
      };

  private final VirtualLoop loop = new VirtualLoop();
  private final ScriptedProvider provider = new ScriptedProvider(ISSUER.toString());
  private final List<Token> tokens = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();

  @Test
  void aSecretGoesInTheHeaderByDefault() {
    provider.secret = "S3CRET";
    source(SECRET).fetch(tokens::add, troubles::add);
    loop.advanceMillis(1);

    assertThat(troubles).isEmpty();
    assertThat(tokens.getFirst().lifetimeMillis()).isEqualTo(300_000);
    assertThat(provider.requests.getLast().form())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "grant_type", "client_credentials",
                "scope", "cast/events",
                "audience", "https://hub.example.org"));
  }

  @Test
  void aSecretGoesInTheBodyWhereTheProviderTakesNoHeader() {
    provider.secret = "S3CRET";
    provider.configuration.put(
        "token_endpoint_auth_methods_supported", List.of("client_secret_post", "private_key_jwt"));
    source(SECRET).fetch(tokens::add, troubles::add);
    loop.advanceMillis(1);

    assertThat(tokens).hasSize(1);
    assertThat(provider.requests.getLast().authorization()).isNull();
    assertThat(provider.requests.getLast().form()).containsEntry("client_id", "or-3");
  }

  @Test
  void aCertificateIsShownWhereTheProviderWantsIt() {
    provider.configuration.put(
        "mtls_endpoint_aliases", Map.of("token_endpoint", ISSUER + "/mtls/token"));
    source(new ClientProof.Certificate()).fetch(tokens::add, troubles::add);
    loop.advanceMillis(1);
    assertThat(provider.paths().getLast()).isEqualTo("/realms/clinic/mtls/token");
    assertThat(provider.requests.getLast().form())
        .containsEntry("client_id", "or-3")
        .doesNotContainKeys("client_secret", "client_assertion");

    source(SECRET).fetch(tokens::add, troubles::add);
    loop.advanceMillis(1);
    assertThat(provider.paths().getLast()).isEqualTo("/realms/clinic/token");
  }

  @Test
  void anRsaKeySignsAProofForTheIssuer() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    SignedJWT proof = proofBy(new ClientProof.PrivateKey(pair.getPrivate(), "key-7"));

    assertThat(proof.verify(new RSASSAVerifier((RSAPublicKey) pair.getPublic()))).isTrue();
    assertThat(proof.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
    assertThat(proof.getHeader().getKeyID()).isEqualTo("key-7");
    JWTClaimsSet claims = proof.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo("or-3");
    assertThat(claims.getSubject()).isEqualTo("or-3");
    assertThat(claims.getAudience()).containsExactly(ISSUER.toString());
    assertThat(claims.getIssueTime().toInstant()).isEqualTo(NOW);
    assertThat(claims.getExpirationTime().toInstant()).isEqualTo(NOW.plusSeconds(60));
    assertThat(claims.getJWTID()).isNotEmpty();
  }

  @Test
  void anEcKeySignsByItsCurve() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    SignedJWT proof = proofBy(new ClientProof.PrivateKey(pair.getPrivate(), ""));

    assertThat(proof.verify(new ECDSAVerifier((ECPublicKey) pair.getPublic()))).isTrue();
    assertThat(proof.getHeader().getKeyID()).isNull();
  }

  @Test
  void aKeyThatTheProviderTakesNoSignatureOfIsTold() throws Exception {
    provider.configuration.put(
        "token_endpoint_auth_signing_alg_values_supported", List.of("ES256"));
    KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    source(new ClientProof.PrivateKey(pair.getPrivate(), "")).fetch(tokens::add, troubles::add);
    loop.advanceMillis(1);

    assertThat(troubles)
        .containsExactly(
            "the identity provider takes no signature that our key can make; make a key of another"
                + " kind");
  }

  @Test
  void aKeyOfAnotherKindIsRefused() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertThatThrownBy(() -> new ClientProof.PrivateKey(pair.getPrivate(), ""))
        .hasMessage(
            "is neither an RSA key nor an EC key on P-256, P-384 or P-521; make one of these");
  }

  private SignedJWT proofBy(ClientProof proof) throws Exception {
    source(proof).fetch(tokens::add, troubles::add);
    loop.advanceMillis(1);
    assertThat(troubles).isEmpty();
    return SignedJWT.parse(provider.requests.getLast().form().get("client_assertion"));
  }

  @Test
  void theTopicIsFoundInTheTokenBesideItAndInAList() {
    provider.secret = "S3CRET";
    assertThat(topic(OAuthSettings.USUAL_TOPIC_CLAIMS)).isEmpty();
    provider.claims.put("cast_topic", List.of("OR-1"));
    assertThat(topic(OAuthSettings.USUAL_TOPIC_CLAIMS)).isEqualTo("OR-1");
    provider.beside.put("topic", "OR-2");
    assertThat(topic(OAuthSettings.USUAL_TOPIC_CLAIMS)).isEqualTo("OR-2");
    provider.claims.put("room", "OR-3");
    assertThat(topic(List.of("room"))).isEqualTo("OR-3");
  }

  private String topic(List<String> claims) {
    source(new OAuthSettings.Where.Issuer(ISSUER), SECRET, claims)
        .fetch(tokens::add, troubles::add);
    loop.advanceMillis(1);
    return tokens.getLast().topic();
  }

  @Test
  void aLifeThatIsNotSaidIsReadFromTheToken() {
    provider.beside.put("expires_in", 0);
    source(SECRET).fetch(tokens::add, troubles::add);
    loop.advanceMillis(1);
    assertThat(tokens.getFirst().lifetimeMillis()).isEqualTo(300_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | invalid_client | does not accept our client id or the proof of it (invalid_client)",
        "401 | unauthorized_client | does not accept our client id or the proof of it"
            + " (unauthorized_client)",
        "400 | unauthorized_client | does not allow this client this way to log in",
        "400 | invalid_scope | does not grant the scope that is asked for",
        "400 | invalid_target | does not know the audience that is asked for",
        "400 | S3CRET | refused with status 400",
        "503 | temporarily_unavailable | refused (temporarily_unavailable)",
      })
  void eachRefusalIsToldInPlainWordsWithoutWhatWasSent(int status, String code, String words) {
    provider.refusal = ScriptedProvider.Answer.error(status, code);
    source(SECRET).fetch(tokens::add, troubles::add);
    loop.advanceMillis(1);
    assertThat(tokens).isEmpty();
    assertThat(troubles).hasSize(1);
    assertThat(troubles.getFirst())
        .startsWith("the identity provider " + words)
        .doesNotContain("S3CRET");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "502 | <html>S3CRET</html> | the identity provider has trouble of its own (502)",
        "429 | | the identity provider asks for fewer requests (429)",
        "200 | <html>S3CRET</html> | the identity provider's answer cannot be understood",
        "200 | {\"access_token\":\"x\",\"token_type\":\"MAC\"} | the identity provider's answer"
            + " cannot be understood",
      })
  void garbageIsTold(int status, String body, String words) {
    provider.refusal = new ScriptedProvider.Answer(status, body == null ? "" : body);
    source(SECRET).fetch(tokens::add, troubles::add);
    loop.advanceMillis(1);
    assertThat(troubles).containsExactly(words);
  }

  @Test
  void aConfigurationOfAnotherIssuerIsRefused() {
    provider.configuration.put("issuer", ISSUER + "/");
    source(SECRET).fetch(tokens::add, troubles::add);
    loop.advanceMillis(1);
    assertThat(troubles)
        .containsExactly(
            "the identity provider calls itself by another issuer than configured; check issuer, its"
                + " last slash too");
    assertThat(provider.tokenRequests()).isZero();
  }

  @Test
  void theConfigurationIsAskedForOnceAndAgainAfterTrouble() {
    TokenSource source = source(SECRET);
    source.fetch(tokens::add, troubles::add);
    loop.advanceMillis(1);
    source.fetch(tokens::add, troubles::add);
    loop.advanceMillis(1);
    assertThat(provider.requests).hasSize(3);
    provider.refusal = new ScriptedProvider.Answer(404, "");
    source.fetch(tokens::add, troubles::add);
    loop.advanceMillis(1);
    provider.refusal = null;
    source.fetch(tokens::add, troubles::add);
    loop.advanceMillis(1);
    assertThat(provider.requests).hasSize(6);
    assertThat(tokens).hasSize(3);
  }

  @Test
  void aTokenEndpointThatIsConfiguredIsAskedAtOnce() {
    source(
            new OAuthSettings.Where.Known(URI.create(ISSUER + "/token")),
            SECRET,
            OAuthSettings.USUAL_TOPIC_CLAIMS)
        .fetch(tokens::add, troubles::add);
    loop.advanceMillis(1);
    assertThat(provider.paths()).containsExactly("/realms/clinic/token");
  }

  @Test
  void secretsDoNotShow() {
    OAuthSettings settings =
        settings(new OAuthSettings.Where.Issuer(ISSUER), SECRET, List.of("topic"));
    assertThat(settings.toString()).doesNotContain("S3CRET");
    assertThat(new Token("S3CRET", "", 0).toString()).doesNotContain("S3CRET");
  }

  private TokenSource source(ClientProof proof) {
    return source(new OAuthSettings.Where.Issuer(ISSUER), proof, OAuthSettings.USUAL_TOPIC_CLAIMS);
  }

  private TokenSource source(OAuthSettings.Where where, ClientProof proof, List<String> claims) {
    return TokenSource.oauth(
        settings(where, proof, claims),
        provider::send,
        loop.executor(),
        Runnable::run,
        () -> NOW,
        NO_PROMPT);
  }

  private static OAuthSettings settings(
      OAuthSettings.Where where, ClientProof proof, List<String> claims) {
    return new OAuthSettings(
        new OAuthSettings.Flow.ClientCredentials(),
        where,
        "or-3",
        proof,
        List.of("cast/events"),
        "https://hub.example.org",
        claims);
  }
}
