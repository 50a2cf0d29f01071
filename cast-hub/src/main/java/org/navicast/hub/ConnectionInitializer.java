package org.navicast.hub;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.door.HubTls;
import org.navicast.hub.file.Uploads;
import org.navicast.hub.inflow.GuestTime;
import org.navicast.hub.inflow.Inflow;
import org.navicast.hub.inflow.Turns;
import org.navicast.hub.inflow.WholeRequests;

/** Equips each new connection for HTTP and TLS, or closes it where there are too many. */
final class ConnectionInitializer extends ChannelInitializer<SocketChannel> {
  private final Hub hub;
  private final Routes routes;
  private final Turns turns;
  private final GuestTime guestTime;
  private final @Nullable HubTls tls;

  /**
   * @param tls null for plain http
   */
  ConnectionInitializer(Hub hub, EventLoop loop, @Nullable HubTls tls) {
    this.hub = hub;
    this.routes = new Routes(hub);
    this.turns = new Turns(loop);
    this.guestTime = new GuestTime(loop, hub.nanoTime());
    this.tls = tls;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    int maxMessageBytes = hub.config().limits().maxMessageBytes();
    Inflow inflow =
        new Inflow(hub.crowd(), turns, guestTime, channel, hub.nanoTime(), hub.standstill());
    if (!hub.crowd().enter(inflow)) {
      var _ = channel.close();
      return;
    }
    channel.pipeline().addLast(inflow);
    if (tls != null) {
      channel.pipeline().addLast(tls.handler(channel));
    }
    channel
        .pipeline()
        .addLast(
            new IdleStateHandler(
                hub.config().idleTimeout().toMillis(), 0, 0, TimeUnit.MILLISECONDS),
            new HttpServerCodec(),
            new Uploads(
                hub.payloads(),
                hub.visitors(),
                hub.door(),
                hub.nanoTime(),
                maxMessageBytes,
                inflow),
            new WholeRequests(maxMessageBytes, inflow),
            new HttpConnection(hub, routes));
  }
}
