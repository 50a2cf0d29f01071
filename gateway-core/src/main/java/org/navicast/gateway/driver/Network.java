package org.navicast.gateway.driver;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import java.net.InetSocketAddress;
import java.util.function.Supplier;

/** The way to servers on the network. */
@FunctionalInterface
public interface Network {

  /**
   * Connects by TCP, on the engine's own event loop: what arrives there is handed to the engine
   * without crossing a thread.
   *
   * @param handler alone in the channel's pipeline, as far as it can tell
   */
  ChannelFuture connect(InetSocketAddress server, ChannelHandler handler);

  /**
   * By bootstraps that have all but a handler.
   *
   * @param outbound makes one for each connection
   */
  static Network by(Supplier<Bootstrap> outbound) {
    return (server, handler) -> outbound.get().handler(handler).connect(server);
  }
}
