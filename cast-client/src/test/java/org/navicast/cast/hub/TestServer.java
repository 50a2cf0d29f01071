package org.navicast.cast.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.navicast.cast.net.Transport;

/** A server on a port of this machine that the system chose. */
final class TestServer implements AutoCloseable {
  private final Channel listening;

  private TestServer(Channel listening) {
    this.listening = listening;
  }

  static TestServer start(EventLoopGroup loop, Consumer<ChannelPipeline> setUp) {
    return new TestServer(
        Transport.best()
            .inbound(loop)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    setUp.accept(channel.pipeline());
                  }
                })
            .bind("127.0.0.1", 0)
            .syncUninterruptibly()
            .channel());
  }

  int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  @Override
  public void close() {
    listening.close().syncUninterruptibly();
  }

  /** Counts what arrives, and says or does one thing about it. */
  static final class Scripted extends ChannelInboundHandlerAdapter {
    private final AtomicLong received;
    private final byte[] answer;
    private final boolean closes;

    /**
     * @param received is told how many bytes arrive
     * @param answer to the first of them; empty for none
     * @param closes whether the connection is closed after that
     */
    Scripted(AtomicLong received, byte[] answer, boolean closes) {
      this.received = received;
      this.answer = answer;
      this.closes = closes;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      received.addAndGet(((ByteBuf) message).readableBytes());
      ReferenceCountUtil.release(message);
      ctx.writeAndFlush(Unpooled.wrappedBuffer(answer));
      if (closes) {
        ctx.close();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close(); // the client's refusal, as this end sees it
    }
  }
}
