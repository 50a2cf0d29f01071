package org.navicast.cast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.net.Transport;
import org.navicast.cast.secure.ClientTls;
import org.navicast.cast.secure.Pin;
import org.navicast.cast.secure.TestCertificate;
import org.navicast.cast.secure.TlsSettings;

/** Links over TLS that must work: subscribed, bound, and an event published over either way. */
final class SecureLinkTest {
  private static final TestCertificate ROOT = TestCertificate.root("Clinic Root");
  private static final TestCertificate ISSUER =
      TestCertificate.of("Clinic Issuer").authority(0).issuedBy(ROOT);
  private static final TestCertificate HUB = TestCertificate.of("hub").issuedBy(ISSUER);
  private static final TestCertificate SELF_SIGNED = TestCertificate.of("alone").make();

  private final EventLoopGroup serverLoop = Transport.best().newLoop("server");
  private final EventLoopGroup clientLoop = Transport.best().newLoop("client");
  private final MiniHub hub = new MiniHub();
  @TempDir private Path folder;
  private Path rootFile = Path.of("");

  @BeforeEach
  void writeFiles() throws Exception {
    rootFile = ROOT.certificateFile(folder);
  }

  @AfterEach
  void close() {
    clientLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    serverLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.2, HTTP",
    "TLSv1.3, HTTP",
    "TLSv1.2, WEBSOCKET",
    "TLSv1.3, WEBSOCKET",
  })
  void aPrivateAuthorityInEitherVersionOverEitherWay(String version, HubConfig.Publish publish)
      throws Exception {
    works(server -> server.protocols(version), publish, settings(Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_AES_128_GCM_SHA256",
        "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"
      })
  void aHubThatKnowsOneCipher(String cipher) throws Exception {
    works(
        server -> server.ciphers(List.of(cipher)),
        HubConfig.Publish.HTTP,
        settings(Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({"TLSv1.2", "TLSv1.3"})
  void ourClientCertificate(String version) throws Exception {
    TestCertificate ours = TestCertificate.of("us").issuedBy(ROOT);
    works(
        server ->
            server
                .protocols(version)
                .clientAuth(ClientAuth.REQUIRE)
                .trustManager(ROOT.certificate()),
        HubConfig.Publish.HTTP,
        new TlsSettings(
            Optional.of(rootFile),
            Optional.of(
                new TlsSettings.CertificateFiles(
                    ours.certificateFile(folder), ours.keyFile(folder))),
            Optional.empty(),
            true));
  }

  @Test
  void thePinnedKey() throws Exception {
    works(
        UnaryOperator.identity(),
        HubConfig.Publish.HTTP,
        settings(Optional.of(Pin.of(HUB.certificate()))));
  }

  @Test
  void anyCertificateOnThisMachineIfOneSaysSo() throws Exception {
    TlsSettings unverified =
        new TlsSettings(Optional.empty(), Optional.empty(), Optional.empty(), false);
    link(
        SslContextBuilder.forServer(SELF_SIGNED.key(), SELF_SIGNED.certificate()),
        HubConfig.Publish.HTTP,
        ClientTls.load(unverified));
  }

  @Test
  void noHubElsewhereGoesUnverified() throws Exception {
    ClientTls unverified =
        ClientTls.load(
            new TlsSettings(Optional.empty(), Optional.empty(), Optional.empty(), false));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            HubConfig.of(
                    HubAddress.parse("https://hub.example.org/api/hub"),
                    "OR-3",
                    new HubConfig.Auth.None(),
                    HubConfig.Publish.AUTO,
                    List.of())
                .withTls(unverified));
  }

  private TlsSettings settings(Optional<Pin> pin) {
    return new TlsSettings(Optional.of(rootFile), Optional.empty(), pin, true);
  }

  private void works(
      UnaryOperator<SslContextBuilder> server, HubConfig.Publish publish, TlsSettings settings)
      throws Exception {
    link(
        server.apply(
            SslContextBuilder.forServer(HUB.key(), HUB.certificate(), ISSUER.certificate())),
        publish,
        ClientTls.load(settings));
  }

  private void link(SslContextBuilder server, HubConfig.Publish publish, ClientTls tls)
      throws Exception {
    SslContext context = server.sslProvider(SslProvider.JDK).build();
    try (TestServer listening =
            TestServer.start(
                serverLoop,
                pipeline -> {
                  pipeline.addLast(context.newHandler(pipeline.channel().alloc()));
                  hub.serve(pipeline);
                });
        LinkProbe link =
            new LinkProbe(
                clientLoop,
                "https://localhost:" + listening.port() + "/api/hub",
                publish,
                tls,
                Optional.empty())) {
      assertEquals(LinkProbe.ONLINE, link.outcome());
      link.publishADevice();
      String published = hub.published.poll(10, TimeUnit.SECONDS);
      assertNotNull(published, "nothing arrived");
      assertTrue(published.contains("navi-device"));
    }
  }
}
