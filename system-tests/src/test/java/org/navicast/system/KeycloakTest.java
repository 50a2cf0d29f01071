package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.navicast.app.hub.HubUrl;
import org.navicast.cast.auth.ClientProof;
import org.navicast.cast.auth.OAuthSettings;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.hub.HubState;
import org.navicast.cast.json.Dialect;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.secure.ClientTls;
import org.navicast.cast.secure.TestCertificate;
import org.navicast.cast.secure.TlsSettings;
import org.navicast.hub.HubServer;
import org.navicast.hub.HubServerConfig;
import org.navicast.hub.door.TokenRules;

/**
 * The whole way with a real identity provider: the gateway's link, the embedded hub that asks for
 * tokens, and a Keycloak. The lane {@code -Pkeycloak} brings the distribution.
 */
@EnabledIfSystemProperty(
    named = KeycloakTest.HOME,
    matches = ".+",
    disabledReason = "the lane -Pkeycloak brings a Keycloak")
class KeycloakTest {
  static final String HOME = "navicast.keycloak";

  private static final String AUDIENCE = "https://hub.clinic.example";
  private static final String TOPIC = "OR-3";
  private static final ClientProof SECRET = new ClientProof.Secret("only-in-this-test");
  private static final TestCertificate ROOT = TestCertificate.root("Clinic Root");

  @TempDir private static Path folder;
  private static KeyPair signing;
  private static Keycloak keycloak;
  private static HubServer hub;

  @BeforeAll
  static void start() throws Exception {
    signing = KeyPairGenerator.getInstance("RSA").generateKeyPair();
    keycloak =
        Keycloak.start(
            Path.of(System.getProperty(HOME)),
            folder,
            TestCertificate.of("keycloak").issuedBy(ROOT),
            ROOT,
            signing.getPublic());
    hub =
        HubServer.start(
            HubServerConfig.loopback(0)
                .withTokenRules(new TokenRules(URI.create(keycloak.issuer()), AUDIENCE)));
  }

  @AfterAll
  static void stop() throws Exception {
    try (Keycloak _ = keycloak;
        HubServer _ = hub) {
      // both end, whatever happened to the other
    }
  }

  /** The hub takes a token for 10 s after its end, so 20 s are long enough to need renewals. */
  @ParameterizedTest
  @EnumSource(names = {"HTTP", "WEBSOCKET"})
  void noPressIsMissedOverTheRenewalsOfATokenOfFourSeconds(HubConfig.Publish publish)
      throws Exception {
    int presses = 200;
    try (LogRecord log = LogRecord.from(Level.DEBUG);
        RecordedLink viewer = link("viewer", config(login("viewer", SECRET)));
        RecordedLink gateway =
            link("or-3", config("", login("or-3-secret", SECRET), publish, ClientTls.STANDARD))) {
      viewer.await(HubState.ONLINE);
      gateway.await(HubState.ONLINE);
      for (int press = 1; press <= presses; press++) {
        gateway.press(press);
        TimeUnit.MILLISECONDS.sleep(100);
      }
      TimeUnit.SECONDS.sleep(1);

      assertThat(viewer.pressed())
          .containsExactlyElementsOf(LongStream.rangeClosed(1, presses).boxed().toList());
      assertThat(gateway.changes().getLast().state()).isEqualTo(HubState.ONLINE);
      assertThat(gateway.changes()).filteredOn(c -> c.state() == HubState.ONLINE).hasSize(1);
      assertThat(log.entries())
          .filteredOn(entry -> entry.text().endsWith("another token is in use"))
          .hasSizeGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void aSignatureLetsUsIn() throws Exception {
    assertOnline(login("or-3-key", new ClientProof.PrivateKey(signing.getPrivate(), "")));
  }

  @Test
  void aCertificateLetsUsInAndAnotherDoesNot() throws Exception {
    assertOnline(byCertificate(TestCertificate.of("or-3").issuedBy(ROOT)));
    assertRefused(
        TOPIC,
        byCertificate(TestCertificate.of("or-4").issuedBy(ROOT)),
        "the identity provider does not accept our client id or the proof of it");
  }

  private static HubConfig.Auth byCertificate(TestCertificate ours) throws Exception {
    ClientTls tls =
        ClientTls.load(
            new TlsSettings(
                Optional.of(ROOT.certificateFile(folder)),
                Optional.of(
                    new TlsSettings.CertificateFiles(
                        ours.certificateFile(folder), ours.keyFile(folder))),
                Optional.empty(),
                true));
    return new HubConfig.Auth.OAuth(
        settings(
            new OAuthSettings.Where.Known(keycloak.certifiedTokenEndpoint()),
            "or-3-certificate",
            new ClientProof.Certificate()),
        tls);
  }

  @Test
  void aWrongSecretIsToldAsOne() throws Exception {
    assertRefused(
        TOPIC,
        login("or-3-secret", new ClientProof.Secret("another")),
        "the identity provider does not accept our client id or the proof of it");
  }

  @Test
  void aWrongAudienceIsNotAWrongTopic() throws Exception {
    assertRefused(
        TOPIC,
        login("other-audience", SECRET),
        "the hub does not accept our token for the subscription (401)");
    assertRefused(
        TOPIC, login("or-4", SECRET), "the hub knows us but does not allow the subscription (403)");
  }

  @Test
  void aDisabledClientLosesTheHubWithItsTokenAndComesBackWhenItIsEnabled() throws Exception {
    try (RecordedLink gateway = link("or-3", config(login("or-3-revoked", SECRET)))) {
      gateway.await(HubState.ONLINE);
      keycloak.enable("or-3-revoked", false);
      gateway.await(
          change ->
              change.state() == HubState.WAITING
                  && change
                      .reason()
                      .startsWith(
                          "the identity provider does not accept our client id or the proof of"
                              + " it"));
      keycloak.enable("or-3-revoked", true);
      gateway.await(HubState.ONLINE);
    }
  }

  @Test
  void aPersonLetsItInAndIsNotAskedAgainUntilTheLoginIsTakenBack() throws Exception {
    HubConfig config = config(byPerson(folder.resolve("or-3.login")));
    try (RecordedLink gateway = link("or-3", config);
        KeycloakUser technician = new KeycloakUser()) {
      technician.decide(gateway.awaitCode().pageWithCode().orElseThrow(), true);
      gateway.await(HubState.ONLINE);
      awaitTwoRenewals();
      assertThat(gateway.changes().getLast().state()).isEqualTo(HubState.ONLINE);
      assertThat(gateway.codes()).isZero();
    }
    try (RecordedLink restarted = link("or-3", config);
        KeycloakUser technician = new KeycloakUser()) {
      restarted.await(HubState.ONLINE);
      assertThat(restarted.codes()).isZero();
      keycloak.logOut("technician");
      technician.decide(restarted.awaitCode().pageWithCode().orElseThrow(), true);
      awaitTwoRenewals();
      assertThat(restarted.changes().getLast().state()).isEqualTo(HubState.ONLINE);
    }
  }

  /** Of a token of four seconds. */
  private static void awaitTwoRenewals() throws InterruptedException {
    TimeUnit.SECONDS.sleep(9);
  }

  @Test
  void aPersonWhoSaysNoIsToldOf() throws Exception {
    try (KeycloakUser technician = new KeycloakUser();
        RecordedLink gateway = link("or-3", config(byPerson(folder.resolve("refused.login"))))) {
      technician.decide(gateway.awaitCode().pageWithCode().orElseThrow(), false);
      assertThat(gateway.await(HubState.WAITING).reason())
          .isEqualTo("the identity provider was told not to let us in (access_denied)");
      gateway.awaitCode();
    }
  }

  private static HubConfig.Auth byPerson(Path loginFile) {
    return new HubConfig.Auth.OAuth(
        settings(
            new OAuthSettings.Flow.DeviceCode(loginFile),
            new OAuthSettings.Where.Issuer(URI.create(keycloak.issuer())),
            "or-3-device",
            new ClientProof.None()),
        ClientTls.STANDARD);
  }

  private static void assertOnline(HubConfig.Auth auth) throws Exception {
    try (RecordedLink gateway = link("or-3", config(auth))) {
      gateway.await(HubState.ONLINE);
      assertThat(gateway.changes()).noneMatch(change -> change.state() == HubState.WAITING);
    }
  }

  private static void assertRefused(String topic, HubConfig.Auth auth, String why)
      throws Exception {
    try (RecordedLink gateway =
        link("or-3", config(topic, auth, HubConfig.Publish.AUTO, ClientTls.STANDARD))) {
      assertThat(gateway.await(HubState.WAITING).reason()).startsWith(why);
    }
  }

  private static RecordedLink link(String name, HubConfig config) {
    return new RecordedLink(name, config);
  }

  private static HubConfig.Auth login(String client, ClientProof proof) {
    return new HubConfig.Auth.OAuth(
        settings(new OAuthSettings.Where.Issuer(URI.create(keycloak.issuer())), client, proof),
        ClientTls.STANDARD);
  }

  private static OAuthSettings settings(
      OAuthSettings.Where where, String client, ClientProof proof) {
    return settings(new OAuthSettings.Flow.ClientCredentials(), where, client, proof);
  }

  private static OAuthSettings settings(
      OAuthSettings.Flow flow, OAuthSettings.Where where, String client, ClientProof proof) {
    return new OAuthSettings(
        flow, where, client, proof, List.of(), "", OAuthSettings.USUAL_TOPIC_CLAIMS);
  }

  /** The topic comes from the token. */
  private static HubConfig config(HubConfig.Auth auth) {
    return config("", auth, HubConfig.Publish.AUTO, ClientTls.STANDARD);
  }

  private static HubConfig config(
      String topic, HubConfig.Auth auth, HubConfig.Publish publish, ClientTls tls) {
    return new HubConfig(
        HubAddress.parse(HubUrl.of(hub)),
        HubConfig.Standby.NONE,
        topic,
        auth,
        publish,
        List.of(NaviButton.NAME),
        5_000, // this machine has more to do than to be quick
        HubConfig.DEFAULT_LEASE_SECONDS,
        tls,
        Optional.empty(),
        new Dialect.Cast());
  }
}
