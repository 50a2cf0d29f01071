package org.navicast.hub;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.handler.timeout.IdleStateHandler;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.file.Uploads;
import org.navicast.hub.http.Refusal;
import org.navicast.hub.inflow.Inflow;
import org.navicast.hub.inflow.WholeMessages;
import org.navicast.hub.inflow.WholeRequests;
import org.navicast.hub.subscription.Subscription;

/** {@code GET /bind/{id}}: turns an HTTP connection into the socket of a subscription. */
final class BindRoute {
  private BindRoute() {}

  static void bind(Hub hub, Exchange exchange, String id) throws Refusal {
    FullHttpRequest request = exchange.request();
    Subscription subscription = hub.subscriptions().find(id);
    if (subscription == null) {
      throw new Refusal(HttpResponseStatus.NOT_FOUND, "No such subscription, subscribe first");
    }
    if (!request
        .headers()
        .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
      throw new Refusal(HttpResponseStatus.UPGRADE_REQUIRED, "This is a WebSocket endpoint");
    }
    int maxBytes = hub.config().limits().maxMessageBytes();
    WebSocketServerHandshaker handshaker = handshaker(request, maxBytes);
    Channel channel = exchange.channel();
    if (handshaker == null) {
      WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel)
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    ChannelPipeline pipeline = channel.pipeline();
    Inflow inflow = Inflow.of(channel);
    WholeMessages whole = new WholeMessages(maxBytes, inflow);
    BoundSocket socket = new BoundSocket(hub, subscription, channel);
    // There before the answer is out, so that no frame of an eager client finds nobody.
    pipeline.addLast(whole, socket);
    try {
      handshaker
          .handshake(channel, request)
          .addListener(ChannelFutureListener.CLOSE_ON_FAILURE)
          .addListener(
              shaken -> {
                if (shaken.isSuccess()) {
                  hub.socketOpened(socket);
                }
              });
    } catch (WebSocketHandshakeException e) {
      pipeline.remove(whole);
      pipeline.remove(socket);
      throw new Refusal(HttpResponseStatus.BAD_REQUEST, "Malformed WebSocket handshake");
    }
    inflow.settle((_, why) -> socket.endUnfinished(why));
    pipeline.remove(IdleStateHandler.class);
    pipeline.remove(Uploads.class);
    pipeline.remove(WholeRequests.class);
    pipeline.remove(exchange.context().handler());
  }

  /** Null where the client speaks another version of the protocol. */
  private static @Nullable WebSocketServerHandshaker handshaker(
      FullHttpRequest request, int maxBytes) {
    WebSocketDecoderConfig decoding =
        WebSocketDecoderConfig.newBuilder().maxFramePayloadLength(maxBytes).build();
    return new WebSocketServerHandshakerFactory(request.uri(), null, decoding)
        .newHandshaker(request);
  }
}
