package org.navicast.bench;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.netty.handler.ssl.OptionalSslHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.net.Transport;

/**
 * The floor of two WebSocket hops on a JVM: each text frame that comes from a publisher goes to
 * every subscriber as it is, on one event loop, with nothing looked at in between.
 *
 * <p>Whoever connects to {@code /subscribe} is a subscriber, anybody else a publisher. Listens on a
 * free port of the loopback address, says {@code PORT} and its number, and runs until it is killed.
 * Given a certificate and its key, as PEM files, it also takes TLS 1.3 on that port.
 */
public final class BareRelay {
  private static final String SUBSCRIBERS = "/subscribe";
  private static final int MAX_REQUEST_BYTES = 4 * 1024;
  private static final int MAX_FRAME_BYTES = 64 * 1024;

  private final ChannelGroup subscribers;
  private final @Nullable SslContext tls;

  private BareRelay(ChannelGroup subscribers, @Nullable SslContext tls) {
    this.subscribers = subscribers;
    this.tls = tls;
  }

  public static void main(String[] args) throws SSLException {
    Transport transport = Transport.best();
    EventLoopGroup loop = transport.newLoop("relay");
    BareRelay relay =
        new BareRelay(new DefaultChannelGroup(loop.next()), args.length == 2 ? tls(args) : null);
    Channel server =
        transport
            .inbound(loop)
            .childHandler(relay.connections())
            .bind(InetAddress.getLoopbackAddress(), 0)
            .syncUninterruptibly()
            .channel();
    System.out.println("PORT " + ((InetSocketAddress) server.localAddress()).getPort());
    server.closeFuture().syncUninterruptibly();
  }

  private static SslContext tls(String[] files) throws SSLException {
    return SslContextBuilder.forServer(new File(files[0]), new File(files[1]))
        .sslProvider(SslProvider.JDK)
        .protocols("TLSv1.3")
        .build();
  }

  private ChannelInitializer<SocketChannel> connections() {
    WebSocketServerProtocolConfig webSocket =
        WebSocketServerProtocolConfig.newBuilder()
            .websocketPath("/")
            .checkStartsWith(true)
            .maxFramePayloadLength(MAX_FRAME_BYTES)
            .build();
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        if (tls != null) {
          channel.pipeline().addLast(new OptionalSslHandler(tls));
        }
        channel
            .pipeline()
            .addLast(
                new HttpServerCodec(),
                new HttpObjectAggregator(MAX_REQUEST_BYTES),
                new WebSocketServerProtocolHandler(webSocket),
                new Peer());
      }
    };
  }

  private final class Peer extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event instanceof HandshakeComplete done && done.requestUri().equals(SUBSCRIBERS)) {
        subscribers.add(ctx.channel());
      }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
      for (Channel subscriber : subscribers) {
        var _ = subscriber.writeAndFlush(frame.retainedDuplicate(), subscriber.voidPromise());
      }
    }
  }
}
