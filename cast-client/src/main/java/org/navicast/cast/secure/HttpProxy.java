package org.navicast.cast.secure;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.HttpProxyHandler.HttpProxyConnectException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.proxy.ProxyHandler;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An HTTP proxy that connections to hubs go through by CONNECT (RFC 9110, section 9.3.6). It is
 * itself spoken to in plain http.
 *
 * @param host name or address, IPv6 without brackets
 * @param port 1…65535
 * @param login who we are to it, by Basic authentication (RFC 7617)
 * @param direct the hosts that it is not used for
 */
public record HttpProxy(String host, int port, Optional<Login> login, DirectHosts direct) {
  private static final long CONNECT_TIMEOUT_MILLIS = 2_500;
  private static final Pattern STATUS = Pattern.compile("status: (\\d{3})\\b");

  /** Who we are to a proxy; shows its password to nobody. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }

  /**
   * What makes one connection go through it; the first handler of a pipeline.
   *
   * @param address its own, looked up already: to look it up here would hold up the event loop
   */
  public ProxyHandler newHandler(SocketAddress address) {
    ProxyHandler handler =
        login
            .map(who -> new HttpProxyHandler(address, who.user(), who.password()))
            .orElseGet(() -> new HttpProxyHandler(address));
    handler.setConnectTimeoutMillis(CONNECT_TIMEOUT_MILLIS);
    return handler;
  }

  /** In words what went wrong, where the way to the proxy or the proxy itself is to blame. */
  public Optional<String> why(Throwable cause) {
    return switch (cause) {
      case UnknownHostException _ -> Optional.of("the proxy's name " + host + " is not known");
      case HttpProxyConnectException e -> Optional.of(refusal(e));
      case ProxyConnectException e ->
          Optional.of(
              String.valueOf(e.getMessage()).contains("timeout")
                  ? "the proxy " + authority() + " does not answer"
                  : "the proxy " + authority() + " closed the connection");
      case ConnectException e ->
          Optional.of(
              String.valueOf(e.getMessage()).contains("refused")
                  ? "nothing listens at the proxy's address " + authority()
                  : "the proxy " + authority() + " does not answer");
      default -> Optional.empty();
    };
  }

  private String refusal(HttpProxyConnectException refused) {
    if (refused.headers() != null
        && refused.headers().contains(HttpHeaderNames.PROXY_AUTHENTICATE)) {
      return login.isPresent()
          ? "the proxy " + authority() + " does not accept our user name and password (407)"
          : "the proxy " + authority() + " asks for a user name and password (407)";
    }
    Matcher status = STATUS.matcher(String.valueOf(refused.getMessage()));
    return status.find()
        ? "the proxy " + authority() + " does not connect us to the hub (" + status.group(1) + ")"
        : "the proxy " + authority() + " does not connect us to the hub";
  }

  private String authority() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
