package org.navicast.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.navicast.app.config.GatewayConfig;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.link.HubAddress;

/** Looks at each layer in turn, from this machine over its devices to the hub. */
public final class Checkup {
  private final Consumer<Finding> told;
  private Finding.Level worst = Finding.Level.OK;

  /**
   * @param told is given each finding as it comes
   */
  public Checkup(Consumer<Finding> told) {
    this.told = told;
  }

  /** The machine alone, for whom the configuration cannot be read. */
  public void machine() {
    MachineCheck.all().forEach(this::take);
  }

  /**
   * All of it.
   *
   * @param seconds how long devices are listened to, and the hub is waited for at most
   */
  public void whole(GatewayConfig config, long seconds) throws InterruptedException {
    machine();
    DevicesCheck.of(config.devices(), seconds).forEach(this::take);
    List<Finding> names = NameCheck.of(config.hub().link());
    names.forEach(this::take);
    if (names.stream().anyMatch(it -> it.level() == Finding.Level.FAIL)) {
      take(Finding.skip("hub", "not tried, since its name is not known"));
    } else {
      hubs(config, seconds).forEach(this::take);
    }
  }

  /** One that cannot be joined is no failure while another can. */
  private static List<Finding> hubs(GatewayConfig config, long seconds)
      throws InterruptedException {
    HubConfig link = config.hub().link();
    if (link.standby().hubs().isEmpty()) {
      return HubCheck.of(config, link.address(), seconds);
    }
    List<Finding> found = new ArrayList<>();
    boolean isJoined = false;
    for (HubAddress hub :
        Stream.concat(Stream.of(link.address()), link.standby().hubs().stream()).toList()) {
      List<Finding> its = HubCheck.of(config, hub, seconds);
      isJoined |= its.stream().noneMatch(it -> it.level() == Finding.Level.FAIL);
      its.stream().map(it -> it.of(hub.authority())).forEach(found::add);
    }
    return isJoined ? found.stream().map(Finding::atWorstWarn).toList() : found;
  }

  /** A finding of somebody else's. */
  public void take(Finding finding) {
    if (finding.level() == Finding.Level.FAIL
        || (finding.level() == Finding.Level.WARN && worst == Finding.Level.OK)) {
      worst = finding.level();
    }
    told.accept(finding);
  }

  /** The worst that was found: OK, WARN or FAIL. */
  public Finding.Level worst() {
    return worst;
  }
}
