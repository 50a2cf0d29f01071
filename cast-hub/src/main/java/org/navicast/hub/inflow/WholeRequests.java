package org.navicast.hub.inflow;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.http.Json;
import org.navicast.hub.http.Replies;

/**
 * Makes whole requests of their parts, up to a size. What comes in pieces is copied together, or
 * every byte could hold a buffer of its own.
 */
public final class WholeRequests extends ChannelInboundHandlerAdapter {
  /** After a refusal the rest is read and thrown away for a while, or the refusal never arrives. */
  private static final long DRAIN_SECONDS = 2;

  private final int maxBytes;
  private final Inflow inflow;
  private @Nullable HttpRequest head;
  private @Nullable ByteBuf body;
  private boolean draining;

  public WholeRequests(int maxBytes, Inflow inflow) {
    this.maxBytes = maxBytes;
    this.inflow = inflow;
    inflow.endBy(WholeRequests::endUnfinished);
  }

  private static void endUnfinished(Channel channel, String why) {
    channel
        .writeAndFlush(
            Replies.json(
                HttpResponseStatus.REQUEST_TIMEOUT, Json.object().put("detail", why), false))
        .addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (draining) {
      ReferenceCountUtil.release(message);
      if (message instanceof LastHttpContent) {
        var _ = ctx.close();
      }
      return;
    }
    if (message instanceof HttpRequest request) {
      begin(ctx, request);
    }
    if (message instanceof HttpContent content && !draining) {
      try {
        take(ctx, content);
      } finally {
        content.release();
      }
    } else if (draining) {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext ctx, HttpRequest request) {
    head = request;
    long length = HttpUtil.getContentLength(request, 0L);
    if (length > maxBytes) {
      refuse(ctx);
    } else if (HttpUtil.is100ContinueExpected(request)) {
      var _ =
          ctx.writeAndFlush(
              new DefaultFullHttpResponse(
                  HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }
  }

  private void take(ChannelHandlerContext ctx, HttpContent content) {
    ByteBuf part = content.content();
    boolean last = content instanceof LastHttpContent;
    if (body == null && last) {
      emit(ctx, part.retain(), content.decoderResult());
      return;
    }
    int length = (body == null ? 0 : body.readableBytes()) + part.readableBytes();
    if (length > maxBytes) {
      refuse(ctx);
      return;
    }
    if (part.isReadable()) {
      body = (body == null ? ctx.alloc().buffer(length) : body).writeBytes(part);
    }
    if (last) {
      ByteBuf all = body == null ? Unpooled.EMPTY_BUFFER : body;
      body = null;
      emit(ctx, all, content.decoderResult());
    }
  }

  private void emit(ChannelHandlerContext ctx, ByteBuf all, DecoderResult result) {
    HttpRequest begun = head;
    head = null;
    if (begun == null) {
      all.release();
      return;
    }
    HttpHeaders none = EmptyHttpHeaders.INSTANCE;
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            begun.protocolVersion(), begun.method(), begun.uri(), all, begun.headers(), none);
    request.setDecoderResult(begun.decoderResult().isFailure() ? begun.decoderResult() : result);
    inflow.whole();
    ctx.fireChannelRead(request);
  }

  private void refuse(ChannelHandlerContext ctx) {
    draining = true;
    forget();
    var _ =
        ctx.writeAndFlush(
            Replies.json(
                HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                Json.object().put("detail", "The body is longer than this hub takes"),
                false));
    var _ = ctx.executor().schedule(() -> ctx.close(), DRAIN_SECONDS, TimeUnit.SECONDS);
  }

  private void forget() {
    ByteBuf held = body;
    body = null;
    head = null;
    if (held != null) {
      held.release();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    forget();
  }
}
