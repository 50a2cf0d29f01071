package org.navicast.app.config;

import java.util.List;
import java.util.stream.Stream;
import org.navicast.app.hub.HubInputs;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.incoming.HubEvent;
import org.navicast.cast.json.Dialect;
import org.navicast.cast.link.HubAddress;
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

  private static final String DIALECT = "dialect";
  private static final String EVENT_PREFIX = "event-prefix";

  /** The words for the languages of hubs. */
  private enum DialectWord {
    CAST,
    FHIRCAST
  }

  /**
   * Reads the section.
   *
   * @param gateway name of the gateway, which is also its user name unless one is given
   */
  static HubSection read(Settings hub, String gateway) throws SettingsException {
    boolean insecure = hub.flag("insecure", false);
    HubAddress address = HubAddresses.read(hub, "url", hub.text("url"), insecure);
    AuthKeys auth = new AuthKeys(hub, System::getenv);
    ClientTls tls = TlsSection.read(hub, address);
    HubConfig.Standby standby = HubAddresses.standby(hub, address, tls, insecure);
    boolean here = address.loopback() && standby.hubs().stream().allMatch(HubAddress::loopback);
    Dialect dialect = dialect(hub);
    HubConfig link =
        new HubConfig(
            address,
            standby,
            auth.mayNameTopic() ? Names.lineOr(hub, "topic", "") : Names.line(hub, "topic"),
            auth.read(gateway, here, tls),
            publish(hub, dialect),
            events(dialect),
            hub.integer(
                "deadline-millis",
                HubConfig.DEFAULT_DEADLINE_MILLIS,
                MIN_DEADLINE_MILLIS,
                MAX_DEADLINE_MILLIS),
            HubConfig.DEFAULT_LEASE_SECONDS,
            tls,
            ProxySection.read(hub, System::getenv),
            dialect);
    HubSection section =
        new HubSection(
            link,
            Names.lineOr(hub, "actor", "CONTROLLER"),
            Names.lineOr(hub, "product", "NAVICast"));
    hub.rejectUnknown();
    return section;
  }

  private static Dialect dialect(Settings hub) throws SettingsException {
    return switch (hub.choice(DIALECT, DialectWord.CAST)) {
      case CAST -> {
        if (hub.has(EVENT_PREFIX)) {
          throw hub.wrong(
              EVENT_PREFIX, "is for a FHIRcast hub; delete it, or give dialect: fhircast");
        }
        yield new Dialect.Cast();
      }
      case FHIRCAST ->
          hub.has(EVENT_PREFIX)
              ? hub.parsed(EVENT_PREFIX, Dialect.Fhircast::new)
              : new Dialect.Fhircast(Dialect.Fhircast.DEFAULT_PREFIX);
    };
  }

  private static HubConfig.Publish publish(Settings hub, Dialect dialect) throws SettingsException {
    HubConfig.Publish publish = hub.choice("publish", HubConfig.Publish.AUTO);
    if (dialect instanceof Dialect.Fhircast && publish == HubConfig.Publish.WEBSOCKET) {
      throw hub.wrong("publish", "cannot be websocket at a FHIRcast hub; delete it, or give http");
    }
    return publish;
  }

  /** What the gateway uses, and no more. */
  private static List<String> events(Dialect dialect) {
    String infrastructure =
        switch (dialect) {
          case Dialect.Cast _ -> HubEvent.STATUS_REQUEST;
          case Dialect.Fhircast _ -> HubEvent.SYNC_ERROR;
        };
    return Stream.concat(Stream.of(infrastructure), HubInputs.events(dialect).stream()).toList();
  }
}
