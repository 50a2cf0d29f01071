package org.navicast.cast.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.cast.link.Connector;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.link.HubHttp;
import org.navicast.cast.net.Transport;
import org.navicast.cast.secure.ClientTls;

/** A server that spoils every connection as soon as it is made is not stormed with new ones. */
class UnaskedAnswersTest {
  private final EventLoopGroup serverLoop = Transport.best().newLoop("server");
  private final EventLoopGroup clientLoop = Transport.best().newLoop("client");
  private final AtomicInteger connections = new AtomicInteger();

  @AfterEach
  void stop() throws InterruptedException {
    clientLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    serverLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", "what a mess\r\n\r\n", ""})
  void itIsOpenedLessAndLess(String unasked) throws Exception {
    try (TestServer server =
        TestServer.start(serverLoop, pipeline -> pipeline.addLast(new Spoiler(unasked)))) {
      HubHttp http =
          new HubHttp(
              new Connector(
                  HubAddress.parse("http://127.0.0.1:" + server.port() + "/api/hub"),
                  () -> Transport.best().outbound(clientLoop),
                  ClientTls.STANDARD,
                  Optional.empty()),
              clientLoop.next());
      clientLoop.submit(http::warm).get(5, TimeUnit.SECONDS);
      Thread.sleep(2_000);
      clientLoop.submit(http::close).get(5, TimeUnit.SECONDS);
      // At once, and after 100, 200, 400, 800 ms.
      assertThat(connections.get()).isBetween(2, 6);
    }
  }

  private final class Spoiler extends ChannelInboundHandlerAdapter {
    private final String unasked;

    Spoiler(String unasked) {
      this.unasked = unasked;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      connections.incrementAndGet();
      if (unasked.isEmpty()) {
        ctx.close();
      } else {
        ctx.writeAndFlush(ByteBufUtil.writeAscii(ctx.alloc(), unasked));
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close(); // the client's reset
    }
  }
}
