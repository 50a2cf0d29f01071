package org.navicast.hub.inflow;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.jspecify.annotations.Nullable;

/**
 * Makes whole messages of their fragments, up to a size; copied together for the same reason as
 * requests are. Control frames pass in between.
 */
public final class WholeMessages extends SimpleChannelInboundHandler<WebSocketFrame> {
  private final int maxBytes;
  private final Inflow inflow;
  private @Nullable ByteBuf begun;
  private boolean text;

  public WholeMessages(int maxBytes, Inflow inflow) {
    this.maxBytes = maxBytes;
    this.inflow = inflow;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    switch (frame) {
      case ContinuationWebSocketFrame part -> append(ctx, part);
      case TextWebSocketFrame part when !part.isFinalFragment() -> begin(ctx, part, true);
      case BinaryWebSocketFrame part when !part.isFinalFragment() -> begin(ctx, part, false);
      default -> {
        if (begun == null) {
          inflow.whole();
        }
        ctx.fireChannelRead(frame.retain());
      }
    }
  }

  private void begin(ChannelHandlerContext ctx, WebSocketFrame part, boolean isText) {
    forget();
    text = isText;
    begun = ctx.alloc().buffer(part.content().readableBytes()).writeBytes(part.content());
  }

  private void append(ChannelHandlerContext ctx, ContinuationWebSocketFrame part) {
    ByteBuf all = begun;
    if (all == null) {
      return; // the decoder has refused it already
    }
    if (part.content().readableBytes() > maxBytes - all.readableBytes()) {
      forget();
      throw new TooLongFrameException();
    }
    all.writeBytes(part.content());
    if (part.isFinalFragment()) {
      begun = null;
      inflow.whole();
      ctx.fireChannelRead(text ? new TextWebSocketFrame(all) : new BinaryWebSocketFrame(all));
    }
  }

  private void forget() {
    ByteBuf held = begun;
    begun = null;
    if (held != null) {
      held.release();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    forget();
  }
}
