package org.navicast.cast.hub;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.navicast.cast.auth.OAuthSettings;
import org.navicast.cast.json.Dialect;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.secure.ClientTls;
import org.navicast.cast.secure.HttpProxy;

/**
 * How to reach a hub and as whom.
 *
 * @param address of the hub's endpoint
 * @param standby what is used while that hub does not answer
 * @param topic to subscribe to and publish on; empty where the token says it
 * @param auth how to get in
 * @param publish over which way events go out
 * @param events names of the events to receive; only these reach {@link HubClient.Listener}
 * @param deadlineMillis how long after capture a press may still be handed to the socket, 10…10,000
 * @param leaseSeconds of the subscription, 10…86,400
 * @param tls how an https hub is verified; one that verifies nothing is for a hub on this machine
 * @param proxy the way to hubs on other machines
 * @param dialect the hub's language
 */
public record HubConfig(
    HubAddress address,
    Standby standby,
    String topic,
    Auth auth,
    Publish publish,
    List<String> events,
    int deadlineMillis,
    int leaseSeconds,
    ClientTls tls,
    Optional<HttpProxy> proxy,
    Dialect dialect) {

  public static final int DEFAULT_DEADLINE_MILLIS = 150;
  public static final int DEFAULT_LEASE_SECONDS = 7_200;

  public HubConfig {
    events = List.copyOf(events);
    if (deadlineMillis < 10 || deadlineMillis > 10_000) {
      throw new IllegalArgumentException("the deadline must be from 10 to 10000 ms");
    }
    if (leaseSeconds < 10 || leaseSeconds > 86_400) {
      throw new IllegalArgumentException("the lease must be from 10 to 86400 s");
    }
    if (!tls.verifies()
        && !(address.loopback() && standby.hubs().stream().allMatch(HubAddress::loopback))) {
      throw new IllegalArgumentException("a hub on another machine must be verified");
    }
    if (dialect instanceof Dialect.Fhircast && publish == Publish.WEBSOCKET) {
      throw new IllegalArgumentException("a FHIRcast hub takes events by HTTP only");
    }
  }

  /** One Cast hub, with the usual times, the TLS of the Java runtime, and no proxy. */
  public static HubConfig of(
      HubAddress address, String topic, Auth auth, Publish publish, List<String> events) {
    return new HubConfig(
        address,
        Standby.NONE,
        topic,
        auth,
        publish,
        events,
        DEFAULT_DEADLINE_MILLIS,
        DEFAULT_LEASE_SECONDS,
        ClientTls.STANDARD,
        Optional.empty(),
        new Dialect.Cast());
  }

  /** The same, at that hub and no other. */
  public HubConfig at(HubAddress hub) {
    return with(
        draft -> {
          draft.address = hub;
          draft.standby = Standby.NONE;
        });
  }

  /** The same, with hubs to fall back on. */
  public HubConfig withStandby(Standby standby) {
    return with(draft -> draft.standby = standby);
  }

  /** The same, verified in this way. */
  public HubConfig withTls(ClientTls tls) {
    return with(draft -> draft.tls = tls);
  }

  /** The same, through this proxy. */
  public HubConfig withProxy(Optional<HttpProxy> proxy) {
    return with(draft -> draft.proxy = proxy);
  }

  /** The same, in this language. */
  public HubConfig withDialect(Dialect dialect) {
    return with(draft -> draft.dialect = dialect);
  }

  private HubConfig with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finished();
  }

  /** The components while one of them is being replaced. */
  private static final class Draft {
    private HubAddress address;
    private Standby standby;
    private String topic;
    private Auth auth;
    private Publish publish;
    private List<String> events;
    private int deadlineMillis;
    private int leaseSeconds;
    private ClientTls tls;
    private Optional<HttpProxy> proxy;
    private Dialect dialect;

    Draft(HubConfig from) {
      address = from.address;
      standby = from.standby;
      topic = from.topic;
      auth = from.auth;
      publish = from.publish;
      events = from.events;
      deadlineMillis = from.deadlineMillis;
      leaseSeconds = from.leaseSeconds;
      tls = from.tls;
      proxy = from.proxy;
      dialect = from.dialect;
    }

    HubConfig finished() {
      return new HubConfig(
          address,
          standby,
          topic,
          auth,
          publish,
          events,
          deadlineMillis,
          leaseSeconds,
          tls,
          proxy,
          dialect);
    }
  }

  /**
   * The hubs to fall back on.
   *
   * @param hubs in the order in which they are tried, at most 8
   * @param returnSeconds after so long on one of them the first is asked whether it answers again,
   *     and used once nothing is held; 0: never
   */
  public record Standby(List<HubAddress> hubs, int returnSeconds) {
    /** No others. */
    public static final Standby NONE = new Standby(List.of(), 0);

    /** More than anybody has. */
    public static final int MAX_HUBS = 8;

    public Standby {
      hubs = List.copyOf(hubs);
      if (hubs.size() > MAX_HUBS || returnSeconds < 0) {
        throw new IllegalArgumentException(
            "at most " + MAX_HUBS + " hubs on standby, and no negative time");
      }
    }
  }

  /** Over which way events go out. */
  public enum Publish {
    /** Over the WebSocket where the hub says that it takes events there, else by HTTP. */
    AUTO,
    /** By HTTP POST on two kept-alive connections, one for presses and one for motion and poses. */
    HTTP,
    /** Over the bound WebSocket. */
    WEBSOCKET
  }

  /** How to get in. */
  public sealed interface Auth {
    /** No token at all. */
    record None() implements Auth {}

    /**
     * The Cast hub's own development login, without a password.
     *
     * @param user name to log in as
     */
    record Mock(String user) implements Auth {}

    /**
     * With tokens of an identity provider.
     *
     * @param settings how to log in there
     * @param tls how the provider is verified; the proxy is the hub's
     */
    record OAuth(OAuthSettings settings, ClientTls tls) implements Auth {}
  }
}
