package org.navicast.cast.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.cast.auth.ClientProof;
import org.navicast.cast.auth.OAuthSettings;
import org.navicast.cast.auth.ScriptedProvider;
import org.navicast.cast.net.Transport;
import org.navicast.cast.secure.ClientTls;
import org.navicast.cast.secure.DirectHosts;
import org.navicast.cast.secure.HttpProxy;
import org.navicast.cast.secure.Pin;
import org.navicast.cast.secure.TestCertificate;
import org.navicast.cast.secure.TlsSettings;

/**
 * A link whose token comes from a provider that asks for our certificate, is certified by the
 * clinic itself, and is known to the proxy only.
 */
final class ProviderLinkTest {
  private static final String NAME = "login.clinic.invalid"; // RFC 6761: resolves nowhere
  private static final TestCertificate ROOT = TestCertificate.root("Clinic Root");
  private static final TestCertificate SERVER =
      TestCertificate.of("login").forName(NAME).issuedBy(ROOT);
  private static final TestCertificate OURS = TestCertificate.of("us").issuedBy(ROOT);

  private final EventLoopGroup serverLoop = Transport.best().newLoop("server");
  private final EventLoopGroup clientLoop = Transport.best().newLoop("client");
  private final MiniHub hub = new MiniHub();
  private final ConnectProxy proxy = new ConnectProxy(serverLoop, "", "");
  private TestServer hubServer;
  private TestServer proxyServer;
  private TestServer providerServer;
  private ScriptedProvider provider;
  @TempDir private Path folder;

  @BeforeEach
  void start() throws Exception {
    SslContext context =
        SslContextBuilder.forServer(SERVER.key(), SERVER.certificate())
            .sslProvider(SslProvider.JDK)
            .clientAuth(ClientAuth.REQUIRE)
            .trustManager(ROOT.certificate())
            .build();
    hubServer = TestServer.start(serverLoop, hub::serve);
    proxyServer = TestServer.start(serverLoop, proxy::serve);
    providerServer =
        TestServer.start(
            serverLoop,
            pipeline ->
                pipeline.addLast(
                    context.newHandler(pipeline.channel().alloc()),
                    new HttpServerCodec(),
                    new HttpObjectAggregator(64 * 1024),
                    new Front()));
    provider = new ScriptedProvider(issuer());
    provider.claims.put("topic", "OR-3");
  }

  @AfterEach
  void close() {
    hubServer.close();
    proxyServer.close();
    providerServer.close();
    clientLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    serverLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  @Test
  void theCertificateAloneLetsUsIn() throws Exception {
    try (LinkProbe link = link(tls(true), Optional.empty())) {
      assertThat(link.outcome()).isEqualTo(LinkProbe.ONLINE);
      assertThat(hub.authorizations.getFirst()).startsWith("Bearer ey");
      assertThat(provider.requests.getLast().form())
          .containsEntry("client_id", "or-3")
          .doesNotContainKey("client_secret");
      assertThat(proxy.requests.getFirst()).startsWith("CONNECT " + NAME + ":");
    }
  }

  @Test
  void aProviderThatWantsACertificateSaysSo() throws Exception {
    try (LinkProbe link = link(tls(false), Optional.empty())) {
      assertThat(link.outcome())
          .startsWith("the identity provider " + NAME + ":" + providerServer.port())
          .contains("cannot be asked: the provider")
          .doesNotContain("the hub");
    }
  }

  @Test
  void aProviderWithAnotherKeyThanThePinnedIsNotAsked() throws Exception {
    try (LinkProbe link = link(tls(true), Optional.of(new Pin("A".repeat(43) + "=")))) {
      assertThat(link.outcome()).contains("the provider's key is not the pinned one");
      assertThat(provider.requests).isEmpty();
    }
  }

  @Test
  void aTokenForAllRoomsNamesNone() throws Exception {
    provider.claims.put("topic", "*");
    try (LinkProbe link = link(tls(true), Optional.empty())) {
      assertThat(link.outcome())
          .isEqualTo("neither the configuration nor the token names one topic");
    }
  }

  @Test
  void aRefusedClientIsToldAsOne() throws Exception {
    provider.refusal = ScriptedProvider.Answer.error(401, "invalid_client");
    try (LinkProbe link = link(tls(true), Optional.empty())) {
      assertThat(link.outcome())
          .startsWith("the identity provider does not accept our client id or the proof of it");
    }
  }

  private ClientTls tls(boolean ours) throws Exception {
    return ClientTls.load(
        new TlsSettings(
            Optional.of(ROOT.certificateFile(folder)),
            ours
                ? Optional.of(
                    new TlsSettings.CertificateFiles(
                        OURS.certificateFile(folder), OURS.keyFile(folder)))
                : Optional.empty(),
            Optional.empty(),
            true));
  }

  private String issuer() {
    return "https://" + NAME + ":" + providerServer.port() + "/realms/clinic";
  }

  private LinkProbe link(ClientTls tls, Optional<Pin> pin) {
    OAuthSettings settings =
        new OAuthSettings(
            new OAuthSettings.Flow.ClientCredentials(),
            new OAuthSettings.Where.Issuer(URI.create(issuer())),
            "or-3",
            new ClientProof.Certificate(),
            List.of(),
            "",
            OAuthSettings.USUAL_TOPIC_CLAIMS);
    return new LinkProbe(
        clientLoop,
        "http://127.0.0.1:" + hubServer.port() + "/api/hub",
        "",
        new HubConfig.Auth.OAuth(settings, tls.withPin(pin)),
        HubConfig.Publish.HTTP,
        ClientTls.STANDARD,
        Optional.of(
            new HttpProxy("127.0.0.1", proxyServer.port(), Optional.empty(), DirectHosts.NONE)));
  }

  /** Brings requests to the provider. */
  private final class Front extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      ScriptedProvider.Answer answer =
          provider.answer(
              request.uri(),
              request.headers().get(HttpHeaderNames.AUTHORIZATION),
              request.content().toString(StandardCharsets.UTF_8));
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      var response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.valueOf(answer.status()),
              Unpooled.wrappedBuffer(body));
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.length);
      ctx.writeAndFlush(response);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close(); // the client's refusal, as this end sees it
    }
  }
}
