package org.navicast.hub;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;

/** Whole requests up to a size; says 413 in the hub's own form and closes beyond it. */
final class BodyAggregator extends HttpObjectAggregator {

  BodyAggregator(int maxBytes) {
    super(maxBytes);
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext ctx, HttpMessage oversized) {
    // The rest of the body is not read, so nothing after it on this connection makes sense.
    ctx.writeAndFlush(
            Replies.json(
                HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
                Json.object().put("detail", "The body is longer than this hub takes"),
                false))
        .addListener(ChannelFutureListener.CLOSE);
  }
}
