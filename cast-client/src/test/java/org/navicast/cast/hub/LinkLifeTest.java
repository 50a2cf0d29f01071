package org.navicast.cast.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.incoming.HubEvent;
import org.navicast.cast.incoming.StatusItem;
import org.navicast.cast.json.Sender;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.link.TimeSource;
import org.navicast.cast.net.Transport;
import org.navicast.cast.outbox.Presses;

/** A link says when it is none, and none of its states is one that it cannot leave. */
class LinkLifeTest {
  private static final String STATUS_REQUEST =
      "{\"event\":{\"hub.topic\":\"OR-3\",\"hub.event\":\"status-request\","
          + "\"context\":{\"dataType\":\"STATUS\",\"id\":\"%s\",\"note\":\"%s\"}}}";

  private record Change(HubState state, String reason) {}

  private final EventLoopGroup loop = Transport.best().newLoop("engine");
  private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
  private final BlockingQueue<Boolean> impairments = new LinkedBlockingQueue<>();
  private final AtomicReference<Broken> broken = new AtomicReference<>(Broken.NOTHING);
  private final ScriptedHub hub = new ScriptedHub("");
  private HubClient client;

  /** Which callback of the owner throws, once. */
  enum Broken {
    NOTHING,
    AUTHORIZING,
    SUBSCRIBING,
    BINDING,
    ONLINE,
    WAITING,
    EVENTS_FLOW,
    EVENT,
    STATUS
  }

  @BeforeEach
  void prepare() {
    client = client(HubConfig.Publish.WEBSOCKET, new HubConfig.Auth.None(), HubConfig.Standby.NONE);
  }

  @AfterEach
  void stop() throws Exception {
    client.close().get(5, TimeUnit.SECONDS);
    hub.close();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
  }

  @Test
  void aSubscriptionThatTheHubForgotIsBegunAnew() throws Exception {
    start(HubConfig.Publish.WEBSOCKET);
    await(HubState.ONLINE);
    Thread.sleep(700);
    hub.echoes = false;
    long from = System.nanoTime();
    assertThat(await(HubState.WAITING).reason())
        .isEqualTo("the hub hands nothing on to us any more, though the WebSocket is open");
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from)).isLessThan(4_500);
    hub.echoes = true;
    await(HubState.ONLINE);
  }

  /** As after a reset of a hub, which forgets those too that came back at once. */
  @Test
  void aNewSubscriptionThatIsForgottenWithTheOldOnesIsBegunAnewWithinTwoSeconds() throws Exception {
    start(HubConfig.Publish.WEBSOCKET);
    await(HubState.ONLINE);
    Thread.sleep(300);
    hub.echoes = false;
    hub.sayGoodbye(io.netty.handler.codec.http.websocketx.WebSocketCloseStatus.NORMAL_CLOSURE);
    await(HubState.WAITING);
    await(HubState.ONLINE);
    long from = System.nanoTime();
    await(HubState.WAITING);
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from)).isLessThan(2_000);
  }

  @Test
  void aHubThatDoesNotEchoIsKept() throws Exception {
    hub.echoes = false;
    start(HubConfig.Publish.WEBSOCKET);
    await(HubState.ONLINE);
    assertThat(changes.poll(4_500, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void aRefusalOnTheSocketIsTheEndOfTheLink() throws Exception {
    start(HubConfig.Publish.WEBSOCKET);
    await(HubState.ONLINE);
    Thread.sleep(300);
    hub.say("{\"detail\":\"This subscription has ended, Jane Doe\"}");
    assertThat(await(HubState.WAITING).reason())
        .isEqualTo("the hub takes nothing on this WebSocket");
    await(HubState.ONLINE);
  }

  @Test
  void aRequestOfAnySizeAndAFloodOfThemAreBorne() throws Exception {
    start(HubConfig.Publish.WEBSOCKET);
    await(HubState.ONLINE);
    Thread.sleep(300);
    hub.say(STATUS_REQUEST.formatted("big", "x".repeat(600_000)));
    for (int i = 0; i < 3_000; i++) {
      hub.say(STATUS_REQUEST.formatted("n" + i, ""));
    }
    hub.say(STATUS_REQUEST.formatted("last", ""));
    int answers = 0;
    String answer;
    String newest = "";
    while ((answer = hub.nextSaid(1_500)) != null) {
      newest = answer;
      answers++;
      assertThat(answer).doesNotContain("\"big\"");
    }
    assertThat(newest).contains("\"last\"");
    assertThat(answers).isLessThan(25);
    assertThat(changes).as("the link stays").isEmpty();
  }

  @Test
  void aTokenThatNoHeaderCanCarryIsAFailedLogin() throws Exception {
    hub.login = "{\"code\":\"c\",\"access_token\":\"abc\\n\",\"expires_in\":3600}";
    start(HubConfig.Publish.WEBSOCKET, new HubConfig.Auth.Mock("or-3"), HubConfig.Standby.NONE);
    assertThat(await(HubState.WAITING).reason()).startsWith("the hub's login is of no use");
    hub.login = "{\"code\":\"c\",\"access_token\":\"abc\",\"expires_in\":5000000000000000}";
    await(HubState.ONLINE);
  }

  @ParameterizedTest
  @EnumSource
  void whateverACallbackThrowsTheLinkComesBack(Broken which) throws Exception {
    broken.set(which);
    start(HubConfig.Publish.WEBSOCKET);
    hub.answer(which == Broken.WAITING ? 500 : 202);
    if (which == Broken.WAITING) {
      await(HubState.SUBSCRIBING);
      Thread.sleep(200);
      hub.answer(202);
    }
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
    boolean answered = false;
    while (!answered && System.nanoTime() < until) {
      hub.say(STATUS_REQUEST.formatted("ask", ""));
      answered = hub.nextSaid(200) != null && broken.get() == Broken.NOTHING;
    }
    assertThat(answered).as("joined and answering, whatever was thrown before").isTrue();
    AtomicBoolean alive = new AtomicBoolean();
    loop.submit(() -> alive.set(client.isAlive(System.nanoTime()))).get(5, TimeUnit.SECONDS);
    assertThat(alive).isTrue();
  }

  @Test
  void aHubThatLeavesAPressUnansweredIsImpairedAndThenLeft() throws Exception {
    try (ScriptedHub other = new ScriptedHub("")) {
      hub.publishAnswer = 0;
      start(
          HubConfig.Publish.HTTP,
          new HubConfig.Auth.None(),
          new HubConfig.Standby(List.of(HubAddress.parse(other.url())), 0));
      await(HubState.ONLINE);
      press(1);
      long from = System.nanoTime();
      assertThat(impairments.poll(5, TimeUnit.SECONDS)).isTrue();
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from)).isLessThan(1_000);
      for (int i = 2; i < 6; i++) {
        Thread.sleep(1_000);
        press(i);
      }
      assertThat(await(HubState.WAITING).reason()).startsWith("the hub has not answered for 5 s");
      await(HubState.ONLINE);
      press(9);
      String published;
      do {
        published = other.nextPublished();
        assertThat(published).isNotNull().doesNotContainPattern("\"pressed\",\"pressId\":[1-8]");
      } while (published == null || !published.contains("\"pressId\":9"));
    }
  }

  @Test
  void aHubThatAnswersAgainIsImpairedNoMore() throws Exception {
    hub.publishAnswer = 0;
    start(HubConfig.Publish.HTTP);
    await(HubState.ONLINE);
    press(1);
    assertThat(impairments.poll(5, TimeUnit.SECONDS)).isTrue();
    hub.publishAnswer = 200;
    Thread.sleep(700);
    press(2);
    assertThat(impairments.poll(5, TimeUnit.SECONDS)).isFalse();
    assertThat(changes).as("the link stays").isEmpty();
  }

  private void press(long id) throws Exception {
    loop.submit(
            () -> {
              client.offer(
                  new NaviButton(
                      Presses.PEDALS,
                      System.nanoTime(),
                      "left",
                      NaviButton.State.PRESSED,
                      id,
                      0,
                      250,
                      150,
                      org.navicast.cast.event.CancelReason.NONE));
              client.flush();
            })
        .get(5, TimeUnit.SECONDS);
  }

  private void start(HubConfig.Publish publish) {
    start(publish, new HubConfig.Auth.None(), HubConfig.Standby.NONE);
  }

  private void start(HubConfig.Publish publish, HubConfig.Auth auth, HubConfig.Standby standby) {
    client = client(publish, auth, standby);
    client.start();
  }

  private HubClient client(
      HubConfig.Publish publish, HubConfig.Auth auth, HubConfig.Standby standby) {
    return new HubClient(
        HubConfig.of(HubAddress.parse(hub.url()), "OR-3", auth, publish, List.of("status-request"))
            .withStandby(standby),
        new Sender("or-3", "session", "NAVICAST-TEST01", "NAVICast", "CONTROLLER"),
        loop.next(),
        () -> Transport.best().outbound(loop),
        new TimeSource(System::nanoTime, () -> 0),
        () -> 0.5,
        new Owner());
  }

  private Change await(HubState wanted) throws InterruptedException {
    Change change;
    do {
      change = changes.poll(10, TimeUnit.SECONDS);
      assertThat(change).as("change before " + wanted).isNotNull();
    } while (change.state() != wanted);
    return change;
  }

  private final class Owner implements HubClient.Listener {
    private void maybeThrow(Broken here) {
      if (broken.compareAndSet(here, Broken.NOTHING) && here != Broken.NOTHING) {
        throw new IllegalStateException("on purpose, at " + here);
      }
    }

    @Override
    public void changed(HubState state, String reason) {
      changes.add(new Change(state, reason));
      if (state != HubState.STOPPED) {
        maybeThrow(Broken.valueOf(state.name()));
      }
    }

    @Override
    public void impairment() {
      impairments.add(client.impaired());
    }

    @Override
    public void online(long nowNanos) {
      maybeThrow(Broken.EVENTS_FLOW);
    }

    @Override
    public void received(HubEvent event) {
      maybeThrow(Broken.EVENT);
    }

    @Override
    public List<StatusItem> status() {
      maybeThrow(Broken.STATUS);
      return List.of();
    }
  }
}
