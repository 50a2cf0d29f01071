package org.navicast.hub;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.navicast.hub.door.ServerCertificate;
import org.navicast.hub.door.TokenRules;
import org.navicast.hub.door.WebAccess;
import org.navicast.hub.engine.Engine;
import org.navicast.hub.file.FileLimits;

/**
 * Where a hub listens and how it behaves.
 *
 * @param host name or address to listen on
 * @param port 0…65535; 0 lets the system choose a free one
 * @param requestTimeout how long a request waits for its answers unless it asks for longer
 * @param pingInterval how often each bound socket is pinged; one that gives no sign of life until
 *     the next ping is closed with 1011; zero sends no pings
 * @param idleTimeout after how long of silence an HTTP connection is closed
 * @param clock what the expiry of codes and tokens and the timestamps go by
 * @param tokenRules whose tokens it asks for; empty where it asks nobody who they are
 * @param certificate for TLS; empty for plain http
 * @param files how much of files it takes, and for how long
 * @param web by which names it is called, and which web pages may use it
 * @param engine what carries events to the other nodes of this hub; empty where it is the only one
 * @param currentContext whether it keeps what is open on each topic, for FHIRcast subscribers that
 *     come later; not where it is one of several nodes
 */
public record HubServerConfig(
    String host,
    int port,
    HubLimits limits,
    Duration requestTimeout,
    Duration pingInterval,
    Duration idleTimeout,
    InstantSource clock,
    Optional<TokenRules> tokenRules,
    Optional<ServerCertificate> certificate,
    FileLimits files,
    WebAccess web,
    Optional<Engine.Source> engine,
    boolean currentContext) {

  /** The port that demos use. */
  public static final int DEFAULT_PORT = 2018;

  private static final int MAX_PORT = 65_535;

  public HubServerConfig {
    if (host.isBlank()) {
      throw new IllegalArgumentException("the hub needs a host to listen on, such as 127.0.0.1");
    }
    if (port < 0 || port > MAX_PORT) {
      throw new IllegalArgumentException("the hub's port must be 0 to 65535, but is " + port);
    }
    if (!requestTimeout.isPositive() || pingInterval.isNegative() || !idleTimeout.isPositive()) {
      throw new IllegalArgumentException("the hub's times must not be negative");
    }
    if (currentContext && engine.isPresent()) {
      throw new IllegalArgumentException(
          "a node does not see what is opened on others, so it cannot keep the current context");
    }
  }

  /** Reachable from this machine only, everything else at its default. */
  public static HubServerConfig loopback(int port) {
    return new HubServerConfig(
        "127.0.0.1",
        port,
        HubLimits.DEFAULT,
        Duration.ofSeconds(2),
        Duration.ofSeconds(20),
        Duration.ofMinutes(5),
        InstantSource.system(),
        Optional.empty(),
        Optional.empty(),
        FileLimits.DEFAULT,
        WebAccess.LOOPBACK,
        Optional.empty(),
        false);
  }

  /** This configuration on another host, for instance {@code 0.0.0.0} for all interfaces. */
  public HubServerConfig withHost(String newHost) {
    return with(draft -> draft.host = newHost);
  }

  /** This configuration with other limits. */
  public HubServerConfig withLimits(HubLimits newLimits) {
    return with(draft -> draft.limits = newLimits);
  }

  /** This configuration with other times; their meaning is that of the components. */
  public HubServerConfig withTimes(
      Duration newRequestTimeout, Duration newPingInterval, Duration newIdleTimeout) {
    return with(
        draft -> {
          draft.requestTimeout = newRequestTimeout;
          draft.pingInterval = newPingInterval;
          draft.idleTimeout = newIdleTimeout;
        });
  }

  /** This configuration with another clock. */
  public HubServerConfig withClock(InstantSource newClock) {
    return with(draft -> draft.clock = newClock);
  }

  /** This configuration for a hub that lets in only who has a token. */
  public HubServerConfig withTokenRules(TokenRules rules) {
    return with(draft -> draft.tokenRules = Optional.of(rules));
  }

  /** This configuration for a hub that speaks TLS. */
  public HubServerConfig withCertificate(ServerCertificate own) {
    return with(draft -> draft.certificate = Optional.of(own));
  }

  /** This configuration with other limits for files. */
  public HubServerConfig withFiles(FileLimits newFiles) {
    return with(draft -> draft.files = newFiles);
  }

  /** This configuration for other names and pages. */
  public HubServerConfig withWeb(WebAccess newWeb) {
    return with(draft -> draft.web = newWeb);
  }

  /** This configuration for one of several nodes. */
  public HubServerConfig withEngine(Engine.Source source) {
    return with(draft -> draft.engine = Optional.of(source));
  }

  /** This configuration for a hub that keeps what is open on each topic. */
  public HubServerConfig withCurrentContext() {
    return with(draft -> draft.currentContext = true);
  }

  private HubServerConfig with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.finished();
  }

  /** The components while one of them is being replaced. */
  private static final class Draft {
    private String host;
    private int port;
    private HubLimits limits;
    private Duration requestTimeout;
    private Duration pingInterval;
    private Duration idleTimeout;
    private InstantSource clock;
    private Optional<TokenRules> tokenRules;
    private Optional<ServerCertificate> certificate;
    private FileLimits files;
    private WebAccess web;
    private Optional<Engine.Source> engine;
    private boolean currentContext;

    Draft(HubServerConfig from) {
      host = from.host;
      port = from.port;
      limits = from.limits;
      requestTimeout = from.requestTimeout;
      pingInterval = from.pingInterval;
      idleTimeout = from.idleTimeout;
      clock = from.clock;
      tokenRules = from.tokenRules;
      certificate = from.certificate;
      files = from.files;
      web = from.web;
      engine = from.engine;
      currentContext = from.currentContext;
    }

    HubServerConfig finished() {
      return new HubServerConfig(
          host,
          port,
          limits,
          requestTimeout,
          pingInterval,
          idleTimeout,
          clock,
          tokenRules,
          certificate,
          files,
          web,
          engine,
          currentContext);
    }
  }
}
