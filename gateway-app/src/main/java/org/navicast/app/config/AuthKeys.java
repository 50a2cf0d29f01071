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
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Refusals;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;

/** Who the gateway is to the hub: {@code hub.auth} and the keys that belong to it. */
final class AuthKeys {
  private static final int MAX_CLIENT_ID = 256;

  /** The words for the ways to get in. */
  private enum Word {
    NONE,
    MOCK,
    CLIENT_CREDENTIALS,
    DEVICE_CODE
  }

  private static final Key<Word> AUTH =
      Key.choice(
              "auth",
              Word.class,
              "client-credentials, device-code: tokens of an identity provider; mock: the login of"
                  + " the Cast development hubs; none: no token, for a hub on this machine only.")
          .orElse(Word.MOCK);
  private static final Key<String> USER =
      Names.line("user", "For mock; the gateway's name where left out.").optional();
  private static final Key<URI> ISSUER =
      provider("issuer", "The identity provider's address, exactly as it calls itself.");
  private static final Key<URI> TOKEN_ENDPOINT =
      provider(
          "token-endpoint",
          "Instead of issuer, where a provider publishes no configuration; not for device-code.");
  private static final Key<String> CLIENT_ID =
      Key.matching(
              "client-id",
              "(?=.*\\S)[^\\x00-\\x1f\\x7f-\\x9f]{1," + MAX_CLIENT_ID + "}",
              "is no client id; give the one that the identity provider shows",
              "Our name to the identity provider.")
          .optional();
  private static final Key<Path> SECRET_FILE =
      Names.file(
          "secret-file",
          "Proof of the client id: a secret on the first line of a file that only its owner may"
              + " read.");
  private static final Key<String> SECRET_ENV =
      Key.text("secret-env", "Name of an environment variable that holds the secret.").optional();
  private static final Key<Path> KEY_FILE =
      Names.file(
          "key-file",
          "Proof of the client id by a signature: an RSA or EC key (PEM, PKCS#8) that only its"
              + " owner may read.");
  private static final Key<String> KEY_ID =
      Key.text("key-id", "By which the provider finds the public half of key-file.").optional();
  private static final Key<Path> LOGIN_FILE =
      Names.file(
          "login-file",
          "For device-code: where the login is kept over a restart, written by the gateway.");
  private static final Key<String> SCOPE =
      Key.text("scope", "Scopes to ask for, with blanks between them.").orElse("");
  private static final Key<String> AUDIENCE =
      Key.text("audience", "Whom the token is to be for.").optional();
  private static final Key<String> TOPIC_CLAIM =
      Names.line("topic-claim", "The claim of the token that holds the topic.").optional();
  private static final Key<Pin> ISSUER_PIN =
      Key.parsed(
              "issuer-pin",
              Pin::new,
              "The one key that the provider may have: SHA-256 of its public key in base64.")
          .optional();
  private static final List<Key<?>> PROOFS = List.of(SECRET_FILE, SECRET_ENV, KEY_FILE);

  static final Shape SHAPE =
      Shape.of(
          AUTH,
          USER,
          ISSUER,
          TOKEN_ENDPOINT,
          CLIENT_ID,
          SECRET_FILE,
          SECRET_ENV,
          KEY_FILE,
          KEY_ID,
          LOGIN_FILE,
          SCOPE,
          AUDIENCE,
          TOPIC_CLAIM,
          ISSUER_PIN);

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
    Optional<URI> uri = hub.find(ISSUER);
    return (uri.isPresent() ? uri : hub.find(TOKEN_ENDPOINT))
        .filter(given -> "https".equals(given.getScheme()))
        .isPresent();
  }

  private Word word() throws SettingsException {
    return hub.get(AUTH);
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
      case CLIENT_CREDENTIALS -> oauth(OAuthSettings.Flow.ClientCredentials::new, tls);
      case DEVICE_CODE -> oauth(() -> deviceCode(gateway), tls);
    };
  }

  private HubConfig.Auth mock(String gateway) throws SettingsException {
    Refusals refusals = new Refusals();
    for (Key<?> key : List.of(CLIENT_ID, ISSUER)) {
      if (hub.has(key)) {
        refusals.add(
            hub.wrong(
                key,
                "belongs to auth: client-credentials or device-code; give one of these, or delete"
                    + " it"));
      }
    }
    refusals.throwIfAny();
    return new HubConfig.Auth.Mock(hub.find(USER).orElse(gateway));
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
    Refusals refusals = new Refusals();
    if (hub.has(TOKEN_ENDPOINT)) {
      refusals.add(
          hub.wrong(TOKEN_ENDPOINT, "does not say where device-code begins; give issuer instead"));
    }
    Optional<Path> file = refusals.collect(() -> loginFile(gateway));
    refusals.throwIfAny();
    return new OAuthSettings.Flow.DeviceCode(file.orElseThrow());
  }

  /** Where a login is kept; looked at now, so that a person at the keyboard hears of trouble. */
  private Path loginFile(String gateway) throws SettingsException {
    Path file =
        hub.find(LOGIN_FILE)
            .orElseGet(() -> StateFolder.of(environment).resolve(gateway + ".login"));
    try {
      if (Files.exists(file)) {
        var _ = SecretFiles.lines(file);
      }
      return file;
    } catch (FileTrouble e) {
      throw hub.wrong(LOGIN_FILE, "(" + file + ") " + e.getMessage());
    }
  }

  private HubConfig.Auth oauth(Refusals.Part<OAuthSettings.Flow> kind, ClientTls tls)
      throws SettingsException {
    Refusals refusals = new Refusals();
    Optional<OAuthSettings.Flow> flow = refusals.collect(kind);
    Optional<OAuthSettings.Where> where = refusals.collect(() -> where(tls));
    Optional<String> clientId = refusals.collect(() -> hub.get(CLIENT_ID));
    Optional<Optional<ClientProof>> given = refusals.collect(this::proof);
    refusals.throwIfAny();
    OAuthSettings settings =
        new OAuthSettings(
            flow.orElseThrow(),
            where.orElseThrow(),
            clientId.orElseThrow(),
            given.orElseThrow().isPresent()
                ? given.orElseThrow().orElseThrow()
                : proof(flow.orElseThrow(), tls),
            words(hub.get(SCOPE)),
            hub.find(AUDIENCE).orElse(""),
            hub.find(TOPIC_CLAIM).map(List::of).orElse(OAuthSettings.USUAL_TOPIC_CLAIMS));
    return new HubConfig.Auth.OAuth(settings, tls.withPin(hub.find(ISSUER_PIN)));
  }

  private OAuthSettings.Where where(ClientTls tls) throws SettingsException {
    if (hub.has(ISSUER) == hub.has(TOKEN_ENDPOINT)) {
      throw hub.wrong(
          hub.has(ISSUER) ? TOKEN_ENDPOINT : ISSUER,
          hub.has(ISSUER)
              ? "stands beside issuer, which names it; delete one of the two"
              : "is missing; give the address of the identity provider, or its token-endpoint");
    }
    Key<URI> key = hub.has(ISSUER) ? ISSUER : TOKEN_ENDPOINT;
    URI uri = hub.get(key);
    if (!tls.verifies() && !HubAddress.parse(uri.toString()).loopback()) {
      throw hub.wrong(key, "is on another machine and must be verified; delete tls.verify");
    }
    return key == ISSUER ? new OAuthSettings.Where.Issuer(uri) : new OAuthSettings.Where.Known(uri);
  }

  private static Key<URI> provider(String name, String about) {
    return Key.parsed(name, AuthKeys::provider, about).optional();
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

  /** Where none is given. */
  private ClientProof proof(OAuthSettings.Flow flow, ClientTls tls) throws SettingsException {
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
    Refusals refusals = new Refusals();
    List<Key<?>> given = PROOFS.stream().filter(hub::has).toList();
    for (Key<?> other : given.stream().skip(1).toList()) {
      refusals.add(
          hub.wrong(
              other, "stands beside " + given.getFirst() + "; give one proof of the client id"));
    }
    if (hub.has(KEY_ID) && !hub.has(KEY_FILE)) {
      refusals.add(hub.wrong(KEY_ID, "stands alone; give key-file as well"));
    }
    refusals.throwIfAny();
    if (hub.has(SECRET_FILE)) {
      return Optional.of(new ClientProof.Secret(secretOfFile()));
    }
    if (hub.has(SECRET_ENV)) {
      return Optional.of(new ClientProof.Secret(secretOfEnvironment()));
    }
    return hub.has(KEY_FILE) ? Optional.of(key()) : Optional.empty();
  }

  private String secretOfFile() throws SettingsException {
    try {
      return SecretFiles.firstLine(hub.get(SECRET_FILE), "secret");
    } catch (FileTrouble e) {
      throw hub.wrong(SECRET_FILE, String.valueOf(e.getMessage()));
    }
  }

  private String secretOfEnvironment() throws SettingsException {
    String secret = environment.apply(hub.get(SECRET_ENV));
    if (secret == null || secret.isEmpty()) {
      throw hub.wrong(
          SECRET_ENV, "names an environment variable that is not set; set it, or give secret-file");
    }
    return secret;
  }

  private ClientProof key() throws SettingsException {
    try {
      return new ClientProof.PrivateKey(
          SecretFiles.privateKey(hub.get(KEY_FILE)), hub.find(KEY_ID).orElse(""));
    } catch (FileTrouble | IllegalArgumentException e) {
      throw hub.wrong(KEY_FILE, String.valueOf(e.getMessage()));
    }
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
