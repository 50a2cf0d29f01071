package org.navicast.app.hub;

import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.navicast.app.lifecycle.Closing;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.hub.HubState;
import org.navicast.cast.incoming.HubEvent;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.net.Transport;

/** Somebody who listens to a hub, on an event loop of its own, and publishes nothing. */
public final class Subscriber implements AutoCloseable {
  /** The event names that stand for all. */
  public static final List<String> ALL_EVENTS = List.of("*");

  private static final int CLOSE_MILLIS = 1_000;

  private final EventLoopGroup loop;
  private final HubClient client;

  private Subscriber(EventLoopGroup loop, HubClient client) {
    this.loop = loop;
    this.client = client;
  }

  /**
   * Subscribes, and again whenever the link breaks.
   *
   * @param events names of the events to receive
   * @param online is called each time that events flow from now on
   * @param received is given each event on the subscriber's event loop, and must not block there: a
   *     hub waits for a subscriber that does not read
   */
  public static Subscriber start(
      HubAddress address,
      String topic,
      HubConfig.Auth auth,
      List<String> events,
      Runnable online,
      Consumer<HubEvent> received) {
    return start(
        address,
        topic,
        auth,
        events,
        new HubClient.Listener() {
          @Override
          public void changed(HubState state, String reason) {
            if (state == HubState.ONLINE) {
              online.run();
            }
          }

          @Override
          public void received(HubEvent event) {
            received.accept(event);
          }
        });
  }

  /**
   * The same.
   *
   * @param listener is told on the subscriber's event loop, and must not block there
   */
  public static Subscriber start(
      HubAddress address,
      String topic,
      HubConfig.Auth auth,
      List<String> events,
      HubClient.Listener listener) {
    Transport transport = Transport.best();
    EventLoopGroup loop = transport.newLoop("subscriber");
    HubConfig config = HubConfig.of(address, topic, auth, HubConfig.Publish.HTTP, events);
    HubClient client =
        new HubClient(
            config,
            Senders.watcher(),
            loop.next(),
            () -> transport.outbound(loop),
            SystemTime.SOURCE,
            ThreadLocalRandom.current()::nextDouble,
            listener);
    client.start();
    return new Subscriber(loop, client);
  }

  /** Unsubscribes and stops; bounded in time. */
  @Override
  public void close() {
    Closing.await(client.close(), CLOSE_MILLIS);
    loop.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).syncUninterruptibly();
  }
}
