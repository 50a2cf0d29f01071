package org.navicast.cast.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.proxy.ProxyConnectionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a new channel from the handlers behind it until the last step of its opening is done, and
 * tells how the opening ended. What fails before is told once, and not to those handlers.
 */
final class ReadyGate extends ChannelInboundHandlerAdapter {
  private final Opener opener;
  private final Promise<Channel> ready;
  private boolean open;
  private @Nullable Throwable failure;

  /** The last step of an opening. */
  enum Opener {
    /** TCP is connected. */
    CONNECTED,
    /** The proxy has connected us. */
    PROXIED,
    /** The TLS handshake is done. */
    ENCRYPTED
  }

  ReadyGate(Opener opener, Promise<Channel> ready) {
    this.opener = opener;
    this.ready = ready;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    if (opener == Opener.CONNECTED) {
      open(ctx);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
    if (open) {
      super.userEventTriggered(ctx, event);
      return;
    }
    switch (event) {
      case SslHandshakeCompletionEvent handshake when handshake.isSuccess() -> open(ctx);
      case SslHandshakeCompletionEvent handshake -> failed(ctx, handshake.cause());
      case ProxyConnectionEvent _ when opener == Opener.PROXIED -> open(ctx);
      default -> {}
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
    if (open) {
      super.exceptionCaught(ctx, cause);
    } else {
      failed(ctx, cause);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) throws Exception {
    if (open) {
      super.channelInactive(ctx);
    } else {
      failed(ctx, new IOException("the connection was closed before it was ready"));
    }
  }

  private void open(ChannelHandlerContext ctx) {
    if (failure == null) {
      open = true;
      ready.trySuccess(ctx.channel());
      ctx.fireChannelActive();
    }
  }

  private void failed(ChannelHandlerContext ctx, Throwable cause) {
    if (failure == null) {
      failure = cause;
      ready.tryFailure(cause);
      ctx.close();
    }
  }
}
