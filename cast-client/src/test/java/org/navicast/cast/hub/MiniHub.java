package org.navicast.cast.hub;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** As much of a hub as a link needs: grants every subscription, and keeps what is published. */
final class MiniHub {
  private static final int MAX_BYTES = 64 * 1024;

  /** Everything that was published, over either way. */
  final BlockingQueue<String> published = new LinkedBlockingQueue<>();

  /** What each request was authorized by; empty for nothing. */
  final List<String> authorizations = new CopyOnWriteArrayList<>();

  /** Sets up the connection of one client. */
  void serve(ChannelPipeline pipeline) {
    pipeline.addLast(
        new HttpServerCodec(),
        new HttpObjectAggregator(MAX_BYTES),
        new WebSocketServerProtocolHandler("/bind"),
        new Requests(),
        new Messages());
  }

  private final class Requests extends SimpleChannelInboundHandler<FullHttpRequest> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
      authorizations.add(request.headers().get(HttpHeaderNames.AUTHORIZATION, ""));
      String body = request.content().toString(StandardCharsets.UTF_8);
      boolean form = body.startsWith("hub.");
      if (!form && !body.contains("\"navicast-echo\"")) {
        published.add(body);
      }
      byte[] answer =
          (form ? "{\"hub.channel.endpoint\":\"ws://elsewhere/bind\"}" : "{}")
              .getBytes(StandardCharsets.UTF_8);
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.ACCEPTED, Unpooled.wrappedBuffer(answer));
      response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, answer.length);
      ctx.writeAndFlush(response);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close(); // a client that went away
    }
  }

  private final class Messages extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame message) {
      published.add(message.text());
    }
  }
}
