package org.navicast.cast.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.navicast.cast.json.Sender;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.link.TimeSource;
import org.navicast.cast.net.Transport;
import org.navicast.cast.outbox.Presses;

/** What a hub says of the subscription: granted for a time, denied, not renewed. */
class SubscriptionTest {
  private record Change(HubState state, String reason) {}

  private final EventLoopGroup loop = Transport.best().newLoop("engine");
  private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();

  @AfterEach
  void stop() throws InterruptedException {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
  }

  @Test
  void aDeniedSubscriptionIsToldInPlainWords() throws Exception {
    try (ScriptedHub hub =
        new ScriptedHub("{\"hub.mode\":\"denied\",\"hub.reason\":\"session\\nended\"}")) {
      HubClient client = start(hub);
      assertThat(await(HubState.WAITING).reason())
          .isEqualTo("the hub does not grant the subscription");
      client.close().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void aHubThatAlwaysDeniesIsAskedLessAndLess() throws Exception {
    try (ScriptedHub hub = new ScriptedHub("{\"hub.mode\":\"denied\"}")) {
      HubClient client = start(hub);
      for (int i = 0; i < 3; i++) {
        await(HubState.WAITING);
      }
      long from = System.nanoTime();
      await(HubState.AUTHORIZING);
      // The fourth ceiling is 1.5 s, of which this client takes three quarters each time.
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from)).isGreaterThan(500);
      client.close().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void aLeaseThatTheHubAnnouncesIsRenewedOnTheSameEndpoint() throws Exception {
    try (ScriptedHub hub =
        new ScriptedHub("{\"hub.mode\":\"subscribe\",\"hub.lease_seconds\":1}")) {
      HubClient client = start(hub);
      await(HubState.ONLINE);
      assertThat(hub.nextForm()).isNotNull().doesNotContainKey("hub.channel.endpoint");
      for (int i = 0; i < 2; i++) {
        assertThat(hub.nextForm())
            .isNotNull()
            .containsEntry("hub.mode", List.of("subscribe"))
            .containsEntry("hub.channel.endpoint", List.of("wss://elsewhere/bind/1"));
      }
      assertThat(changes).as("the link stays").isEmpty();
      client.close().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void aLeaseThatIsNotRenewedIsStartedAnew() throws Exception {
    try (ScriptedHub hub =
        new ScriptedHub("{\"hub.mode\":\"subscribe\",\"hub.lease_seconds\":1}")) {
      HubClient client = start(hub);
      await(HubState.ONLINE);
      hub.answer(403);
      assertThat(await(HubState.WAITING).reason())
          .isEqualTo("the hub knows us but does not allow the renewal of the subscription (403)");
      hub.answer(202);
      await(HubState.ONLINE);
      client.close().get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void aHubThatSaysGoodbyeIsAnsweredOnceAndTriedAgain() throws Exception {
    try (ScriptedHub hub = new ScriptedHub("")) {
      HubClient client = start(hub);
      await(HubState.ONLINE);
      hub.sayGoodbye(WebSocketCloseStatus.SERVICE_RESTART);
      assertThat(await(HubState.WAITING).reason())
          .isEqualTo("the hub closed the link (1012: Service Restart)");
      assertThat(hub.nextGoodbye()).isEqualTo("1012 Service Restart");
      await(HubState.ONLINE);
      client.close().get(5, TimeUnit.SECONDS);
      assertThat(hub.nextGoodbye()).as("ours").isEqualTo("1000 Bye");
    }
  }

  /** It goes by another connection, and a hub keeps no events of who has gone. */
  @Test
  void aGoodbyeDoesNotOvertakeTheLastMotion() throws Exception {
    try (ScriptedHub hub = new ScriptedHub("{\"hub.mode\":\"subscribe\"}")) {
      AtomicLong ticks = new AtomicLong();
      HubClient client =
          start(hub, ticks::incrementAndGet); // no half a second, its patience, goes by
      await(HubState.ONLINE);
      assertThat(hub.nextForm()).isNotNull().containsEntry("hub.mode", List.of("subscribe"));
      hub.read(false);
      loop.next()
          .execute(
              () -> {
                client.offer(Presses.motion(0.5, 0));
                client.flush();
              });
      CompletableFuture<Void> closed = client.close();
      assertThat(hub.nextForm(300)).as("said before the motion was read").isNull();
      hub.read(true);
      assertThat(hub.nextSaid(5_000)).isNotNull().contains("navi-motion");
      assertThat(hub.nextForm()).isNotNull().containsEntry("hub.mode", List.of("unsubscribe"));
      closed.get(5, TimeUnit.SECONDS);
    }
  }

  @Test
  void whatAHubSaysInItsOwnWordsIsNotTold() throws Exception {
    try (ScriptedHub hub = new ScriptedHub("")) {
      HubClient client = start(hub);
      await(HubState.ONLINE);
      hub.sayGoodbye(new WebSocketCloseStatus(1008, "Doe, Jane\n\u001b[31m"));
      assertThat(await(HubState.WAITING).reason())
          .isEqualTo("the hub closed the link (1008: Policy violation)");
      await(HubState.ONLINE);
      hub.sayGoodbye(new WebSocketCloseStatus(4711, "Doe, Jane"));
      assertThat(await(HubState.WAITING).reason()).isEqualTo("the hub closed the link (4711)");
      client.close().get(5, TimeUnit.SECONDS);
    }
  }

  private HubClient start(ScriptedHub hub) {
    return start(hub, System::nanoTime);
  }

  private HubClient start(ScriptedHub hub, LongSupplier nanoTime) {
    HubClient client =
        new HubClient(
            HubConfig.of(
                HubAddress.parse(hub.url()),
                "OR-3",
                new HubConfig.Auth.None(),
                HubConfig.Publish.WEBSOCKET,
                List.of("status-request")),
            new Sender("or-3", "session", "NAVICAST-TEST01", "NAVICast", "CONTROLLER"),
            loop.next(),
            () -> Transport.best().outbound(loop),
            new TimeSource(nanoTime, () -> 0),
            () -> 0.75,
            new HubClient.Listener() {
              @Override
              public void changed(HubState state, String reason) {
                changes.add(new Change(state, reason));
              }
            });
    client.start();
    return client;
  }

  private Change await(HubState wanted) throws InterruptedException {
    Change change;
    do {
      change = changes.poll(10, TimeUnit.SECONDS);
      assertThat(change).as("change before " + wanted).isNotNull();
    } while (change.state() != wanted);
    return change;
  }
}
