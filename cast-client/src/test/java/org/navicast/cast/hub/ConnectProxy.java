package org.navicast.cast.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.navicast.cast.net.Transport;

/** An HTTP proxy that knows CONNECT alone, and takes every host for this machine. */
final class ConnectProxy {
  /** The heads of the requests that it was sent. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final EventLoopGroup loop;
  private final String wanted;
  private final String refusal;

  /**
   * @param wanted what a request's head must contain; empty wants nothing
   * @param refusal is answered to a request without it
   */
  ConnectProxy(EventLoopGroup loop, String wanted, String refusal) {
    this.loop = loop;
    this.wanted = wanted;
    this.refusal = refusal;
  }

  /** Sets up the connection of one client. */
  void serve(ChannelPipeline pipeline) {
    pipeline.addLast(new Head());
  }

  private final class Head extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      String head = bytes.toString(StandardCharsets.US_ASCII); // small, so it comes in one piece
      bytes.release();
      requests.add(head);
      if (!head.contains(wanted)) {
        ctx.writeAndFlush(ascii("HTTP/1.1 " + refusal + "\r\nContent-Length: 0\r\n\r\n"))
            .addListener(ChannelFutureListener.CLOSE);
        return;
      }
      int port = Integer.parseInt(head.split("[: ]", 4)[2]);
      Transport.best()
          .outbound(loop)
          .handler(new Relay(ctx.channel()))
          .connect("127.0.0.1", port)
          .addListener(
              (ChannelFutureListener)
                  opened -> {
                    ctx.pipeline().replace(this, "relay", new Relay(opened.channel()));
                    ctx.writeAndFlush(ascii("HTTP/1.1 200 Connection established\r\n\r\n"));
                  });
    }
  }

  private static final class Relay extends ChannelInboundHandlerAdapter {
    private final Channel other;

    Relay(Channel other) {
      this.other = other;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      other.writeAndFlush(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      other.close();
    }
  }

  private static ByteBuf ascii(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }
}
