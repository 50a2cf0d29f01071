package org.navicast.cast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.navicast.cast.net.Transport;
import org.navicast.cast.secure.ClientTls;
import org.navicast.cast.secure.DirectHosts;
import org.navicast.cast.secure.HttpProxy;
import org.navicast.cast.secure.TestCertificate;
import org.navicast.cast.secure.TlsSettings;

/** Links through a proxy, to a hub whose name only the proxy knows. */
final class ProxyLinkTest {
  private static final String HUB = "hub.clinic.invalid"; // RFC 6761: resolves nowhere
  private static final String ASKS_FOR_LOGIN =
      "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"clinic\"";

  /** {@code gateway:open sesame} in base64. */
  private static final String LOGIN = "Basic Z2F0ZXdheTpvcGVuIHNlc2FtZQ==";

  private final EventLoopGroup serverLoop = Transport.best().newLoop("server");
  private final EventLoopGroup clientLoop = Transport.best().newLoop("client");
  private final MiniHub hub = new MiniHub();
  private final TestServer plainHub = TestServer.start(serverLoop, hub::serve);

  @AfterEach
  void close() {
    plainHub.close();
    clientLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    serverLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP", "WEBSOCKET"})
  void bothKindsOfConnectionsGoThroughIt(HubConfig.Publish publish) throws Exception {
    ConnectProxy proxy = new ConnectProxy(serverLoop, LOGIN, ASKS_FOR_LOGIN);
    try (TestServer listening = TestServer.start(serverLoop, proxy::serve);
        LinkProbe link = link(HUB, publish, proxyAt(listening.port(), login(), ""))) {
      assertEquals(LinkProbe.ONLINE, link.outcome());
      link.publishADevice();
      assertNotNull(hub.published.poll(10, TimeUnit.SECONDS), "nothing arrived");
      assertTrue(proxy.requests.size() >= 2, "one of the two went another way");
      assertTrue(
          proxy.requests.getFirst().startsWith("CONNECT " + HUB + ":" + plainHub.port() + " "));
    }
  }

  @Test
  void tlsIsVerifiedThroughItAgainstTheHubsName(@TempDir Path folder) throws Exception {
    TestCertificate root = TestCertificate.root("Clinic Root");
    TestCertificate named = TestCertificate.of("hub").forName(HUB).issuedBy(root);
    SslContext context =
        SslContextBuilder.forServer(named.key(), named.certificate())
            .sslProvider(SslProvider.JDK)
            .build();
    ClientTls tls =
        ClientTls.load(
            new TlsSettings(
                Optional.of(root.certificateFile(folder)),
                Optional.empty(),
                Optional.empty(),
                true));
    ConnectProxy proxy = new ConnectProxy(serverLoop, "", "");
    try (TestServer tlsHub =
            TestServer.start(
                serverLoop,
                pipeline -> {
                  pipeline.addLast(context.newHandler(pipeline.channel().alloc()));
                  hub.serve(pipeline);
                });
        TestServer listening = TestServer.start(serverLoop, proxy::serve);
        LinkProbe good =
            new LinkProbe(
                clientLoop,
                "https://" + HUB + ":" + tlsHub.port() + "/api/hub",
                HubConfig.Publish.HTTP,
                tls,
                proxyAt(listening.port(), Optional.empty(), ""));
        LinkProbe otherName =
            new LinkProbe(
                clientLoop,
                "https://other.clinic.invalid:" + tlsHub.port() + "/api/hub",
                HubConfig.Publish.HTTP,
                tls,
                proxyAt(listening.port(), Optional.empty(), ""))) {
      assertEquals(LinkProbe.ONLINE, good.outcome());
      assertEquals(
          "the hub's certificate is for \"hub.clinic.invalid\", not for other.clinic.invalid; use"
              + " a name that it is for, or have it issued for this one",
          otherName.outcome());
    }
  }

  @Test
  void itAsksForALogin() throws Exception {
    refused(
        new ConnectProxy(serverLoop, LOGIN, ASKS_FOR_LOGIN),
        Optional.empty(),
        "the proxy 127.0.0.1:PORT asks for a user name and password (407)");
  }

  @Test
  void itRefusesOurLogin() throws Exception {
    refused(
        new ConnectProxy(serverLoop, LOGIN, ASKS_FOR_LOGIN),
        Optional.of(new HttpProxy.Login("gateway", "wrong")),
        "the proxy 127.0.0.1:PORT does not accept our user name and password (407)");
  }

  @Test
  void itDoesNotConnectToTheHub() throws Exception {
    refused(
        new ConnectProxy(serverLoop, "never sent", "403 Forbidden"),
        Optional.empty(),
        "the proxy 127.0.0.1:PORT does not connect us to the hub (403)");
  }

  @Test
  void nothingListensThere() throws Exception {
    TestServer gone = TestServer.start(serverLoop, _ -> {});
    gone.close();
    try (LinkProbe link =
        link(HUB, HubConfig.Publish.AUTO, proxyAt(gone.port(), Optional.empty(), ""))) {
      assertEquals(
          "nothing listens at the proxy's address 127.0.0.1:" + gone.port(), link.outcome());
    }
  }

  @Test
  void thisMachineIsReachedWithoutIt() throws Exception {
    ConnectProxy proxy = new ConnectProxy(serverLoop, "", "");
    try (TestServer listening = TestServer.start(serverLoop, proxy::serve);
        LinkProbe link =
            link(
                "127.0.0.1",
                HubConfig.Publish.AUTO,
                proxyAt(listening.port(), Optional.empty(), ""))) {
      assertEquals(LinkProbe.ONLINE, link.outcome());
      assertTrue(proxy.requests.isEmpty());
    }
  }

  @Test
  void directHostsAreReachedWithoutIt() throws Exception {
    ConnectProxy proxy = new ConnectProxy(serverLoop, "", "");
    try (TestServer listening = TestServer.start(serverLoop, proxy::serve);
        LinkProbe link =
            link(
                HUB,
                HubConfig.Publish.AUTO,
                proxyAt(listening.port(), Optional.empty(), ".clinic.invalid"))) {
      assertEquals("the name " + HUB + " is not known", link.outcome());
      assertTrue(proxy.requests.isEmpty());
    }
  }

  private void refused(ConnectProxy proxy, Optional<HttpProxy.Login> login, String sentence)
      throws Exception {
    try (TestServer listening = TestServer.start(serverLoop, proxy::serve);
        LinkProbe link = link(HUB, HubConfig.Publish.AUTO, proxyAt(listening.port(), login, ""))) {
      assertEquals(sentence.replace("PORT", Integer.toString(listening.port())), link.outcome());
    }
  }

  private LinkProbe link(String host, HubConfig.Publish publish, Optional<HttpProxy> proxy) {
    return new LinkProbe(
        clientLoop,
        "http://" + host + ":" + plainHub.port() + "/api/hub",
        publish,
        ClientTls.STANDARD,
        proxy);
  }

  private static Optional<HttpProxy.Login> login() {
    return Optional.of(new HttpProxy.Login("gateway", "open sesame"));
  }

  private static Optional<HttpProxy> proxyAt(
      int port, Optional<HttpProxy.Login> login, String direct) {
    return Optional.of(new HttpProxy("127.0.0.1", port, login, DirectHosts.parse(direct)));
  }
}
