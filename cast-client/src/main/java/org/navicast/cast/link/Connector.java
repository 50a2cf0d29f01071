package org.navicast.cast.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.secure.ClientTls;
import org.navicast.cast.secure.HttpProxy;
import org.navicast.cast.words.Foreign;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens connections to one hub: through the proxy where there is one, encrypted where it says so.
 */
public final class Connector {
  private static final Logger LOG = LoggerFactory.getLogger(Connector.class);

  /**
   * A machine that is starting drops what comes too early. Giving up soon after the system has
   * asked it a second time finds it sooner than the system's third time would, 3 s after the first.
   */
  private static final int CONNECT_TIMEOUT_MILLIS = 1_200;

  private final HubAddress address;
  private final Supplier<Bootstrap> outbound;
  private final ClientTls.@Nullable Handlers tls;
  private final @Nullable HttpProxy proxy;

  /**
   * @param tls for an address that wants it
   * @param proxy is not used for this machine itself
   */
  public Connector(
      HubAddress address, Supplier<Bootstrap> outbound, ClientTls tls, Optional<HttpProxy> proxy) {
    this.address = address;
    this.outbound = outbound;
    this.tls = address.tls() ? tls.handlers() : null;
    this.proxy =
        address.loopback()
            ? null
            : proxy.filter(used -> !used.direct().contains(address.host())).orElse(null);
    if (!address.tls() && !address.loopback()) {
      LOG.warn(
          "hub {}: INSECURE, plain http: anybody on the network can read and change what is sent;"
              + " use an https address",
          address);
    }
  }

  public HubAddress address() {
    return address;
  }

  /**
   * Connects. What {@code setUp} adds sees the decrypted bytes, and an active channel only when
   * proxy and TLS are through, so that nothing is ever written to a hub that was refused.
   *
   * @return ends, on the channel's event loop, when the channel is ready or has failed
   */
  public Future<Channel> connect(Consumer<ChannelPipeline> setUp) {
    Promise<Channel> ready = ImmediateEventExecutor.INSTANCE.newPromise();
    Bootstrap bootstrap =
        outbound.get().option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS);
    if (proxy == null) {
      open(bootstrap, Optional.empty(), setUp, ready);
    } else {
      lookUp(proxy, bootstrap)
          .addListener(
              found -> {
                if (found.isSuccess()) {
                  // The proxy knows the hub's name.
                  open(
                      bootstrap.resolver(NoopAddressResolverGroup.INSTANCE),
                      Optional.of(proxy.newHandler((SocketAddress) found.getNow())),
                      setUp,
                      ready);
                } else {
                  ready.tryFailure(found.cause());
                }
              });
    }
    return ready;
  }

  /** As the bootstrap looks names up, which is not on the event loop. */
  private static Future<? extends SocketAddress> lookUp(HttpProxy proxy, Bootstrap bootstrap) {
    return bootstrap
        .config()
        .resolver()
        .getResolver(bootstrap.config().group().next())
        .resolve(InetSocketAddress.createUnresolved(proxy.host(), proxy.port()));
  }

  private void open(
      Bootstrap bootstrap,
      Optional<ProxyHandler> through,
      Consumer<ChannelPipeline> setUp,
      Promise<Channel> ready) {
    ChannelFuture opening =
        bootstrap
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    addWay(channel, through, ready);
                    setUp.accept(channel.pipeline());
                  }
                })
            .connect(InetSocketAddress.createUnresolved(address.host(), address.port()));
    opening.addListener(
        connected -> {
          if (!connected.isSuccess()) {
            ready.tryFailure(connected.cause());
          }
        });
    opening.channel().closeFuture().addListener(_ -> failLater(opening.channel(), ready));
  }

  /** Whoever knows why the channel was closed says so first; but nobody waits for ever. */
  private static void failLater(Channel closed, Promise<Channel> ready) {
    if (!ready.isDone() && !closed.eventLoop().isShuttingDown()) {
      var _ =
          closed
              .eventLoop()
              .schedule(
                  () -> ready.tryFailure(new IOException("the connection was closed too soon")),
                  1,
                  TimeUnit.SECONDS);
    }
  }

  private void addWay(Channel channel, Optional<ProxyHandler> through, Promise<Channel> ready) {
    ReadyGate.Opener opener = ReadyGate.Opener.CONNECTED;
    if (through.isPresent()) {
      opener = ReadyGate.Opener.PROXIED;
      channel.pipeline().addLast(through.get());
    }
    if (tls != null) {
      opener = ReadyGate.Opener.ENCRYPTED;
      channel.pipeline().addLast(tls.of(channel.alloc(), address.host(), address.port()));
    }
    channel.pipeline().addLast(new ReadyGate(opener, ready));
  }

  /** What went wrong, in words that tell a person where to look. */
  public String why(Throwable cause) {
    Optional<String> known = proxy == null ? Optional.empty() : proxy.why(cause);
    if (known.isEmpty() && tls != null) {
      known = tls.why(cause);
    }
    return known.orElseGet(
        () ->
            switch (cause) {
              case UnknownHostException _ -> "the name " + address.host() + " is not known";
              case ConnectException e when String.valueOf(e.getMessage()).contains("refused") ->
                  "nothing listens at " + address.authority();
              case ConnectException _ -> address.authority() + " does not answer";
              case PrematureChannelClosureException _ -> "the connection was cut";
              case IOException e when String.valueOf(e.getMessage()).contains("reset by peer") ->
                  "the connection was reset";
              // What the system says; what a decoder says may quote the hub.
              case IOException e when e.getMessage() != null -> Foreign.line(e.getMessage());
              case DecoderException _ ->
                  "what the hub sends cannot be understood ("
                      + cause.getClass().getSimpleName()
                      + ")";
              case ChannelException _ ->
                  "this machine gives no more connections; are too many files open";
              default -> "the connection failed (" + cause.getClass().getSimpleName() + ")";
            });
  }
}
