package org.navicast.app.hub;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.navicast.hub.HubServer;

/** The address of an embedded hub, as a client is given it. */
public final class HubUrl {
  private HubUrl() {}

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
