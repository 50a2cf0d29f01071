package org.navicast.hub;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.unix.Errors;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.net.Transport;
import org.navicast.hub.door.HubTls;
import org.navicast.hub.door.ServerCertificate;
import org.navicast.hub.door.TokenRules;
import org.navicast.hub.node.ClusterLink;

/**
 * A running Cast hub: one event loop that owns everything in it.
 *
 * <p>Speaks what the reference hub speaks, and in addition takes envelopes that a subscriber sends
 * on its bound WebSocket; the subscribe reply says so with {@code "navicast.publish"}. It asks
 * nobody who they are unless it is given {@link TokenRules}, so it listens on loopback unless told
 * otherwise.
 */
public final class HubServer implements AutoCloseable {
  private static final long STOP_SECONDS = 2;

  /** How often administrators are told of news, at most. */
  private static final long REFRESH_SECONDS = 2;

  /** How often files and subscriptions are looked at that may have expired. */
  private static final long EXPIRY_SECONDS = 10;

  /** How long peers have to confirm that the hub goes away. */
  private static final long DRAIN_MILLIS = 1_500;

  /**
   * What the kernel may queue for one subscriber. Left to itself it takes megabytes, which are
   * seconds of poses that nobody can take back.
   */
  private static final int SEND_BUFFER_BYTES = 256 << 10;

  private final EventLoopGroup group;
  private final Hub hub;
  private final Channel listener;
  private final AtomicBoolean closed = new AtomicBoolean();

  private HubServer(EventLoopGroup group, Hub hub, Channel listener) {
    this.group = group;
    this.hub = hub;
    this.listener = listener;
  }

  /**
   * Starts a hub; when this returns it takes connections.
   *
   * @throws IOException where it cannot listen there, with a sentence for people
   */
  public static HubServer start(HubServerConfig config) throws IOException {
    HubTls tls = tls(config);
    Transport transport = Transport.best();
    EventLoopGroup group = transport.newLoop("cast-hub");
    EventLoop loop = group.next();
    // On its loop, since an engine calls back from there.
    Hub hub = loop.submit(() -> new Hub(config, loop)).syncUninterruptibly().getNow();
    HubLimits limits = config.limits();
    ChannelFuture bound =
        transport
            .inbound(group)
            .childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER_BYTES)
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK,
                new WriteBufferWaterMark(
                    limits.slowSubscriberBytes() / 2, limits.slowSubscriberBytes()))
            .childHandler(new ConnectionInitializer(hub, loop, tls))
            .bind(config.host(), config.port())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      hub.payloads().shutDown();
      ClusterLink cluster = hub.cluster();
      if (cluster != null) {
        cluster.close();
      }
      stop(group);
      throw refused(config, bound.cause());
    }
    long pingMillis = config.pingInterval().toMillis();
    if (pingMillis > 0) {
      var _ = loop.scheduleAtFixedRate(hub::beat, pingMillis, pingMillis, TimeUnit.MILLISECONDS);
    }
    hub.crowd().watch(loop);
    hub.standstill().watch(loop);
    var _ =
        loop.scheduleAtFixedRate(
            hub.administrators()::refresh, REFRESH_SECONDS, REFRESH_SECONDS, TimeUnit.SECONDS);
    var _ =
        loop.scheduleAtFixedRate(
            () -> hub.fhircast().look(hub.nanoTime().getAsLong()),
            FhircastDuties.LOOK_SECONDS,
            FhircastDuties.LOOK_SECONDS,
            TimeUnit.SECONDS);
    var _ = loop.scheduleAtFixedRate(hub::expire, EXPIRY_SECONDS, EXPIRY_SECONDS, TimeUnit.SECONDS);
    return new HubServer(group, hub, bound.channel());
  }

  private static @Nullable HubTls tls(HubServerConfig config) throws IOException {
    ServerCertificate own = config.certificate().orElse(null);
    try {
      return own == null ? null : new HubTls(own);
    } catch (SSLException e) {
      throw new IOException("The hub cannot use its certificate: " + e.getMessage(), e);
    }
  }

  private static IOException refused(HubServerConfig config, Throwable cause) {
    String where = "port " + config.port() + " of " + config.host();
    return new IOException(
        cause instanceof BindException || cause instanceof Errors.NativeIoException
            ? "The hub cannot have "
                + where
                + ", it is taken or not this machine's; stop what uses it or choose another"
            : "The hub cannot listen on " + where + ": " + cause.getMessage(),
        cause);
  }

  /** The port that it listens on; the one that the system chose where 0 was asked for. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Whether it speaks TLS. */
  public boolean secure() {
    return hub.config().certificate().isPresent();
  }

  /** The address that it listens on. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /**
   * Tells all sockets that it goes away, closes everything and waits for its thread to end; any
   * further call does nothing.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    group
        .next()
        .submit(
            () -> {
              var _ = listener.close();
              hub.drain();
            })
        .awaitUninterruptibly();
    EventLoop loop = group.next();
    long patience = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
    while (System.nanoTime() < patience && socketsLeft(loop) > 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    ClusterLink cluster = hub.cluster();
    if (cluster != null) {
      cluster.close();
    }
    group.next().submit(hub.crowd()::closeAll).awaitUninterruptibly();
    group.next().submit(hub.payloads()::shutDown).awaitUninterruptibly();
    hub.payloads().awaitEnd();
    stop(group);
  }

  Hub hub() {
    return hub;
  }

  /** The loop that owns all of it, for a test to hold up. */
  EventLoop loop() {
    return group.next();
  }

  private int socketsLeft(EventLoop loop) {
    return loop.submit(hub::socketCount).awaitUninterruptibly().getNow();
  }

  private static void stop(EventLoopGroup group) {
    var _ = group.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
    try {
      group.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
