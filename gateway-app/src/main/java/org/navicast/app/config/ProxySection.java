package org.navicast.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.secure.DirectHosts;
import org.navicast.cast.secure.FileTrouble;
import org.navicast.cast.secure.HttpProxy;
import org.navicast.cast.secure.SecretFiles;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Refusals;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.ValueType;

/** The proxy on the way to the hub: the section {@code hub.proxy}. */
final class ProxySection {
  /** Environment variable of the password, where no file is given for it. */
  static final String PASSWORD_VARIABLE = "NAVICAST_PROXY_PASSWORD";

  /** Environment variable of the hosts that are reached directly, where the file does not say. */
  static final String DIRECT_VARIABLE = "NO_PROXY";

  private static final Key<URI> URL =
      Key.parsed(
          "url", ProxySection::url, "The proxy's address, such as http://proxy.example.org:3128.");
  private static final Key<String> USER =
      Names.line("user", "Who logs in at the proxy; with password-file.").optional();
  private static final Key<Path> PASSWORD_FILE =
      Names.file(
          "password-file",
          "The password on the first line of a file; else the environment variable "
              + PASSWORD_VARIABLE
              + ".");
  private static final Key<List<String>> DIRECT =
      Key.list(
          "no-proxy",
          ValueType.Text.ANY,
          "Names, .names, addresses or networks that are reached without the proxy.");

  /** The section itself. */
  static final Key<Settings> PROXY =
      Key.section(
          "proxy", Shape.of(URL, USER, PASSWORD_FILE, DIRECT), "The proxy on the way to the hub.");

  private ProxySection() {}

  /** Reads the section; nothing where it is absent. */
  static Optional<HttpProxy> read(Settings hub, Function<String, @Nullable String> environment)
      throws SettingsException {
    if (!hub.has(PROXY)) {
      return Optional.empty();
    }
    Settings proxy = hub.get(PROXY);
    URI url = proxy.get(URL);
    Refusals refusals = new Refusals();
    var login = refusals.collect(() -> login(proxy, environment));
    var direct = refusals.collect(() -> direct(proxy, environment));
    refusals.throwIfAny();
    return Optional.of(
        new HttpProxy(host(url), url.getPort(), login.orElseThrow(), direct.orElseThrow()));
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      if ("http".equals(url.getScheme())
          && url.getHost() != null
          && url.getUserInfo() == null
          && url.getPort() > 0
          && url.getPort() <= 65_535) {
        return url;
      }
    } catch (URISyntaxException _) {
      // told below, like every other text that is no address
    }
    throw new IllegalArgumentException(
        "give the proxy's address such as http://proxy.example.org:3128, without a user name");
  }

  private static String host(URI url) {
    String host = url.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static Optional<HttpProxy.Login> login(
      Settings proxy, Function<String, @Nullable String> environment) throws SettingsException {
    if (!proxy.has(USER)) {
      if (proxy.has(PASSWORD_FILE)) {
        throw proxy.wrong(PASSWORD_FILE, "stands alone; give user as well");
      }
      return Optional.empty();
    }
    String user = proxy.get(USER);
    if (proxy.has(PASSWORD_FILE)) {
      try {
        String password = SecretFiles.firstLine(proxy.get(PASSWORD_FILE), "password");
        return Optional.of(new HttpProxy.Login(user, password));
      } catch (FileTrouble e) {
        throw proxy.wrong(PASSWORD_FILE, String.valueOf(e.getMessage()));
      }
    }
    String password = environment.apply(PASSWORD_VARIABLE);
    if (password == null || password.isEmpty()) {
      throw proxy.wrong(
          USER,
          "has no password; give password-file, or set the environment variable "
              + PASSWORD_VARIABLE);
    }
    return Optional.of(new HttpProxy.Login(user, password));
  }

  private static DirectHosts direct(Settings proxy, Function<String, @Nullable String> environment)
      throws SettingsException {
    boolean given = proxy.has(DIRECT);
    try {
      if (given) {
        return DirectHosts.of(proxy.get(DIRECT));
      }
      String list = environment.apply(DIRECT_VARIABLE);
      return list == null ? DirectHosts.NONE : DirectHosts.parse(list);
    } catch (IllegalArgumentException e) {
      throw given
          ? proxy.wrong(DIRECT, String.valueOf(e.getMessage()))
          : proxy.wrong(
              URL,
              "meets an environment variable " + DIRECT_VARIABLE + " in which " + e.getMessage());
    }
  }
}
