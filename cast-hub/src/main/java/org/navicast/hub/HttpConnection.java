package org.navicast.hub;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.door.Door;
import org.navicast.hub.door.HubTls;
import org.navicast.hub.envelope.EnvelopeException;
import org.navicast.hub.http.Json;
import org.navicast.hub.http.Refusal;
import org.navicast.hub.http.Replies;
import org.navicast.hub.inflow.Inflow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** One HTTP connection: lets in one request after the other and hands each to its route. */
final class HttpConnection extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(HttpConnection.class);

  private final Hub hub;
  private final Routes routes;
  private @Nullable Exchange current;

  HttpConnection(Hub hub, Routes routes) {
    this.hub = hub;
    this.routes = routes;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (isBusy()) {
      // A second request before the first is answered: its answer would have to wait its turn.
      var _ = ctx.close();
      return;
    }
    Exchange exchange = new Exchange(ctx, request);
    current = exchange;
    if (request.decoderResult().isFailure()) {
      exchange.closeAfterwards();
      exchange.refuse(new Refusal(HttpResponseStatus.BAD_REQUEST, "Malformed HTTP request"));
      return;
    }
    try {
      hub.visitors().check(request);
    } catch (Refusal e) {
      // Without a word about other origins: what is answered is not for that page to read.
      exchange.refuse(e);
      return;
    }
    exchange.showToItsPage();
    hub.door()
        .filter(_ -> Routes.wantsToken(exchange))
        .ifPresentOrElse(door -> askIn(door, exchange), () -> handle(exchange));
  }

  private boolean isBusy() {
    return current != null && !current.isAnswered();
  }

  private void askIn(Door door, Exchange exchange) {
    FullHttpRequest request = exchange.request().retain();
    door.admit(
        request.headers().get(HttpHeaderNames.AUTHORIZATION),
        access -> {
          exchange.grant(access);
          handle(exchange);
          request.release();
          hub.fanout().flush();
          exchange.context().flush();
        },
        refusal -> {
          request.release();
          exchange.refuse(refusal);
        });
  }

  private void handle(Exchange exchange) {
    try {
      routes.handle(exchange);
    } catch (Refusal e) {
      exchange.refuse(e);
    } catch (EnvelopeException e) {
      exchange.reply(HttpResponseStatus.BAD_REQUEST, Json.object().put("detail", e.getMessage()));
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    hub.fanout().flush();
    ctx.flush();
    if (!isBusy()) {
      current = null; // a connection that idles keeps nothing of its last request
    }
  }

  /** A client that sends but does not take its answers is not read until it does. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    Inflow.of(ctx.channel()).hold(!ctx.channel().isWritable());
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (current != null) {
      current.gone();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof IdleStateEvent && !isBusy()) {
      var _ = ctx.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof IOException
        || cause instanceof PrematureChannelClosureException
        || HubTls.failed(cause)) {
      LOG.debug("An HTTP connection failed", cause);
      var _ = ctx.close();
      return;
    }
    LOG.error("The hub failed to handle a request, please report this", cause);
    ObjectNode body = Json.object().put("detail", "Internal Server Error");
    if (current != null) {
      current.closeAfterwards();
      current.reply(HttpResponseStatus.INTERNAL_SERVER_ERROR, body);
    } else {
      ctx.writeAndFlush(Replies.json(HttpResponseStatus.INTERNAL_SERVER_ERROR, body, false))
          .addListener(ChannelFutureListener.CLOSE);
    }
  }
}
