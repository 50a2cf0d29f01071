package org.navicast.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.secure.DirectHosts;
import org.navicast.cast.secure.FileTrouble;
import org.navicast.cast.secure.HttpProxy;
import org.navicast.cast.secure.SecretFiles;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/** The proxy on the way to the hub: the section {@code hub.proxy}. */
final class ProxySection {
  /** Environment variable of the password, where no file is given for it. */
  static final String PASSWORD_VARIABLE = "NAVICAST_PROXY_PASSWORD";

  /** Environment variable of the hosts that are reached directly, where the file does not say. */
  static final String DIRECT_VARIABLE = "NO_PROXY";

  private static final String USER = "user";
  private static final String PASSWORD_FILE = "password-file";
  private static final String DIRECT = "no-proxy";

  private ProxySection() {}

  /** Reads the section; nothing where it is absent. */
  static Optional<HttpProxy> read(Settings hub, Function<String, @Nullable String> environment)
      throws SettingsException {
    if (!hub.has("proxy")) {
      return Optional.empty();
    }
    Settings proxy = hub.section("proxy");
    URI url = proxy.parsed("url", ProxySection::url);
    HttpProxy read =
        new HttpProxy(
            host(url), url.getPort(), login(proxy, environment), direct(proxy, environment));
    proxy.rejectUnknown();
    return Optional.of(read);
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
    String user = Names.line(proxy, USER);
    if (proxy.has(PASSWORD_FILE)) {
      try {
        String password = SecretFiles.firstLine(Path.of(proxy.text(PASSWORD_FILE)), "password");
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
        return DirectHosts.of(proxy.texts(DIRECT));
      }
      String list = environment.apply(DIRECT_VARIABLE);
      return list == null ? DirectHosts.NONE : DirectHosts.parse(list);
    } catch (IllegalArgumentException e) {
      throw given
          ? proxy.wrong(DIRECT, String.valueOf(e.getMessage()))
          : proxy.wrong(
              "url",
              "meets an environment variable " + DIRECT_VARIABLE + " in which " + e.getMessage());
    }
  }
}
