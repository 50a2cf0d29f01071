package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.cast.net.Transport;

/** The gateway as a service, at the socket where systemd would listen. */
@EnabledOnOs(OS.LINUX)
class ServiceTest {
  private static final int PATIENCE_SECONDS = 20;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @Test
  void systemdHearsThatItIsReadyHowItIsThatItLivesAndThatItEnds(@TempDir Path folder)
      throws Exception {
    Path config = folder.resolve("or-3.yaml");
    Files.writeString(
        config,
        """
        gateway: or-3
        hub: { url: "http://127.0.0.1:9/api/hub", topic: OR-3 }
        devices:
          - { name: cap, driver: 6dof-magellan, port: /dev/navicast-no-such-port }
        """);
    String path = folder.resolve("notify").toString();
    EventLoopGroup systemd = Transport.EPOLL.newLoop("systemd");
    try (AutoCloseable _ = () -> systemd.shutdownGracefully(0, 1, TimeUnit.SECONDS)) {
      listen(systemd, path);
      try (AppProcess app =
          AppProcess.start(
              Map.of("NOTIFY_SOCKET", path, "WATCHDOG_USEC", "200000"),
              "run",
              "--config",
              config.toString())) {
        assertThat(next()).isEqualTo("READY=1");
        assertThat(until("STATUS=no hub")).contains("; cap lost (");
        List<String> alive = new ArrayList<>();
        while (alive.size() < 3) {
          alive.add(until("WATCHDOG=1"));
        }
        app.terminate();
        until("STOPPING=1");
        app.awaitExit();
      }
    }
  }

  private void listen(EventLoopGroup loop, String path) {
    new Bootstrap()
        .group(loop)
        .channel(EpollDomainDatagramChannel.class)
        .handler(
            new SimpleChannelInboundHandler<DomainDatagramPacket>() {
              @Override
              protected void channelRead0(ChannelHandlerContext ctx, DomainDatagramPacket packet) {
                heard.add(packet.content().toString(StandardCharsets.UTF_8));
              }
            })
        .bind(new DomainSocketAddress(path))
        .syncUninterruptibly();
  }

  private String next() throws InterruptedException {
    String message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(message).as("what systemd hears next").isNotNull();
    return message;
  }

  /** Passes over what comes before, but not for long: a gateway that lives says so for ever. */
  private String until(String beginning) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    String message = next();
    while (!message.startsWith(beginning)) {
      assertThat(System.nanoTime()).as("waited for " + beginning).isLessThan(end);
      message = next();
    }
    return message;
  }
}
