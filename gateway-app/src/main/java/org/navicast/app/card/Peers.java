package org.navicast.app.card;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.navicast.app.config.DeviceConfig;
import org.navicast.app.config.GatewayConfig;
import org.navicast.cast.hub.HubAddress;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.secure.HttpProxy;
import org.navicast.gateway.driver.SettingsException;

/** All machines that a gateway must reach: what a firewall has to let out, and nothing else. */
final class Peers {
  private static final int NTP = 123;

  private final Set<Peer> peers = new LinkedHashSet<>();
  private final Optional<HttpProxy> proxy;

  private Peers(Optional<HttpProxy> proxy) {
    this.proxy = proxy;
  }

  /** Those of a configuration, each once, without this machine itself. */
  static Collection<Peer> of(GatewayConfig config) throws SettingsException {
    HubConfig link = config.hub().link();
    Peers all = new Peers(link.proxy());
    all.overHttp(link.address(), "hub");
    link.standby().hubs().forEach(hub -> all.overHttp(hub, "hub"));
    switch (link.auth()) {
      case HubConfig.Auth.OAuth oauth ->
          all.overHttp(HubAddress.parse(oauth.settings().where().uri().toString()), "login");
      case HubConfig.Auth.None _, HubConfig.Auth.Mock _ -> {}
    }
    for (DeviceConfig device : config.devices()) {
      Optional<InetSocketAddress> server = device.driver().server(device.settings());
      server.ifPresent(
          at -> all.peers.add(new Peer(at.getHostString(), at.getPort(), "tcp", "device")));
    }
    config.board().timeServers().forEach(host -> all.peers.add(new Peer(host, NTP, "udp", "time")));
    return all.peers;
  }

  private void overHttp(HubAddress address, String why) {
    if (address.loopback()) {
      return;
    }
    proxy
        .filter(way -> !way.direct().contains(address.host()))
        .ifPresentOrElse(
            way -> peers.add(new Peer(way.host(), way.port(), "tcp", "proxy")),
            () -> peers.add(new Peer(address.host(), address.port(), "tcp", why)));
  }
}
