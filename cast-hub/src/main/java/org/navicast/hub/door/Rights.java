package org.navicast.hub.door;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetSocketAddress;
import java.util.List;
import org.navicast.hub.http.Fields;
import org.navicast.hub.http.Refusal;

/** Who may do what touches everybody, such as a reset. */
public final class Rights {
  /** What a proxy says of those behind it: then the connection's own address says nothing. */
  private static final List<String> OF_A_PROXY =
      List.of("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via");

  private Rights() {}

  /**
   * With tokens, one for every topic is wanted. Without, the request must be from a program of this
   * machine, and be of a kind that no form of a web page can send.
   *
   * @param withTokens whether this hub asks for tokens
   */
  public static void requireAll(
      boolean withTokens, Channel channel, HttpRequest request, Access access) throws Refusal {
    if (withTokens) {
      if (!access.isForAll()) {
        throw Refusal.oauth(
            HttpResponseStatus.FORBIDDEN, "insufficient_scope", "Want a token for every topic");
      }
      return;
    }
    if (!isLocal(channel, request)) {
      throw new Refusal(
          HttpResponseStatus.FORBIDDEN,
          "Without tokens this is for programs on the hub's own machine only");
    }
    if (request.method().equals(HttpMethod.POST)
        && !Fields.isJson(request)
        && !request.headers().contains("X-Requested-With")) {
      throw new Refusal(
          HttpResponseStatus.FORBIDDEN,
          "Send Content-Type: application/json or X-Requested-With, which no web form can");
    }
  }

  /** Whether all that the hub says of itself may be shown; the same as for a reset, but reading. */
  public static boolean isAdministrator(
      boolean withTokens, Channel channel, HttpRequest request, Access access) {
    return withTokens ? access.isForAll() : isLocal(channel, request);
  }

  /** Whether that is a program on this machine, with no proxy in between. */
  static boolean isLocal(Channel channel, HttpRequest request) {
    return channel.remoteAddress() instanceof InetSocketAddress peer
        && peer.getAddress().isLoopbackAddress()
        && OF_A_PROXY.stream().noneMatch(request.headers()::contains);
  }

  /** Whether a proxy on this machine says that the client speaks TLS to it. */
  public static boolean isForwardedTls(Channel channel, HttpRequest request) {
    return channel.remoteAddress() instanceof InetSocketAddress peer
        && peer.getAddress().isLoopbackAddress()
        && request.headers().get("X-Forwarded-Proto", "").equalsIgnoreCase("https");
  }
}
