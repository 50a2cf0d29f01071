package org.navicast.hub;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/** Equips each new connection for HTTP, or closes it where there are too many. */
final class ConnectionInitializer extends ChannelInitializer<SocketChannel> {
  private final Hub hub;
  private final ChannelGroup connections;

  ConnectionInitializer(Hub hub, ChannelGroup connections) {
    this.hub = hub;
    this.connections = connections;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    HubLimits limits = hub.config().limits();
    if (connections.size() >= limits.maxConnections()) {
      var _ = channel.close();
      return;
    }
    connections.add(channel);
    channel
        .pipeline()
        .addLast(
            new IdleStateHandler(
                hub.config().idleTimeout().toMillis(), 0, 0, TimeUnit.MILLISECONDS),
            new HttpServerCodec(),
            new BodyAggregator(limits.maxMessageBytes()),
            new HttpRoutes(hub));
  }
}
