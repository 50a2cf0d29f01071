package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.navicast.app.hub.SystemTime;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.hub.HubState;
import org.navicast.cast.json.Sender;
import org.navicast.cast.net.Transport;

/** The gateway's clients of hubs, on one event loop as in a gateway, and what becomes of them. */
final class TestLinks implements AutoCloseable {
  /** Who says so. */
  static final Sender SENDER =
      new Sender(
          "or-3",
          "4f1c2f0e-6d8e-4a39-9d53-0b7a8f2f5c11",
          "NAVICAST-TEST01",
          "NAVICast",
          "CONTROLLER");

  private final BlockingQueue<HubState> states = new ArrayBlockingQueue<>(100);
  private final Transport transport = Transport.best();
  private final EventLoopGroup loops = transport.newLoop("engine");
  private final List<HubClient> clients = new ArrayList<>();

  /** The one event loop. */
  EventLoop loop() {
    return loops.next();
  }

  /** Changes of state that nobody has waited for yet. */
  BlockingQueue<HubState> states() {
    return states;
  }

  /** Starts one whose changes of state can be waited for. */
  HubClient start(HubConfig config, Told told) {
    HubClient client =
        new HubClient(
            config,
            SENDER,
            loop(),
            () -> transport.outbound(loops),
            SystemTime.SOURCE,
            () -> 0.5,
            told);
    clients.add(client);
    client.start();
    return client;
  }

  /** The one that was started first. */
  HubClient client() {
    return clients.getFirst();
  }

  /** What a test wants to hear besides. */
  class Told implements HubClient.Listener {
    @Override
    public void changed(HubState state, String reason) {
      states.add(state);
    }
  }

  /** As the engine does: on the loop, what came together before anything leaves. */
  void offer(HubClient client, NaviEvent... events) {
    loop()
        .execute(
            () -> {
              for (NaviEvent event : events) {
                client.offer(event);
              }
              client.flush();
            });
  }

  void await(HubState wanted) throws InterruptedException {
    HubState state;
    do {
      state = states.poll(10, TimeUnit.SECONDS);
      assertThat(state).as("state before " + wanted).isNotNull();
    } while (state != wanted);
  }

  @Override
  public void close() throws Exception {
    for (HubClient client : clients) {
      client.close().get(5, TimeUnit.SECONDS);
    }
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
  }
}
