package org.navicast.hub.engine;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The NATS servers of one cluster, and how to be let in.
 *
 * @param servers with scheme {@code nats} or {@code tls}, of which any will do
 * @param authorities whose certificates are trusted; empty for those that the JDK trusts
 * @param pass what lets us in; null where nothing is asked for
 * @param pingInterval between two pings; a server that answered neither of two is given up when the
 *     third is due
 */
public record NatsSettings(
    List<URI> servers,
    List<X509Certificate> authorities,
    @Nullable NatsPass pass,
    Duration pingInterval) {

  /** A server that hangs is given up after 0.8 to 1.2 s. */
  private static final Duration PING_INTERVAL = Duration.ofMillis(400);

  private static final int DEFAULT_PORT = 4222;
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  public NatsSettings {
    servers = List.copyOf(servers);
    authorities = List.copyOf(authorities);
    if (pass instanceof NatsPass.Token) {
      for (URI server : servers) {
        if (!isSecure(server) && !THIS_MACHINE.contains(server.getHost())) {
          throw new IllegalArgumentException(
              "a token would cross the network in the clear to "
                  + server
                  + "; want tls://, or an NKEY, which only signs");
        }
      }
    }
  }

  /** With the usual patience. */
  public NatsSettings(
      List<URI> servers, List<X509Certificate> authorities, @Nullable NatsPass pass) {
    this(servers, authorities, pass, PING_INTERVAL);
  }

  /**
   * Reads addresses between commas.
   *
   * @throws IllegalArgumentException with a sentence without a full stop
   */
  public static List<URI> servers(String addresses) {
    List<URI> servers = new ArrayList<>();
    for (String address : addresses.split(",", -1)) {
      servers.add(server(address.trim()));
    }
    if (servers.stream().map(NatsSettings::isSecure).distinct().count() > 1) {
      throw new IllegalArgumentException("the servers must all be tls:// or all be nats://");
    }
    return servers;
  }

  private static URI server(String address) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw wrong(address);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getUserInfo() != null) {
      // Not repeated in the complaint: it is a secret.
      throw new IllegalArgumentException(
          "an address must not hold a secret, as others see it in the list of processes; give it"
              + " by a file or by the environment");
    }
    if (!(scheme.equals("nats") || scheme.equals("tls"))
        || uri.getHost() == null
        || !uri.getRawPath().isEmpty()
        || uri.getRawQuery() != null) {
      throw wrong(address);
    }
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    return URI.create(scheme + "://" + uri.getHost() + ":" + port);
  }

  private static IllegalArgumentException wrong(String address) {
    return new IllegalArgumentException(
        "\"" + address + "\" is no address of a NATS server; want nats://HOST:PORT or tls://…");
  }

  private static boolean isSecure(URI server) {
    return "tls".equals(server.getScheme());
  }

  /** Whether the way to the servers is encrypted. */
  public boolean isSecure() {
    return servers.stream().allMatch(NatsSettings::isSecure);
  }
}
