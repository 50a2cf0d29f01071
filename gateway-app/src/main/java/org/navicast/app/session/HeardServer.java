package org.navicast.app.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import java.util.Arrays;
import org.navicast.gateway.driver.Discretion;

/** A driver's connection to a server, of which is taken down what the server sends. */
final class HeardServer extends ChannelInitializer<Channel> {
  /** Twice as many digits are a quarter of the longest line. */
  static final int MAX_PIECE_BYTES = 8 * 1024;

  private final String device;
  private final Notebook notes;
  private final Discretion discretion;
  private final ChannelHandler driver;

  /**
   * @param discretion of this connection
   * @param driver reads it
   */
  HeardServer(String device, Notebook notes, Discretion discretion, ChannelHandler driver) {
    this.device = device;
    this.notes = notes;
    this.discretion = discretion;
    this.driver = driver;
  }

  @Override
  protected void initChannel(Channel channel) {
    channel.pipeline().addLast(new Ear(), driver);
  }

  /**
   * What the socket holds at once has one time, since drivers take it together. One with nothing in
   * it is taken down too: the server was not silent.
   */
  private final class Ear extends ChannelInboundHandlerAdapter {
    private boolean isFirst = true;
    private long micros;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
      byte[] bytes = discretion.of(ByteBufUtil.getBytes((ByteBuf) read));
      int from = 0;
      do {
        int until = Math.min(bytes.length, from + MAX_PIECE_BYTES);
        note(Arrays.copyOfRange(bytes, from, until));
        from = until;
      } while (from < bytes.length);
      ctx.fireChannelRead(read);
    }

    private void note(byte[] piece) {
      notes.accept(
          nowMicros -> {
            if (isFirst) {
              isFirst = false;
              micros = nowMicros;
            }
            return new Entry.Said(micros, device, false, piece);
          });
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      isFirst = true;
      ctx.fireChannelReadComplete();
    }
  }
}
