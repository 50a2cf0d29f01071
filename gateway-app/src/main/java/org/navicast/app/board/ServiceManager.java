package org.navicast.app.board;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.words.Foreign;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The service manager that started this process and wants to hear from it (sd_notify(3)): one
 * datagram for each message, sent by the event loop. May be used from any thread and never waits.
 */
public final class ServiceManager {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);

  /** A line that people still read; systemd takes 4096 bytes. */
  private static final int MAX_WORDS = 1_000;

  private final Channel socket;
  private final OptionalLong aliveEveryMicros;
  private final AtomicBoolean complained = new AtomicBoolean();
  private String shown = "";

  private ServiceManager(Channel socket, OptionalLong aliveEveryMicros) {
    this.socket = socket;
    this.aliveEveryMicros = aliveEveryMicros;
  }

  /**
   * The one that the environment names; nothing where it names none, or one that cannot be reached.
   *
   * @param environment {@code NOTIFY_SOCKET}, {@code WATCHDOG_USEC} and {@code WATCHDOG_PID}
   */
  public static Optional<ServiceManager> find(
      Function<String, @Nullable String> environment, EventLoop loop) {
    String address = environment.apply("NOTIFY_SOCKET");
    if (address == null || address.isEmpty()) {
      return Optional.empty();
    }
    if (!Epoll.isAvailable() || !(address.startsWith("/") || address.startsWith("@"))) {
      LOG.warn("the service manager cannot be told anything at {}", address);
      return Optional.empty();
    }
    ChannelFuture connected =
        new Bootstrap()
            .group(loop)
            .channel(EpollDomainDatagramChannel.class)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(new DomainSocketAddress(path(address)))
            .awaitUninterruptibly();
    if (!connected.isSuccess()) {
      LOG.warn(
          "the service manager cannot be told anything at {}: {}",
          address,
          connected.cause().toString());
      return Optional.empty();
    }
    return Optional.of(new ServiceManager(connected.channel(), aliveEveryMicros(environment)));
  }

  /** An abstract name begins with a zero byte, which an environment cannot hold. */
  private static String path(String address) {
    return address.startsWith("@") ? "\0" + address.substring(1) : address;
  }

  private static OptionalLong aliveEveryMicros(Function<String, @Nullable String> environment) {
    String pid = environment.apply("WATCHDOG_PID");
    String micros = environment.apply("WATCHDOG_USEC");
    boolean others = pid != null && !pid.equals(Long.toString(ProcessHandle.current().pid()));
    if (others || micros == null || !micros.matches("[1-9][0-9]{1,17}")) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.max(1_000, Long.parseLong(micros) / 2));
  }

  /**
   * How often it wants to hear {@link #alive}, in microseconds: twice in the time after which it
   * would end this process. Empty where it does not watch.
   */
  public OptionalLong aliveEveryMicros() {
    return aliveEveryMicros;
  }

  /** The gateway is at work. */
  public void ready() {
    send("READY=1");
  }

  /** The gateway still does what it is for; to be said by whatever that depends on. */
  public void alive() {
    send("WATCHDOG=1");
  }

  /** How the gateway is, where that is news. Always called on the same thread. */
  public void show(Health health) {
    String words = health.words();
    if (!words.equals(shown)) {
      shown = words;
      status(words);
    }
  }

  /** Some words for a person. */
  void status(String words) {
    // A reason may repeat what a device calls itself, and a line break would begin another message.
    send("STATUS=" + Foreign.line(words, MAX_WORDS));
  }

  /** The gateway is about to end because it was told to. */
  public void stopping() {
    send("STOPPING=1");
  }

  private void send(String message) {
    socket.writeAndFlush(ByteBufUtil.writeUtf8(socket.alloc(), message)).addListener(this::sent);
  }

  private void sent(Future<? super Void> result) {
    if (!result.isSuccess() && !complained.getAndSet(true)) {
      LOG.warn("the service manager does not hear us: {}", result.cause().toString());
    }
  }
}
