package org.navicast.app.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.navicast.app.hub.HubInputs;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.incoming.HubEvent;
import org.navicast.cast.json.Dialect;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.secure.ClientTls;
import org.navicast.cast.secure.HttpProxy;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Refusals;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;

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

  /** The words for the languages of hubs. */
  private enum DialectWord {
    CAST,
    FHIRCAST
  }

  private static final Key<String> TOPIC =
      Key.of(
              "topic",
              Names.A_TOPIC,
              "What the viewers of this room subscribe to. With client-credentials and device-code"
                  + " the token may say it.")
          .optional();
  private static final Key<HubConfig.Publish> PUBLISH =
      Key.choice(
              "publish",
              HubConfig.Publish.class,
              "How events go to the hub; auto: the WebSocket where the hub takes them there.")
          .orElse(HubConfig.Publish.AUTO);
  private static final Key<DialectWord> DIALECT =
      Key.choice("dialect", DialectWord.class, "The hub's language.").orElse(DialectWord.CAST);
  private static final Key<Dialect> EVENT_PREFIX =
      Key.<Dialect>parsed(
              "event-prefix",
              Dialect.Fhircast::new,
              "For fhircast: names of events begin with it; a domain in reverse, without hyphens. "
                  + Dialect.Fhircast.DEFAULT_PREFIX
                  + " where left out.")
          .optional();
  private static final Key<String> ACTOR =
      Names.line("actor", "Told to the hub as subscriber.actor.").orElse("CONTROLLER");
  private static final Key<String> PRODUCT =
      Names.line("product", "Told to the hub as the name of the product.").orElse("NAVICast");
  private static final Key<Integer> DEADLINE_MILLIS =
      Key.integer(
              "deadline-millis",
              MIN_DEADLINE_MILLIS,
              MAX_DEADLINE_MILLIS,
              "A press that could not leave within this time is dropped.")
          .orElse(HubConfig.DEFAULT_DEADLINE_MILLIS);

  /** The keys of the section. */
  static final Shape SHAPE =
      HubAddresses.SHAPE
          .and(Shape.of(TOPIC))
          .and(AuthKeys.SHAPE)
          .and(
              Shape.of(
                  PUBLISH,
                  DIALECT,
                  EVENT_PREFIX,
                  ACTOR,
                  PRODUCT,
                  DEADLINE_MILLIS,
                  TlsSection.TLS,
                  ProxySection.PROXY));

  /** The hubs, and how they let us in. */
  private record Way(
      HubAddress address, HubConfig.Standby standby, HubConfig.Auth auth, ClientTls tls) {}

  /**
   * Reads the section; nothing where something is wrong with it.
   *
   * @param gateway name of the gateway, which is also its user name unless one is given
   */
  static Optional<HubSection> read(Settings hub, String gateway, Complaints complaints) {
    AuthKeys auth = new AuthKeys(hub, System::getenv);
    Optional<String> topic = complaints.collect(() -> topic(hub, auth));
    Optional<Way> way = complaints.collect(() -> way(hub, gateway, auth));
    Optional<Dialect> dialect = complaints.collect(() -> dialect(hub));
    Optional<HubConfig.Publish> publish = complaints.collect(() -> publish(hub));
    Optional<Optional<HttpProxy>> proxy =
        complaints.collect(() -> ProxySection.read(hub, System::getenv));
    if (topic.isEmpty()
        || way.isEmpty()
        || dialect.isEmpty()
        || publish.isEmpty()
        || proxy.isEmpty()) {
      return Optional.empty();
    }
    return complaints.collect(
        () ->
            new HubSection(
                new HubConfig(
                    way.get().address(),
                    way.get().standby(),
                    topic.get(),
                    way.get().auth(),
                    publish.get(),
                    events(dialect.get()),
                    hub.get(DEADLINE_MILLIS),
                    HubConfig.DEFAULT_LEASE_SECONDS,
                    way.get().tls(),
                    proxy.get(),
                    dialect.get()),
                hub.get(ACTOR),
                hub.get(PRODUCT)));
  }

  private static String topic(Settings hub, AuthKeys auth) throws SettingsException {
    return auth.mayNameTopic() ? hub.find(TOPIC).orElse("") : hub.get(TOPIC);
  }

  private static Way way(Settings hub, String gateway, AuthKeys auth) throws SettingsException {
    HubAddress address = HubAddresses.given(hub);
    Refusals refusals = new Refusals();
    refusals.check(() -> HubAddresses.requireSafe(hub));
    Optional<ClientTls> tls = refusals.collect(() -> TlsSection.read(hub, address));
    if (tls.isEmpty()) {
      refusals.throwIfAny();
    }
    Optional<HubConfig.Standby> standby =
        refusals.collect(() -> HubAddresses.standby(hub, address, tls.orElseThrow()));
    boolean here =
        address.loopback()
            && standby.stream()
                .flatMap(other -> other.hubs().stream())
                .allMatch(HubAddress::loopback);
    Optional<HubConfig.Auth> way =
        refusals.collect(() -> auth.read(gateway, here, tls.orElseThrow()));
    refusals.throwIfAny();
    return new Way(address, standby.orElseThrow(), way.orElseThrow(), tls.orElseThrow());
  }

  private static Dialect dialect(Settings hub) throws SettingsException {
    return switch (hub.get(DIALECT)) {
      case CAST -> {
        if (hub.has(EVENT_PREFIX)) {
          throw hub.wrong(
              EVENT_PREFIX, "is for a FHIRcast hub; delete it, or give dialect: fhircast");
        }
        yield new Dialect.Cast();
      }
      case FHIRCAST ->
          hub.find(EVENT_PREFIX)
              .orElseGet(() -> new Dialect.Fhircast(Dialect.Fhircast.DEFAULT_PREFIX));
    };
  }

  private static HubConfig.Publish publish(Settings hub) throws SettingsException {
    HubConfig.Publish publish = hub.get(PUBLISH);
    if (hub.get(DIALECT) == DialectWord.FHIRCAST && publish == HubConfig.Publish.WEBSOCKET) {
      throw hub.wrong(PUBLISH, "cannot be websocket at a FHIRcast hub; delete it, or give http");
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
