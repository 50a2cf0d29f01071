package org.navicast.app.card;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.navicast.app.config.DeviceConfig;
import org.navicast.app.config.GatewayConfig;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.secure.HttpProxy;
import org.navicast.gateway.driver.SettingsException;

/** All machines that a gateway must reach: what a firewall has to let out, and nothing else. */
final class Peers {
  private static final int NTP = 123;

  /** What cannot be mistaken for more than one word of a line. */
  private static final Pattern ONE_WORD = Pattern.compile("[^\\s\\p{Cntrl}]+");

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
      if (server.isPresent()) {
        String host = server.get().getHostString();
        if (!ONE_WORD.matcher(host).matches()) {
          throw device.settings().wrong("host", "is no name or address; give one without blanks");
        }
        all.peers.add(new Peer(host, server.get().getPort(), "tcp", "device"));
      }
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
