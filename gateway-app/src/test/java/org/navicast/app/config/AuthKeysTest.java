package org.navicast.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navicast.cast.auth.ClientProof;
import org.navicast.cast.auth.OAuthSettings;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.secure.ClientTls;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/** What the keys of {@code hub.auth} are read as; refusals of whole files are in {@code bad}. */
final class AuthKeysTest {
  private static final String ISSUER = "https://login.example.org/realms/clinic";

  @TempDir private Path folder;

  @Test
  void aSecretFromTheEnvironment() throws Exception {
    OAuthSettings settings =
        read(
            Map.of(
                "secret-env",
                "OR3",
                "scope",
                "openid  cast",
                "audience",
                "https://hub.example.org"),
            Map.of("OR3", "sesame"));

    assertThat(settings)
        .isEqualTo(
            new OAuthSettings(
                new OAuthSettings.Flow.ClientCredentials(),
                new OAuthSettings.Where.Issuer(URI.create(ISSUER)),
                "or-3",
                new ClientProof.Secret("sesame"),
                List.of("openid", "cast"),
                "https://hub.example.org",
                List.of("topic", "cast_topic")));
  }

  @Test
  void aSecretFromAFileThatOnlyItsOwnerMayRead() throws Exception {
    Path file = Files.writeString(folder.resolve("secret"), "sesame\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(read(Map.of("secret-file", file.toString()), Map.of()).proof())
        .isEqualTo(new ClientProof.Secret("sesame"));

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> read(Map.of("secret-file", file.toString()), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessage("may be read by others on this machine; run chmod 600 on it");
  }

  @Test
  void aKeyWithItsId() throws Exception {
    Path file = keyFile("RSA");
    ClientProof proof =
        read(Map.of("key-file", file.toString(), "key-id", "k1", "topic-claim", "room"), Map.of())
            .proof();
    assertThat(proof)
        .isInstanceOfSatisfying(
            ClientProof.PrivateKey.class, key -> assertThat(key.keyId()).isEqualTo("k1"));
  }

  @Test
  void aKeyThatCannotSignIsRefused() throws Exception {
    Path file = keyFile("Ed25519");
    assertThatThrownBy(() -> read(Map.of("key-file", file.toString()), Map.of()))
        .hasMessage(
            "is neither an RSA key nor an EC key on P-256, P-384 or P-521; make one of these");
  }

  @Test
  void aPersonIsAskedWhereTheClientHasNoProof() throws Exception {
    Path login = folder.resolve("or-3.login");
    OAuthSettings settings =
        read(Map.of("auth", "device-code", "login-file", login.toString()), Map.of());
    assertThat(settings.flow()).isEqualTo(new OAuthSettings.Flow.DeviceCode(login));
    assertThat(settings.proof()).isEqualTo(new ClientProof.None());
    assertThat(
            read(Map.of("auth", "device-code", "secret-env", "OR3"), Map.of("OR3", "sesame"))
                .proof())
        .isEqualTo(new ClientProof.Secret("sesame"));
  }

  @Test
  void aLoginFileThatOthersMayReadIsRefusedAtOnce() throws Exception {
    Path login = Files.writeString(folder.resolve("or-3.login"), "whose\nR1\n");
    Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(
            () -> read(Map.of("auth", "device-code"), Map.of("STATE_DIRECTORY", folder.toString())))
        .isInstanceOf(SettingsException.class)
        .hasMessage("(" + login + ") may be read by others on this machine; run chmod 600 on it");
  }

  @ParameterizedTest
  @CsvSource({
    "/var/lib/navicast,           , /var/lib/navicast/or-3.login",
    "/var/lib/a:/var/lib/b, /state, /var/lib/a/or-3.login",
    "                     , /state, /state/navicast/or-3.login",
    "                     , state , HOME/.local/state/navicast/or-3.login",
  })
  void aLoginIsKeptWhereTheSystemKeepsState(String service, String user, String file)
      throws Exception {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("STATE_DIRECTORY", service);
    environment.put("XDG_STATE_HOME", user);
    assertThat(read(Map.of("auth", "device-code"), environment).flow())
        .isEqualTo(
            new OAuthSettings.Flow.DeviceCode(
                Path.of(file.replace("HOME", System.getProperty("user.home")))));
  }

  private Path keyFile(String algorithm) throws Exception {
    byte[] key =
        KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate().getEncoded();
    Path file =
        Files.writeString(
            folder.resolve("key"),
            "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(key)
                + "\n-----END PRIVATE KEY-----\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static OAuthSettings read(Map<String, Object> more, Map<String, String> environment)
      throws SettingsException {
    Map<String, Object> hub = new LinkedHashMap<>();
    hub.put("auth", "client-credentials");
    hub.put("issuer", ISSUER);
    hub.put("client-id", "or-3");
    hub.putAll(more);
    HubConfig.Auth auth =
        new AuthKeys(new Settings("hub", hub, HubSection.SHAPE), environment::get)
            .read("or-3", false, ClientTls.STANDARD);
    return ((HubConfig.Auth.OAuth) auth).settings();
  }
}
