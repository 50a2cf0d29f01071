package org.navicast.app.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.cast.net.Transport;

/** Over real sockets of the kernel, as systemd has them. */
final class ServiceManagerTest {
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private EventLoopGroup ours;
  private EventLoopGroup theirs;

  @BeforeEach
  void loops() {
    Assumptions.assumeTrue(Epoll.isAvailable(), "only Linux has systemd");
    ours = Transport.EPOLL.newLoop("ours");
    theirs = Transport.EPOLL.newLoop("theirs");
  }

  @AfterEach
  void end() {
    ours.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    theirs.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private void listen(String path) {
    new Bootstrap()
        .group(theirs)
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

  private Optional<ServiceManager> find(Map<String, String> environment) {
    return ServiceManager.find(environment::get, ours.next());
  }

  private ServiceManager at(String address) {
    return find(Map.of("NOTIFY_SOCKET", address)).orElseThrow();
  }

  private String next() throws InterruptedException {
    return heard.poll(5, TimeUnit.SECONDS);
  }

  @Test
  void eachMessageIsADatagramOfItsOwn(@TempDir Path folder) throws InterruptedException {
    String path = folder.resolve("notify").toString();
    listen(path);
    ServiceManager manager = at(path);

    manager.ready();
    manager.status("joined https://hub.example.org/api/hub; pedals connected");
    manager.alive();
    manager.stopping();

    assertEquals("READY=1", next());
    assertEquals("STATUS=joined https://hub.example.org/api/hub; pedals connected", next());
    assertEquals("WATCHDOG=1", next());
    assertEquals("STOPPING=1", next());
  }

  @Test
  void anAbstractNameBeginsWithAnAtSign() throws InterruptedException {
    String name = "navicast-" + UUID.randomUUID();
    listen("\0" + name);

    at("@" + name).ready();

    assertEquals("READY=1", next());
  }

  @Test
  void aDeviceCannotSmuggleInAMessage(@TempDir Path folder) throws InterruptedException {
    String path = folder.resolve("notify").toString();
    listen(path);

    at(path).status("pedals faulted (no\nMAINPID=1" + "x".repeat(10_000));

    String status = next();
    assertTrue(status.startsWith("STATUS=pedals faulted (no MAINPID=1x"), status);
    assertEquals(1_000, status.length() - "STATUS=".length());
  }

  @Test
  void whatKeepsTheLoopFromItsTurnKeepsItSilent(@TempDir Path folder) throws InterruptedException {
    String path = folder.resolve("notify").toString();
    listen(path);
    ServiceManager manager = at(path);
    CountDownLatch turn = new CountDownLatch(1);
    CountDownLatch stuck = new CountDownLatch(1);
    ours.execute(
        () -> {
          stuck.countDown();
          try {
            turn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    stuck.await();

    manager.alive();

    assertNull(heard.poll(200, TimeUnit.MILLISECONDS));
    turn.countDown();
    assertEquals("WATCHDOG=1", next());
  }

  @Test
  void itIsAliveTwiceInTheTimeThatSystemdBears(@TempDir Path folder) {
    String path = folder.resolve("notify").toString();
    listen(path);
    String pid = Long.toString(ProcessHandle.current().pid());

    assertEquals(
        OptionalLong.of(2_500_000),
        find(Map.of("NOTIFY_SOCKET", path, "WATCHDOG_USEC", "5000000", "WATCHDOG_PID", pid))
            .orElseThrow()
            .aliveEveryMicros());
    assertEquals(
        OptionalLong.empty(),
        find(Map.of("NOTIFY_SOCKET", path, "WATCHDOG_USEC", "5000000", "WATCHDOG_PID", "1"))
            .orElseThrow()
            .aliveEveryMicros(),
        "somebody else is watched");
    assertEquals(OptionalLong.empty(), at(path).aliveEveryMicros());
  }

  @Test
  void whereNobodyWantsToHearNothingIsSaid(@TempDir Path folder) {
    assertEquals(Optional.empty(), find(Map.of()));
    assertEquals(Optional.empty(), find(Map.of("NOTIFY_SOCKET", "")));
    assertEquals(Optional.empty(), find(Map.of("NOTIFY_SOCKET", "vsock:2:1234")));
    assertEquals(
        Optional.empty(), find(Map.of("NOTIFY_SOCKET", folder.resolve("gone").toString())));
  }
}
