package org.navicast.hub;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Equips each new connection for HTTP and TLS, or closes it where there are too many. */
final class ConnectionInitializer extends ChannelInitializer<SocketChannel> {
  private final Hub hub;
  private final ChannelGroup connections;
  private final @Nullable HubTls tls;

  /**
   * @param tls null for plain http
   */
  ConnectionInitializer(Hub hub, ChannelGroup connections, @Nullable HubTls tls) {
    this.hub = hub;
    this.connections = connections;
    this.tls = tls;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    HubLimits limits = hub.config().limits();
    if (connections.size() >= limits.maxConnections()) {
      var _ = channel.close();
      return;
    }
    connections.add(channel);
    if (tls != null) {
      channel.pipeline().addLast(tls.handler(channel));
    }
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
