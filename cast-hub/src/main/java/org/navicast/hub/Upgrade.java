package org.navicast.hub;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
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
import org.navicast.hub.file.Uploads;
import org.navicast.hub.http.Refusal;
import org.navicast.hub.inflow.WholeRequests;

/** Turns a connection for requests into a WebSocket. */
final class Upgrade {
  private Upgrade() {}

  /**
   * Does it, or refuses; a client that speaks another version of the protocol is told so.
   *
   * @param maxFrameBytes that are taken
   * @param opened is called once the client has been told
   * @param handlers of the frames
   * @return whether the connection is none for requests any more
   */
  static boolean accept(
      Exchange exchange, int maxFrameBytes, Runnable opened, ChannelHandler... handlers)
      throws Refusal {
    FullHttpRequest request = exchange.request();
    Channel channel = exchange.channel();
    if (!request
        .headers()
        .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
      throw new Refusal(HttpResponseStatus.UPGRADE_REQUIRED, "This is a WebSocket endpoint");
    }
    WebSocketDecoderConfig decoding =
        WebSocketDecoderConfig.newBuilder().maxFramePayloadLength(maxFrameBytes).build();
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory(request.uri(), null, decoding).newHandshaker(request);
    if (handshaker == null) {
      WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel)
          .addListener(ChannelFutureListener.CLOSE);
      return false;
    }
    ChannelPipeline pipeline = channel.pipeline();
    // There before the answer is out, so that no frame of an eager client finds nobody.
    pipeline.addLast(handlers);
    try {
      handshaker
          .handshake(channel, request)
          .addListener(ChannelFutureListener.CLOSE_ON_FAILURE)
          .addListener(
              shaken -> {
                if (shaken.isSuccess()) {
                  opened.run();
                }
              });
    } catch (WebSocketHandshakeException e) {
      for (ChannelHandler handler : handlers) {
        pipeline.remove(handler);
      }
      throw new Refusal(HttpResponseStatus.BAD_REQUEST, "Malformed WebSocket handshake");
    }
    pipeline.remove(IdleStateHandler.class);
    pipeline.remove(Uploads.class);
    pipeline.remove(WholeRequests.class);
    pipeline.remove(exchange.context().handler());
    return true;
  }
}
