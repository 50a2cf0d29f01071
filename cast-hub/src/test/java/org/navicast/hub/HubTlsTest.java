package org.navicast.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.navicast.cast.secure.TestCertificate;
import org.navicast.hub.door.ServerCertificate;

class HubTlsTest {
  private static final TestCertificate OWN = TestCertificate.of("hub").make();
  private static final String SUBSCRIBE =
      "hub.mode=subscribe&hub.channel.type=websocket&hub.topic=OR-3&hub.events=navi-button";

  @Test
  void aSubscriptionOverTlsLeadsToASocketOverTls() throws Exception {
    try (HubServer hub = HubServer.start(config("127.0.0.1"))) {
      assertThat(subscribe("https://localhost:" + hub.port()))
          .contains("\"wss://localhost:" + hub.port() + "/bind/");
    }
  }

  @Test
  void whoKnowsChaCha20IsAnsweredByIt() throws Exception {
    SSLContext client = trustingOnly(OWN);
    try (HubServer hub = HubServer.start(config("127.0.0.1"));
        SSLSocket socket =
            (SSLSocket) client.getSocketFactory().createSocket("localhost", hub.port())) {
      socket.setSoTimeout(10_000);
      socket.startHandshake();

      assertThat(socket.getSession().getCipherSuite()).isEqualTo("TLS_CHACHA20_POLY1305_SHA256");
    }
  }

  @Test
  void aProgramOnThisMachineMaySpeakPlainHttp() throws Exception {
    try (HubServer hub = HubServer.start(config("127.0.0.1"))) {
      assertThat(subscribe("http://127.0.0.1:" + hub.port())).contains("\"ws://127.0.0.1:");
    }
  }

  @Test
  void plainHttpFromElsewhereIsRefused() throws Exception {
    Optional<InetAddress> address = onANetwork();
    assumeThat(address).as("this machine is on a network").isPresent();
    String host = address.orElseThrow().getHostAddress();
    try (HubServer hub = HubServer.start(config(host))) {
      assertThatThrownBy(() -> subscribe("http://" + host + ":" + hub.port()))
          .isInstanceOf(IOException.class);
    }
  }

  private static HubServerConfig config(String host) {
    return HubServerConfig.loopback(0)
        .withHost(host)
        .withCertificate(new ServerCertificate(OWN.key(), List.of(OWN.certificate())));
  }

  private static String subscribe(String hub) throws Exception {
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trustingOnly(OWN))
            .build()) {
      return http.send(
              HttpRequest.newBuilder(URI.create(hub + "/api/hub"))
                  .timeout(Duration.ofSeconds(10))
                  .header("Content-Type", HubFixture.FORM)
                  .POST(HttpRequest.BodyPublishers.ofString(SUBSCRIBE))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }

  private static SSLContext trustingOnly(TestCertificate hub) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("hub", hub.certificate());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  /** An address of this machine at which it does not look like this machine. */
  private static Optional<InetAddress> onANetwork() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
        .findFirst();
  }
}
