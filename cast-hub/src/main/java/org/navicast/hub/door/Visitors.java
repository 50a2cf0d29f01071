package org.navicast.hub.door;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.NetUtil;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.http.Refusal;

/**
 * Keeps out web pages that have no business here. Any page that a browser on this machine shows can
 * reach a hub on loopback: by its own name as host, once it has that name point to 127.0.0.1, or
 * from its own origin, and a WebSocket asks no browser for leave.
 */
public final class Visitors {
  private final WebAccess allowed;

  public Visitors(WebAccess allowed) {
    this.allowed = allowed;
  }

  /** Refuses a request that calls the hub by a foreign name or comes from a foreign page. */
  public void check(HttpRequest request) throws Refusal {
    String host = request.headers().get(HttpHeaderNames.HOST);
    // A browser always sends one.
    if (host != null && !isOurs(nameOf(host))) {
      throw new Refusal(
          HttpResponseStatus.MISDIRECTED_REQUEST,
          "This hub does not answer to that host name; start it with --allow-host for the names"
              + " by which it is called");
    }
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    if (origin != null && !isAllowed(origin, host)) {
      throw new Refusal(
          HttpResponseStatus.FORBIDDEN,
          "Pages of that origin may not use this hub; start it with --allow-origin for those that"
              + " may");
    }
  }

  private boolean isOurs(String name) {
    if (isLoopback(name) || NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name)) {
      // Nobody can make an address in digits lead elsewhere.
      return true;
    }
    int dot = name.indexOf('.');
    return allowed.hosts().contains(name)
        || (dot > 0 && allowed.hosts().contains("*" + name.substring(dot)));
  }

  private boolean isAllowed(String origin, @Nullable String host) {
    String wanted = origin.toLowerCase(Locale.ROOT);
    int scheme = wanted.indexOf("://");
    if (scheme < 0) {
      return false; // "null": a page that hides where it is from
    }
    String authority = wanted.substring(scheme + 3);
    return isLoopback(nameOf(authority))
        || authority.equalsIgnoreCase(host)
        || allowed.origins().contains(wanted);
  }

  private static boolean isLoopback(String name) {
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals("::1")
        || (name.startsWith("127.") && NetUtil.isValidIpV4Address(name));
  }

  /** Without port and brackets, in lower case. */
  private static String nameOf(String authority) {
    String name = authority.trim().toLowerCase(Locale.ROOT);
    if (name.startsWith("[")) {
      int end = name.indexOf(']');
      return end < 0 ? name : name.substring(1, end);
    }
    int port = name.indexOf(':');
    if (port >= 0) {
      name = name.substring(0, port);
    }
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
