package org.navicast.app.session;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.navicast.app.hub.Senders;
import org.navicast.app.hub.SystemTime;
import org.navicast.app.lifecycle.Closing;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.incoming.HubEvent;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.net.Transport;

/**
 * Tells a hub on this machine what a session means, as a gateway would whose devices speak now.
 * Never a hub elsewhere: a session moves views that nobody touches.
 */
public final class SessionLink implements Consumer<NaviEvent>, AutoCloseable {
  private static final int JOIN_SECONDS = 10;
  private static final int CLOSE_MILLIS = 1_000;

  private final EventLoopGroup group;
  private final EventLoop loop;
  private final CountDownLatch online = new CountDownLatch(1);
  private final HubClient client;

  private SessionLink(HubConfig config) {
    Transport transport = Transport.best();
    group = transport.newLoop("session");
    loop = group.next();
    client =
        new HubClient(
            config,
            Senders.gateway("session", "NAVICast replay", "CONTROLLER"),
            loop,
            () -> transport.outbound(group),
            SystemTime.SOURCE,
            ThreadLocalRandom.current()::nextDouble,
            new HubClient.Listener() {
              @Override
              public void online(long nowNanos) {
                online.countDown();
              }
            });
    client.start();
  }

  /**
   * Joins it.
   *
   * @throws IOException when it is on another machine, or does not let us in
   */
  public static SessionLink join(HubAddress hub, String topic, HubConfig.Auth auth)
      throws IOException, InterruptedException {
    if (!hub.loopback()) {
      throw new IOException(
          hub
              + " is on another machine, where a session would move views that nobody touches; give"
              + " a hub on this one");
    }
    SessionLink link =
        new SessionLink(
            HubConfig.of(
                hub, topic, auth, HubConfig.Publish.AUTO, List.of(HubEvent.STATUS_REQUEST)));
    if (!link.online.await(JOIN_SECONDS, TimeUnit.SECONDS)) {
      link.close();
      throw new IOException(hub + " does not let us in; navicast hub starts one");
    }
    return link;
  }

  @Override
  public void accept(NaviEvent event) {
    loop.execute(
        () -> {
          client.offer(event);
          client.flush();
        });
  }

  /** Sends what must still go out, and says goodbye; bounded in time. */
  @Override
  public void close() {
    Closing.await(client.close(), CLOSE_MILLIS);
    group.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).syncUninterruptibly();
  }
}
