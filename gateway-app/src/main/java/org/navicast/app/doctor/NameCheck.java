package org.navicast.app.doctor;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.link.HubAddress;

/** Whether the names of the hubs are known here. */
final class NameCheck {
  private NameCheck() {}

  static List<Finding> of(HubConfig hub) {
    List<Finding> found = new ArrayList<>();
    hub.proxy()
        .ifPresent(
            proxy ->
                found.add(
                    Finding.ok("proxy", "hubs on other machines are reached through " + proxy)));
    Stream.concat(Stream.of(hub.address()), hub.standby().hubs().stream())
        .map(HubAddress::host)
        .filter(host -> !NetUtil.isValidIpV4Address(host) && !NetUtil.isValidIpV6Address(host))
        .distinct()
        .map(host -> name(host, hub.proxy().isPresent()))
        .forEach(found::add);
    return found;
  }

  private static Finding name(String host, boolean byProxy) {
    String layer = "name " + host;
    try {
      return Finding.ok(
          layer,
          Arrays.stream(InetAddress.getAllByName(host))
              .map(InetAddress::getHostAddress)
              .collect(Collectors.joining(", ", "is ", "")));
    } catch (UnknownHostException e) {
      return byProxy
          ? Finding.skip(layer, "not known here; the proxy may know it")
          : Finding.fail(
              layer, "is not known here", "check hub.url, and the name servers of this machine");
    }
  }
}
