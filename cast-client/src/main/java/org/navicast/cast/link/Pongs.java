package org.navicast.cast.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import java.util.ArrayDeque;

/**
 * Answers pings, but of a flood only the newest few (RFC 6455, 5.5.3): what came while answers were
 * on their way makes no queue.
 */
final class Pongs extends ChannelInboundHandlerAdapter {
  static final int MAX_WAITING = 16;

  private final ArrayDeque<ByteBuf> waiting = new ArrayDeque<>();
  private boolean answering;

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object frame) {
    if (frame instanceof PingWebSocketFrame ping) {
      if (waiting.size() == MAX_WAITING) {
        waiting.remove().release();
      }
      waiting.add(ping.content());
    } else {
      ctx.fireChannelRead(frame);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    answer(ctx);
    ctx.fireChannelReadComplete();
  }

  private void answer(ChannelHandlerContext ctx) {
    if (waiting.isEmpty() || answering) {
      return;
    }
    answering = true;
    ChannelFuture last = null;
    while (!waiting.isEmpty()) {
      last = ctx.write(new PongWebSocketFrame(waiting.remove()));
    }
    ctx.flush();
    if (last != null) {
      last.addListener(
          _ -> {
            answering = false;
            answer(ctx);
          });
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    forget();
    ctx.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    forget();
  }

  private void forget() {
    waiting.forEach(ByteBuf::release);
    waiting.clear();
  }
}
