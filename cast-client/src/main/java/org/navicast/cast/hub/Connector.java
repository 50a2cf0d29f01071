package org.navicast.cast.hub;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslContext;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Opens connections to one hub, encrypted where its address says so. */
final class Connector {
  private final HubAddress address;
  private final Supplier<Bootstrap> outbound;
  private final @Nullable SslContext tls;

  /**
   * @param tls for an address that wants it; null otherwise
   */
  Connector(HubAddress address, Supplier<Bootstrap> outbound, @Nullable SslContext tls) {
    this.address = address;
    this.outbound = outbound;
    this.tls = tls;
  }

  HubAddress address() {
    return address;
  }

  /** Connects; what {@code setUp} adds sees the decrypted bytes. */
  ChannelFuture connect(Consumer<ChannelPipeline> setUp) {
    return outbound
        .get()
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                if (tls != null) {
                  channel
                      .pipeline()
                      .addLast(tls.newHandler(channel.alloc(), address.host(), address.port()));
                }
                setUp.accept(channel.pipeline());
              }
            })
        .connect(address.host(), address.port());
  }

  /** What went wrong, in words that tell a person where to look. */
  String why(Throwable cause) {
    return switch (cause) {
      case UnknownHostException _ -> "the name " + address.host() + " is not known";
      case ConnectException e when String.valueOf(e.getMessage()).contains("refused") ->
          "nothing listens at " + address.authority();
      case ConnectException _ -> address.authority() + " does not answer";
      case SSLException e ->
          "no secure connection to " + address.authority() + ": " + e.getMessage();
      default -> {
        if (cause.getCause() instanceof SSLException e) {
          yield why(e);
        }
        String message = cause.getMessage();
        yield message == null ? cause.getClass().getSimpleName() : message;
      }
    };
  }
}
