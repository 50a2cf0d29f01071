package org.navicast.cast.hub;

import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.json.Sender;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.link.TimeSource;
import org.navicast.cast.net.Transport;
import org.navicast.cast.outbox.Presses;
import org.navicast.cast.secure.ClientTls;
import org.navicast.cast.secure.HttpProxy;

/** A link to a hub, of which a test learns how its first attempt ended. */
final class LinkProbe implements AutoCloseable {
  /** What {@link #outcome()} says of a link that works. */
  static final String ONLINE = "online";

  private static final long PATIENCE_SECONDS = 20;

  private final CompletableFuture<String> outcome = new CompletableFuture<>();
  private final EventLoopGroup loop;
  private final HubClient client;

  /** With a topic, and without a token. */
  LinkProbe(
      EventLoopGroup loop,
      String url,
      HubConfig.Publish publish,
      ClientTls tls,
      Optional<HttpProxy> proxy) {
    this(loop, url, "OR-3", new HubConfig.Auth.None(), publish, tls, proxy);
  }

  LinkProbe(
      EventLoopGroup loop,
      String url,
      String topic,
      HubConfig.Auth auth,
      HubConfig.Publish publish,
      ClientTls tls,
      Optional<HttpProxy> proxy) {
    this.loop = loop;
    AtomicLong ticks = new AtomicLong();
    client =
        new HubClient(
            HubConfig.of(HubAddress.parse(url), topic, auth, publish, List.of("status-request"))
                .withTls(tls)
                .withProxy(proxy),
            new Sender("or-3", "session", "NAVICAST-1", "NAVICast", "CONTROLLER"),
            loop.next(),
            () -> Transport.best().outbound(loop),
            new TimeSource(ticks::incrementAndGet, ticks::get),
            () -> 0.5,
            new HubClient.Listener() {
              @Override
              public void changed(HubState state, String reason) {
                if (state == HubState.ONLINE) {
                  outcome.complete(ONLINE);
                } else if (state == HubState.WAITING) {
                  outcome.complete(reason);
                }
              }
            });
    client.start();
  }

  /** {@link #ONLINE}, or why not. */
  String outcome() throws Exception {
    return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** Publishes one event. */
  void publishADevice() {
    loop.execute(
        () -> {
          client.offer(new NaviDevice(Presses.PEDALS, 0, NaviDevice.State.CONNECTED, "", "", ""));
          client.flush();
        });
  }

  @Override
  public void close() throws Exception {
    client.close().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
