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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.navicast.cast.net.Transport;

/**
 * The floor of two WebSocket hops on a JVM: each text frame that comes from a publisher goes to
 * every subscriber as it is, on one event loop, with nothing looked at in between.
 *
 * <p>Whoever connects to {@code /subscribe} is a subscriber, anybody else a publisher. Listens on a
 * free port of the loopback address, says {@code PORT} and its number, and runs until it is killed.
 */
public final class BareRelay {
  private static final String SUBSCRIBERS = "/subscribe";
  private static final int MAX_REQUEST_BYTES = 4 * 1024;
  private static final int MAX_FRAME_BYTES = 64 * 1024;

  private final ChannelGroup subscribers;

  private BareRelay(ChannelGroup subscribers) {
    this.subscribers = subscribers;
  }

  public static void main(String[] args) {
    Transport transport = Transport.best();
    EventLoopGroup loop = transport.newLoop("relay");
    BareRelay relay = new BareRelay(new DefaultChannelGroup(loop.next()));
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
