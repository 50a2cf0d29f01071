package org.navicast.cast.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.cast.link.Connector;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.link.HubSocket;
import org.navicast.cast.link.TimeSource;
import org.navicast.cast.net.Transport;
import org.navicast.cast.secure.ClientTls;
import org.navicast.cast.secure.TestCertificate;
import org.navicast.cast.secure.TlsSettings;

/** A hub that stops reading: what waits for it then must not reach it when it reads again. */
class SilentHubTest {
  private static final int PATIENCE_SECONDS = 10;

  /** Together more than the windows of both ends hold. */
  private static final int MESSAGES = 400;

  private static final String MESSAGE = "{" + " ".repeat(30_000) + "}";

  private static final TestCertificate CERTIFICATE = TestCertificate.of("alone").make();

  private final EventLoopGroup serverLoop = Transport.best().newLoop("server");
  private final EventLoopGroup clientLoop = Transport.best().newLoop("client");
  private final AtomicLong nanos = new AtomicLong();
  private final MiniHub hub = new MiniHub();
  private final CompletableFuture<Channel> deaf = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private final CompletableFuture<Void> opened = new CompletableFuture<>();
  private final CompletableFuture<String> closed = new CompletableFuture<>();

  @AfterEach
  void stop() throws InterruptedException {
    clientLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    serverLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
  }

  @ParameterizedTest(name = "TLS: {0}")
  @ValueSource(booleans = {false, true})
  void whatWaitsWhenTheLinkIsGivenUpNeverArrives(boolean tls) throws Exception {
    int port = listen(tls);
    HubSocket socket = onClient(() -> open((tls ? "https" : "http") + "://127.0.0.1:" + port));
    opened.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Channel deafEnd = deaf.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    onClient(
        () -> {
          for (int i = 0; i < MESSAGES; i++) {
            ByteBuf message = socket.newMessage();
            ByteBufUtil.writeUtf8(message, MESSAGE);
            socket.write(message);
          }
          socket.flush();
          for (int look = 0; look < 12; look++) {
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(250));
            socket.checkAlive();
          }
          return socket;
        });
    assertThat(closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .isEqualTo("no sign of life for 2000 ms");
    deafEnd.config().setAutoRead(true);
    ended.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(hub.published).hasSizeLessThan(MESSAGES / 2);
  }

  private HubSocket onClient(Callable<HubSocket> task) throws Exception {
    return clientLoop.next().submit(task).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private HubSocket open(String url) throws Exception {
    Connector connector =
        new Connector(
            HubAddress.parse(url),
            () -> Transport.best().outbound(clientLoop),
            ClientTls.load(
                new TlsSettings(Optional.empty(), Optional.empty(), Optional.empty(), false)),
            Optional.empty());
    HubSocket socket = new HubSocket(connector, new TimeSource(nanos::get, () -> 0), new Events());
    socket.open("/bind");
    return socket;
  }

  private int listen(boolean tls) throws Exception {
    SslContext context =
        SslContextBuilder.forServer(CERTIFICATE.key(), CERTIFICATE.certificate()).build();
    Channel listening =
        Transport.best()
            .inbound(serverLoop)
            .option(ChannelOption.SO_RCVBUF, 4_096)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    if (tls) {
                      channel.pipeline().addLast(context.newHandler(channel.alloc()));
                    }
                    hub.serve(channel.pipeline());
                    channel.pipeline().addLast(new Deafness());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel();
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  private final class Events implements HubSocket.Events {
    @Override
    public void opened() {
      opened.complete(null);
    }

    @Override
    public void text(String message) {}

    @Override
    public void writable() {}

    @Override
    public void closed(String reason) {
      closed.complete(reason);
    }
  }

  /** Reads no more once the WebSocket is open, and learns when the connection ends. */
  private final class Deafness extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof HandshakeComplete) {
        ctx.channel().config().setAutoRead(false);
        deaf.complete(ctx.channel());
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close(); // the reset
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      ended.complete(null);
    }
  }
}
