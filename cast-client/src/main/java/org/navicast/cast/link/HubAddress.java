package org.navicast.cast.link;

import io.netty.util.NetUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a hub is: {@code http(s)://host[:port]/path-of-the-hub}.
 *
 * @param tls whether the connection is encrypted
 * @param host name or address, IPv6 without brackets
 * @param port 1…65535
 * @param path of the hub's endpoint, such as {@code /api/hub}
 */
public record HubAddress(boolean tls, String host, int port, String path) {

  /**
   * @throws IllegalArgumentException with what would be right
   */
  public static HubAddress parse(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw notAnAddress();
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean tls = scheme.equals("https");
    if ((!tls && !scheme.equals("http")) || uri.getHost() == null || uri.getUserInfo() != null) {
      throw notAnAddress();
    }
    String host = uri.getHost();
    if (host.startsWith("[")) {
      host = host.substring(1, host.length() - 1);
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return new HubAddress(tls, host, port, path);
  }

  private static IllegalArgumentException notAnAddress() {
    return new IllegalArgumentException(
        "give the hub's address such as https://hub.example.org/api/hub, without a user name");
  }

  /** True for this machine itself, where plain http harms nobody. */
  public boolean loopback() {
    return host.equals("localhost")
        || host.equals("::1")
        || (host.startsWith("127.") && NetUtil.isValidIpV4Address(host));
  }

  /** {@code host:port} as in a Host header. */
  public String authority() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  /** The address of a WebSocket on this hub. */
  URI webSocket(String pathAndQuery) {
    return URI.create((tls ? "wss://" : "ws://") + authority() + pathAndQuery);
  }

  /**
   * Path and query of an endpoint that the hub handed out. Its scheme, host and port are not used:
   * a hub behind a proxy does not know its own, so the ones that were reached already count.
   *
   * @throws IllegalArgumentException when it is no address at all
   */
  public static String pathAndQuery(String endpoint) {
    URI uri;
    try {
      uri = new URI(endpoint);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the hub handed out an address that is none");
    }
    if (uri.getRawPath() == null || !uri.getRawPath().startsWith("/")) {
      throw new IllegalArgumentException("the hub handed out an address without a path");
    }
    return uri.getRawQuery() == null
        ? uri.getRawPath()
        : uri.getRawPath() + "?" + uri.getRawQuery();
  }

  /** For messages and logs. */
  @Override
  public String toString() {
    return (tls ? "https://" : "http://") + authority() + path;
  }
}
