package org.navicast.app.hub;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.navicast.cast.link.HubAddress;
import org.navicast.hub.HubServer;

/** The address of an embedded hub, as a client is given it. */
public final class HubUrl {
  private HubUrl() {}

  /** The page of an embedded hub that shows that topic. */
  public static String page(HubAddress hub, String topic) {
    return (hub.tls() ? "https://" : "http://")
        + hub.authority()
        + "/?topic="
        + URLEncoder.encode(topic, StandardCharsets.UTF_8);
  }

  /** An address that reaches it, on this machine at least. */
  public static String of(HubServer hub) {
    InetSocketAddress listening = hub.address();
    InetAddress address = listening.getAddress();
    String host =
        address == null || address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
    return (hub.secure() ? "https://" : "http://")
        + (host.indexOf(':') >= 0 ? "[" + host + "]" : host)
        + ":"
        + listening.getPort()
        + "/api/hub";
  }
}
