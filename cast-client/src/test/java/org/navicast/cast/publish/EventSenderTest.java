package org.navicast.cast.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.incoming.HubMessages;
import org.navicast.cast.json.EventEncoder;
import org.navicast.cast.json.Sender;
import org.navicast.cast.link.Connector;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.link.HubHttp;
import org.navicast.cast.link.HubSocket;
import org.navicast.cast.link.TimeSource;
import org.navicast.cast.net.Transport;
import org.navicast.cast.outbox.Outbox;
import org.navicast.cast.outbox.Presses;
import org.navicast.cast.secure.ClientTls;
import tools.jackson.databind.JsonNode;

/** What is published again, by what a scripted hub answered. */
class EventSenderTest {
  /** Closes the connection without an answer. */
  private static final int LOSE_ANSWER = 0;

  /** A socket that is not open yet, and so owes no answer. */
  private static final HubSocket.Events NO_EVENTS =
      new HubSocket.Events() {
        @Override
        public void opened() {}

        @Override
        public void text(String message) {}

        @Override
        public void writable() {}

        @Override
        public void closed(String reason) {}
      };

  private final EventLoopGroup group = Transport.best().newLoop("engine");
  private final EventLoop loop = group.next();
  private final Queue<Integer> script = new ConcurrentLinkedQueue<>();
  private final BlockingQueue<String> published = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> refusals = new LinkedBlockingQueue<>();

  /** With a deadline that a cold machine keeps, too. */
  private final Outbox outbox = new Outbox(10_000);

  private HttpServer hub;
  private HubHttp http;
  private HubHttp continuous;
  private EventSender sender;

  @BeforeEach
  void start() throws Exception {
    hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.createContext("/api/hub", this::answer);
    hub.start();
    TimeSource time = new TimeSource(System::nanoTime, () -> 0);
    Connector connector =
        new Connector(
            HubAddress.parse("http://127.0.0.1:" + hub.getAddress().getPort() + "/api/hub"),
            () -> Transport.best().outbound(group),
            ClientTls.STANDARD,
            Optional.empty());
    http = new HubHttp(connector, loop);
    continuous = new HubHttp(connector, loop);
    HubSocket bound = new HubSocket(connector, time, NO_EVENTS);
    Sender who = new Sender("or-3", "session", "NAVICAST-TEST01", "NAVICast", "CONTROLLER");
    sender = new EventSender(outbox, new EventEncoder(who), time);
    onLoop(
        () -> {
          http.warm();
          continuous.warm();
          sender.over(
              http,
              continuous,
              bound,
              loop,
              "OR-3",
              () -> null,
              () -> 0.1,
              (_, status, _) -> {
                if (status / 100 != 2) {
                  refusals.add(status);
                }
              });
          outbox.linkUp(System.nanoTime());
        });
  }

  @AfterEach
  void stop() throws Exception {
    onLoop(
        () -> {
          sender.stop();
          http.close();
          continuous.close();
        });
    hub.stop(0);
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
  }

  @ParameterizedTest
  @ValueSource(ints = {LOSE_ANSWER, 400, 401, 403, 404, 408, 413, 429, 500, 502, 503})
  void aPressIsPublishedOnceWhateverTheAnswer(int answer) throws Exception {
    script.add(answer);
    offer(button(1, NaviButton.State.PRESSED));
    offer(button(2, NaviButton.State.PRESSED));
    assertThat(take(2)).containsExactly("1 pressed", "2 pressed");
  }

  @ParameterizedTest
  @ValueSource(ints = {LOSE_ANSWER, 401, 408, 429, 500, 502, 503})
  void anEndIsPublishedUntilTheHubHasTakenIt(int answer) throws Exception {
    script.add(200);
    script.add(answer);
    script.add(answer);
    offer(button(1, NaviButton.State.PRESSED), button(1, NaviButton.State.RELEASED));
    assertThat(take(4)).containsExactly("1 pressed", "1 released", "1 released", "1 released");
    offer(button(2, NaviButton.State.PRESSED));
    assertThat(take(1)).containsExactly("2 pressed");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 413, 422})
  void anEndThatTheHubWillNeverTakeHoldsNothingUp(int answer) throws Exception {
    script.add(200);
    script.add(answer);
    offer(button(1, NaviButton.State.PRESSED), button(1, NaviButton.State.RELEASED));
    assertThat(take(2)).containsExactly("1 pressed", "1 released");
    offer(button(2, NaviButton.State.PRESSED));
    assertThat(take(1)).containsExactly("2 pressed");
    assertThat(refusals.poll(5, TimeUnit.SECONDS)).isEqualTo(answer);
  }

  @Test
  void aSilentHubIsGivenUpAndThePressIsNotRepeated() throws Exception {
    script.add(-1);
    offer(button(1, NaviButton.State.PRESSED), button(1, NaviButton.State.RELEASED));
    assertThat(take(2)).containsExactly("1 pressed", "1 released");
  }

  /** A hub that goes on refusing an end takes it from nobody, and must not keep presses waiting. */
  @ParameterizedTest
  @ValueSource(ints = {LOSE_ANSWER, 401, 429, 500, 503})
  void anEndThatIsRefusedForEverIsRepeatedAFewTimesAndHoldsNothingUp(int answer) throws Exception {
    script.add(200);
    for (int i = 0; i < 40; i++) {
      script.add(answer);
    }
    offer(button(1, NaviButton.State.PRESSED), button(1, NaviButton.State.RELEASED));
    assertThat(take(2)).containsExactly("1 pressed", "1 released");
    long from = System.nanoTime();
    offer(button(2, NaviButton.State.PRESSED));
    List<String> seen = new ArrayList<>();
    do {
      seen.addAll(take(1));
    } while (!seen.contains("2 pressed"));
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from)).isLessThan(1_000);
    String next;
    while ((next = published.poll(1_200, TimeUnit.MILLISECONDS)) != null) {
      seen.add(next);
    }
    assertThat(seen).filteredOn("1 released"::equals).hasSizeLessThanOrEqualTo(3);
    assertThat(seen).filteredOn("2 pressed"::equals).hasSize(1);
  }

  /** A pause that the hub asks for holds back what can wait, and no press. */
  @Test
  void aPressGoesThoughTheHubAskedForAPause() throws Exception {
    script.add(507);
    offer(button(1, NaviButton.State.PRESSED));
    assertThat(take(1)).containsExactly("1 pressed");
    assertThat(refusals.poll(5, TimeUnit.SECONDS)).isEqualTo(507);
    offer(button(2, NaviButton.State.PRESSED));
    assertThat(take(1)).containsExactly("2 pressed");
  }

  /** What hangs is not followed by anything, and when it is over what is new comes first. */
  @Test
  void nothingFollowsAPressThatIsNotAnswered() throws Exception {
    script.add(-1);
    offer(button(1, NaviButton.State.PRESSED));
    assertThat(take(1)).containsExactly("1 pressed");
    offer(button(2, NaviButton.State.PRESSED));
    Thread.sleep(400);
    offer(Presses.motion(0.5, 0));
    assertThat(published.poll(300, TimeUnit.MILLISECONDS)).as("sent into a standstill").isNull();
    AtomicLong silentMillis = new AtomicLong();
    onLoop(() -> silentMillis.set(TimeUnit.NANOSECONDS.toMillis(sender.silentNanos())));
    assertThat(silentMillis.get()).isGreaterThan(500);
    assertThat(take(2)).containsExactlyInAnyOrder("2 pressed", "0 ");
  }

  @Test
  void aPressDoesNotWaitForTheAnswerToAMotion() throws Exception {
    script.add(-1);
    offer(Presses.motion(0.5, 0));
    assertThat(take(1)).containsExactly("0 ");
    offer(button(1, NaviButton.State.PRESSED));
    assertThat(take(1)).containsExactly("1 pressed");
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    JsonNode resource =
        HubMessages.MAPPER
            .readTree(new String(body, StandardCharsets.UTF_8))
            .path("event")
            .path("context")
            .path(0)
            .path("resource");
    published.add(resource.path("pressId").asLong() + " " + resource.path("state").asString(""));
    Integer status = script.poll();
    if (status != null && status < 0) {
      return; // never answers
    }
    if (status != null && status == LOSE_ANSWER) {
      exchange.close();
      return;
    }
    byte[] reply = "{}".getBytes(StandardCharsets.US_ASCII);
    if (status != null && status == 507) {
      exchange.getResponseHeaders().add("Retry-After", "60");
    }
    exchange.sendResponseHeaders(status == null ? 200 : status, reply.length);
    exchange.getResponseBody().write(reply);
    exchange.close();
  }

  private List<String> take(int count) throws InterruptedException {
    List<String> taken = new ArrayList<>();
    while (taken.size() < count) {
      String next = published.poll(5, TimeUnit.SECONDS);
      assertThat(next).as("after " + taken).isNotNull();
      taken.add(next);
    }
    return taken;
  }

  private void offer(NaviEvent... events) throws Exception {
    onLoop(
        () -> {
          for (NaviEvent event : events) {
            outbox.offer(event);
          }
          sender.pump();
        });
  }

  private void onLoop(Runnable task) throws Exception {
    loop.submit(task).get(5, TimeUnit.SECONDS);
  }

  private static NaviButton button(long pressId, NaviButton.State state) {
    return new NaviButton(
        Presses.PEDALS,
        System.nanoTime(),
        "left",
        state,
        pressId,
        0,
        250,
        state.ends() ? 0 : 150,
        CancelReason.NONE);
  }
}
