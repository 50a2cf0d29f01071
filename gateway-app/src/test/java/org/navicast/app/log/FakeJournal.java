package org.navicast.app.log;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.navicast.cast.net.Transport;

/** A socket that reads entries as systemd's journal does: by its native protocol. */
final class FakeJournal implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;
  private static final int LONGEST_BYTES = 1 << 18;

  private final Path path;
  private final BlockingQueue<Map<String, String>> entries = new LinkedBlockingQueue<>();
  private final EventLoopGroup loop = Transport.EPOLL.newLoop("journal");
  private final Channel socket;

  FakeJournal(Path path) {
    this.path = path;
    this.socket =
        new Bootstrap()
            .group(loop)
            .channel(EpollDomainDatagramChannel.class)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LONGEST_BYTES))
            .handler(
                new SimpleChannelInboundHandler<DomainDatagramPacket>() {
                  @Override
                  protected void channelRead0(
                      ChannelHandlerContext ctx, DomainDatagramPacket packet) {
                    entries.add(fields(packet.content()));
                  }
                })
            .bind(new DomainSocketAddress(path.toString()))
            .syncUninterruptibly()
            .channel();
  }

  Path path() {
    return path;
  }

  void stopReading() {
    socket.config().setAutoRead(false);
  }

  void readOn() {
    socket.config().setAutoRead(true);
  }

  /** The fields of the next entry. */
  Map<String, String> next() throws InterruptedException {
    Map<String, String> entry = entries.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (entry == null) {
      throw new AssertionError("no entry came");
    }
    return entry;
  }

  /** What a person reads of the next entry. */
  String nextMessage() throws InterruptedException {
    return next().getOrDefault("MESSAGE", "");
  }

  private static Map<String, String> fields(ByteBuf datagram) {
    Map<String, String> fields = new LinkedHashMap<>();
    while (datagram.isReadable()) {
      int line = datagram.bytesBefore((byte) '\n');
      String text = datagram.readCharSequence(line, StandardCharsets.UTF_8).toString();
      datagram.skipBytes(1);
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      String value;
      if (equals < 0) {
        int length = Math.toIntExact(datagram.readLongLE());
        value = datagram.readCharSequence(length, StandardCharsets.UTF_8).toString();
        datagram.skipBytes(1);
      } else {
        value = text.substring(equals + 1);
      }
      if (fields.put(name, value) != null) {
        throw new AssertionError(name + " is there twice");
      }
    }
    return fields;
  }

  @Override
  public void close() {
    socket.close().syncUninterruptibly();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
