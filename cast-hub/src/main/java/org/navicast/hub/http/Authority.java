package org.navicast.hub.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Host and port by which a client reaches the hub. */
public final class Authority {
  private static final int MAX_LENGTH = 255;

  private Authority() {}

  /** The Host header where it is sound, so that it needs no escaping; else the address itself. */
  public static String of(HttpRequest request, Channel channel) {
    @Nullable String host = request.headers().get(HttpHeaderNames.HOST);
    return host != null && isSound(host)
        ? host
        : NetUtil.toSocketAddressString((InetSocketAddress) channel.localAddress());
  }

  private static boolean isSound(String host) {
    if (host.isEmpty() || host.length() > MAX_LENGTH) {
      return false;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean sound =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || ".-_:[]".indexOf(c) >= 0;
      if (!sound) {
        return false;
      }
    }
    return true;
  }
}
