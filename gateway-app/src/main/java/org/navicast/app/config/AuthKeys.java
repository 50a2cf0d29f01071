package org.navicast.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.auth.ClientProof;
import org.navicast.cast.auth.OAuthSettings;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.secure.ClientTls;
import org.navicast.cast.secure.FileTrouble;
import org.navicast.cast.secure.Pin;
import org.navicast.cast.secure.SecretFiles;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/** Who the gateway is to the hub: {@code hub.auth} and the keys that belong to it. */
final class AuthKeys {
  private static final String AUTH = "auth";
  private static final String ISSUER = "issuer";
  private static final String TOKEN_ENDPOINT = "token-endpoint";
  private static final String CLIENT_ID = "client-id";
  private static final String SECRET_FILE = "secret-file";
  private static final String SECRET_ENV = "secret-env";
  private static final String KEY_FILE = "key-file";
  private static final String KEY_ID = "key-id";
  private static final String LOGIN_FILE = "login-file";
  private static final List<String> PROOFS = List.of(SECRET_FILE, SECRET_ENV, KEY_FILE);
  private static final int MAX_CLIENT_ID = 256;

  /** The words for the ways to get in. */
  private enum Word {
    NONE,
    MOCK,
    CLIENT_CREDENTIALS,
    DEVICE_CODE
  }

  private final Settings hub;
  private final Function<String, @Nullable String> environment;

  AuthKeys(Settings hub, Function<String, @Nullable String> environment) {
    this.hub = hub;
    this.environment = environment;
  }

  /** True where the topic may be left to the token. */
  boolean mayNameTopic() throws SettingsException {
    return switch (word()) {
      case NONE, MOCK -> false;
      case CLIENT_CREDENTIALS, DEVICE_CODE -> true;
    };
  }

  /** True where an identity provider is asked over TLS, even if the hub is not. */
  static boolean asksOverTls(Settings hub) throws SettingsException {
    return hub.textOr(ISSUER, hub.textOr(TOKEN_ENDPOINT, "")).startsWith("https:");
  }

  private Word word() throws SettingsException {
    return hub.choice(AUTH, Word.MOCK);
  }

  /**
   * Reads the keys.
   *
   * @param gateway its name, which is the user name of a mock login unless one is given
   * @param here whether all hubs are on this machine
   */
  HubConfig.Auth read(String gateway, boolean here, ClientTls tls) throws SettingsException {
    return switch (word()) {
      case NONE -> none(here);
      case MOCK -> mock(gateway);
      case CLIENT_CREDENTIALS -> oauth(new OAuthSettings.Flow.ClientCredentials(), tls);
      case DEVICE_CODE -> oauth(deviceCode(gateway), tls);
    };
  }

  private HubConfig.Auth mock(String gateway) throws SettingsException {
    for (String key : List.of(CLIENT_ID, ISSUER)) {
      if (hub.has(key)) {
        throw hub.wrong(
            key,
            "belongs to auth: client-credentials or device-code; give one of these, or delete it");
      }
    }
    return new HubConfig.Auth.Mock(Names.lineOr(hub, "user", gateway));
  }

  private HubConfig.Auth none(boolean here) throws SettingsException {
    if (!here) {
      throw hub.wrong(
          AUTH,
          "is none, which is for a hub on this machine only; give client-credentials, device-code,"
              + " or mock for a development hub");
    }
    return new HubConfig.Auth.None();
  }

  private OAuthSettings.Flow deviceCode(String gateway) throws SettingsException {
    if (hub.has(TOKEN_ENDPOINT)) {
      throw hub.wrong(TOKEN_ENDPOINT, "does not say where device-code begins; give issuer instead");
    }
    return new OAuthSettings.Flow.DeviceCode(loginFile(gateway));
  }

  /** Where a login is kept; looked at now, so that a person at the keyboard hears of trouble. */
  private Path loginFile(String gateway) throws SettingsException {
    Path file =
        hub.has(LOGIN_FILE)
            ? Path.of(hub.text(LOGIN_FILE))
            : StateFolder.of(environment).resolve(gateway + ".login");
    try {
      if (Files.exists(file)) {
        var _ = SecretFiles.lines(file);
      }
      return file;
    } catch (FileTrouble e) {
      throw hub.wrong(LOGIN_FILE, "(" + file + ") " + e.getMessage());
    }
  }

  private HubConfig.Auth oauth(OAuthSettings.Flow flow, ClientTls tls) throws SettingsException {
    OAuthSettings settings =
        new OAuthSettings(
            flow,
            where(tls),
            clientId(),
            proof(flow, tls),
            words("scope"),
            hub.textOr("audience", ""),
            hub.has("topic-claim")
                ? List.of(Names.line(hub, "topic-claim"))
                : OAuthSettings.USUAL_TOPIC_CLAIMS);
    Optional<Pin> pin =
        hub.has("issuer-pin") ? Optional.of(hub.parsed("issuer-pin", Pin::new)) : Optional.empty();
    return new HubConfig.Auth.OAuth(settings, tls.withPin(pin));
  }

  private OAuthSettings.Where where(ClientTls tls) throws SettingsException {
    if (hub.has(ISSUER) == hub.has(TOKEN_ENDPOINT)) {
      throw hub.wrong(
          hub.has(ISSUER) ? TOKEN_ENDPOINT : ISSUER,
          hub.has(ISSUER)
              ? "stands beside issuer, which names it; delete one of the two"
              : "is missing; give the address of the identity provider, or its token-endpoint");
    }
    String key = hub.has(ISSUER) ? ISSUER : TOKEN_ENDPOINT;
    URI uri = hub.parsed(key, AuthKeys::provider);
    if (!tls.verifies() && !HubAddress.parse(uri.toString()).loopback()) {
      throw hub.wrong(key, "is on another machine and must be verified; delete tls.verify");
    }
    return key.equals(ISSUER)
        ? new OAuthSettings.Where.Issuer(uri)
        : new OAuthSettings.Where.Known(uri);
  }

  private static URI provider(String text) {
    try {
      URI uri = new URI(text);
      HubAddress address = HubAddress.parse(text);
      if ((address.tls() || address.loopback())
          && uri.getRawFragment() == null
          && uri.getRawQuery() == null) {
        return uri;
      }
    } catch (URISyntaxException | IllegalArgumentException _) {
      // told below, like every other text that is no such address
    }
    throw new IllegalArgumentException(
        "give an https address such as https://login.example.org/realms/clinic");
  }

  private String clientId() throws SettingsException {
    String id = hub.text(CLIENT_ID);
    if (id.isBlank()
        || id.length() > MAX_CLIENT_ID
        || id.codePoints().anyMatch(Character::isISOControl)) {
      throw hub.wrong(CLIENT_ID, "is no client id; give the one that the identity provider shows");
    }
    return id;
  }

  private ClientProof proof(OAuthSettings.Flow flow, ClientTls tls) throws SettingsException {
    Optional<ClientProof> given = proof();
    if (given.isPresent()) {
      return given.get();
    }
    if (tls.showsCertificate()) {
      return new ClientProof.Certificate();
    }
    return switch (flow) {
      // Most providers know a client that a person lets in as a public one.
      case OAuthSettings.Flow.DeviceCode _ -> new ClientProof.None();
      case OAuthSettings.Flow.ClientCredentials _ ->
          throw hub.wrong(
              CLIENT_ID,
              "has no proof; give secret-file, secret-env or key-file, or a client certificate in"
                  + " tls");
    };
  }

  private Optional<ClientProof> proof() throws SettingsException {
    List<String> given = PROOFS.stream().filter(hub::has).toList();
    if (given.size() > 1) {
      throw hub.wrong(
          given.get(1), "stands beside " + given.getFirst() + "; give one proof of the client id");
    }
    if (hub.has(KEY_ID) && !hub.has(KEY_FILE)) {
      throw hub.wrong(KEY_ID, "stands alone; give key-file as well");
    }
    return switch (given.isEmpty() ? "" : given.getFirst()) {
      case SECRET_FILE -> Optional.of(new ClientProof.Secret(secretOfFile()));
      case SECRET_ENV -> Optional.of(new ClientProof.Secret(secretOfEnvironment()));
      case KEY_FILE -> Optional.of(key());
      default -> Optional.empty();
    };
  }

  private String secretOfFile() throws SettingsException {
    try {
      return SecretFiles.firstLine(Path.of(hub.text(SECRET_FILE)), "secret");
    } catch (FileTrouble e) {
      throw hub.wrong(SECRET_FILE, String.valueOf(e.getMessage()));
    }
  }

  private String secretOfEnvironment() throws SettingsException {
    String secret = environment.apply(hub.text(SECRET_ENV));
    if (secret == null || secret.isEmpty()) {
      throw hub.wrong(
          SECRET_ENV, "names an environment variable that is not set; set it, or give secret-file");
    }
    return secret;
  }

  private ClientProof key() throws SettingsException {
    try {
      return new ClientProof.PrivateKey(
          SecretFiles.privateKey(Path.of(hub.text(KEY_FILE))), hub.textOr(KEY_ID, ""));
    } catch (FileTrouble | IllegalArgumentException e) {
      throw hub.wrong(KEY_FILE, String.valueOf(e.getMessage()));
    }
  }

  private List<String> words(String key) throws SettingsException {
    return Arrays.stream(hub.textOr(key, "").strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
