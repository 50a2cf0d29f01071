package org.navicast.app.config;

import java.util.List;
import java.util.stream.Stream;
import org.navicast.app.hub.HubInputs;
import org.navicast.cast.hub.HubAddress;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.secure.ClientTls;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/**
 * The hub that the gateway reports to, and as whom: the section {@code hub}.
 *
 * @param link how to reach it
 * @param actor told as {@code subscriber.actor}
 * @param product told as {@code subscriber.product.name}
 */
public record HubSection(HubConfig link, String actor, String product) {
  private static final int MIN_DEADLINE_MILLIS = 20;
  private static final int MAX_DEADLINE_MILLIS = 2_000;

  /** What the gateway uses, and no more. */
  private static final List<String> EVENTS =
      Stream.concat(Stream.of("status-request"), HubInputs.EVENTS.stream()).toList();

  /** The words for the ways to get in. */
  private enum AuthWord {
    NONE,
    MOCK
  }

  /**
   * Reads the section.
   *
   * @param gateway name of the gateway, which is also its user name unless one is given
   */
  static HubSection read(Settings hub, String gateway) throws SettingsException {
    boolean insecure = hub.flag("insecure", false);
    HubAddress address = HubAddresses.read(hub, "url", hub.text("url"), insecure);
    ClientTls tls = TlsSection.read(hub, address);
    HubConfig link =
        new HubConfig(
            address,
            HubAddresses.standby(hub, address, tls, insecure),
            Names.line(hub, "topic"),
            auth(hub, gateway),
            hub.choice("publish", HubConfig.Publish.AUTO),
            EVENTS,
            hub.integer(
                "deadline-millis",
                HubConfig.DEFAULT_DEADLINE_MILLIS,
                MIN_DEADLINE_MILLIS,
                MAX_DEADLINE_MILLIS),
            HubConfig.DEFAULT_LEASE_SECONDS,
            tls,
            ProxySection.read(hub, System::getenv));
    HubSection section =
        new HubSection(
            link,
            Names.lineOr(hub, "actor", "CONTROLLER"),
            Names.lineOr(hub, "product", "NAVICast"));
    hub.rejectUnknown();
    return section;
  }

  private static HubConfig.Auth auth(Settings hub, String gateway) throws SettingsException {
    String user = Names.lineOr(hub, "user", gateway);
    return switch (hub.choice("auth", AuthWord.MOCK)) {
      case NONE -> new HubConfig.Auth.None();
      case MOCK -> new HubConfig.Auth.Mock(user);
    };
  }
}
