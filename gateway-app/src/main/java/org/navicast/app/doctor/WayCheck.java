package org.navicast.app.doctor;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.link.Connector;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.secure.ClientTls;
import org.navicast.cast.secure.HttpProxy;

/** The way to a server: a connection, through the proxy where there is one, and TLS; no request. */
final class WayCheck {
  /** Time enough to have a new certificate made. */
  private static final Duration SOON = Duration.ofDays(30);

  private WayCheck() {}

  /**
   * Goes it.
   *
   * @param layer what it is called
   * @param seconds how long it is waited for at most
   */
  static Finding of(
      String layer,
      HubAddress address,
      ClientTls tls,
      Optional<HttpProxy> proxy,
      Supplier<Bootstrap> outbound,
      long seconds)
      throws InterruptedException {
    Connector connector = new Connector(address, outbound, tls, proxy);
    long began = System.nanoTime();
    Future<Channel> way = connector.connect(_ -> {});
    if (!way.await(seconds, TimeUnit.SECONDS)) {
      return Finding.fail(
          layer, "no answer in " + seconds + " s", "see what stands between this machine and it");
    }
    if (!way.isSuccess()) {
      String why = connector.why(way.cause());
      // Of TLS and proxies it says already what to do.
      return Finding.fail(layer, why, why.contains("; ") ? "" : advice(address));
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    Channel channel = way.getNow();
    try {
      SslHandler secured = channel.pipeline().get(SslHandler.class);
      String connected = "connected to " + address.authority() + " in " + millis + " ms";
      return secured == null
          ? Finding.ok(layer, connected)
          : secured(layer, connected, secured.engine().getSession(), Instant.now());
    } finally {
      channel.close().syncUninterruptibly();
    }
  }

  private static String advice(HubAddress address) {
    return "see that it runs at "
        + address.authority()
        + ", and that no firewall keeps this machine out";
  }

  private static Finding secured(String layer, String connected, SSLSession session, Instant now) {
    X509Certificate certificate = certificate(session);
    String what = connected + ", " + session.getProtocol();
    return certificate == null
        ? Finding.ok(layer, what)
        : dated(layer, what, certificate.getNotAfter().toInstant(), now);
  }

  /** How long a certificate is still good for. */
  static Finding dated(String layer, String what, Instant end, Instant now) {
    String until = what + ", certificate good until " + LocalDate.ofInstant(end, ZoneOffset.UTC);
    return Duration.between(now, end).compareTo(SOON) < 0
        ? Finding.warn(layer, until, "have a new one made before, or nobody gets in after that day")
        : Finding.ok(layer, until);
  }

  private static @Nullable X509Certificate certificate(SSLSession session) {
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length > 0 && chain[0] instanceof X509Certificate first ? first : null;
    } catch (SSLPeerUnverifiedException e) {
      return null;
    }
  }
}
