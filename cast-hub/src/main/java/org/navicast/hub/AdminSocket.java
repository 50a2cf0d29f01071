package org.navicast.hub;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.door.Rights;
import org.navicast.hub.http.Json;
import org.navicast.hub.http.Refusal;
import org.navicast.hub.inflow.Inflow;

/** Tells an administrator that a new snapshot is worth a look; takes nothing. */
final class AdminSocket extends SimpleChannelInboundHandler<WebSocketFrame> {
  static final String PATH = "/ws/admin";
  private static final int MAX_FRAME_BYTES = 1024;

  private final Hub hub;
  private final Channel channel;

  private AdminSocket(Hub hub, Channel channel) {
    this.hub = hub;
    this.channel = channel;
  }

  /** Becomes one. */
  static void open(Hub hub, Exchange exchange) throws Refusal {
    Channel channel = exchange.channel();
    FullHttpRequest request = exchange.request();
    if (!Rights.isAdministrator(hub.door().isPresent(), channel, request, exchange.access())) {
      throw new Refusal(HttpResponseStatus.FORBIDDEN, "This is for administrators only");
    }
    if (hub.administrators().areFull()) {
      throw new Refusal(
          HttpResponseStatus.SERVICE_UNAVAILABLE, "Too many administrators are connected");
    }
    AdminSocket socket = new AdminSocket(hub, channel);
    if (Upgrade.accept(exchange, MAX_FRAME_BYTES, socket::opened, socket)) {
      Inflow.of(channel).settle((ended, _) -> ended.close());
    }
  }

  private void opened() {
    if (channel.isActive()) {
      hub.administrators().add(this);
      tell("connection.established", "admin");
    }
  }

  /** Something has changed since it was last told so. */
  void refresh() {
    if (channel.isWritable()) { // who does not read is told later
      tell("admin.refresh", null);
    }
  }

  private void tell(String type, @Nullable String role) {
    var message = Json.object().put("type", type);
    if (role != null) {
      message.put("role", role);
    }
    message.put("revision", hub.administrators().revision()).put("timestamp", hub.timestamp());
    var _ = channel.writeAndFlush(frame(Json.bytes(message)));
  }

  private static TextWebSocketFrame frame(byte[] text) {
    return new TextWebSocketFrame(Unpooled.wrappedBuffer(text));
  }

  void close() {
    channel
        .writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.SERVICE_RESTART))
        .addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    Inflow.of(channel).whole();
    switch (frame) {
      case PingWebSocketFrame ping when channel.isWritable() -> {
        var _ = ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
      }
      case CloseWebSocketFrame _ -> {
        ctx.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE))
            .addListener(ChannelFutureListener.CLOSE);
      }
      default -> {}
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    hub.administrators().remove(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    var _ = ctx.close();
  }
}
