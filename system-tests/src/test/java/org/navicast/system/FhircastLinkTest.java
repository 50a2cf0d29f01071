package org.navicast.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.Source;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.hub.HubState;
import org.navicast.cast.incoming.HubEvent;
import org.navicast.cast.json.Dialect;
import org.navicast.cast.link.HubAddress;
import org.navicast.hub.HubServer;
import org.navicast.hub.HubServerConfig;
import org.navicast.hub.RawClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway's client in the language of FHIRcast, at the embedded hub, over real sockets. */
class FhircastLinkTest {
  private static final String TOPIC = "OR-3";
  private static final int LEASE_SECONDS = 10;

  private final BlockingQueue<HubEvent> received = new ArrayBlockingQueue<>(100);
  private final TestLinks links = new TestLinks();
  private HubServer hub;

  @BeforeEach
  void startHub() throws IOException {
    hub = HubServer.start(HubServerConfig.loopback(0));
  }

  @AfterEach
  void stopAll() throws Exception {
    links.close();
    hub.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/fhircast", "/api/hub"})
  void aPressReachesWhoAskedForItAndIsDoubtedByWhoDoesNotFollow(String path) throws Exception {
    connect(path);
    try (RawClient viewer = viewer("org.navicast.navi_button")) {
      press(NaviButton.State.PRESSED);
      JsonNode pressed = next(viewer);
      assertThat(pressed.path("event").path("hub.event").asString())
          .isEqualTo("org.navicast.navi_button");
      say(viewer, pressed, 200);
      press(NaviButton.State.RELEASED);
      JsonNode released = next(viewer);
      assertThat(released.at("/event/context/0/resource/state").asString()).isEqualTo("released");
      say(viewer, released, 500);
      await("the gateway is told that its event was not followed", () -> failed() == 1);
      assertThat(received.poll(5, TimeUnit.SECONDS).is(HubEvent.SYNC_ERROR)).isTrue();
      say(viewer, pressed, 500); // answered before, so it changes nothing
      press(NaviButton.State.PRESSED);
      say(viewer, next(viewer), 409);
      await("the next one", () -> failed() == 2);
    }
  }

  @Test
  void aSubscriptionLastsBeyondItsLeaseAndEachEventIsAnsweredInTime() throws Exception {
    connect("/fhircast");
    String created = subscription().path("created").asString();
    for (int i = 1; i <= 2; i++) {
      publish("ImagingStudy-open", "e-" + i);
      assertThat(received.poll(5, TimeUnit.SECONDS).is("imagingstudy-open")).isTrue();
    }
    for (int renewal = 1; renewal <= 2; renewal++) {
      await("the lease runs", () -> leaseLeftMillis() < 5_000);
      await("renewal " + renewal, () -> leaseLeftMillis() > 9_000);
    }
    // More than ten seconds: who had not acknowledged would have been let go.
    assertThat(subscription().path("created").asString()).isEqualTo(created);
    assertThat(snapshot().path("stats").path("sync_errors").asInt()).isZero();
    assertThat(links.states()).isEmpty();
  }

  @Test
  void afterADenialItSubscribesAnew() throws Exception {
    connect("/fhircast");
    RawClient.ask(
        hub.port(),
        "POST /api/admin/reset",
        "{}",
        "Host: localhost",
        "Content-Type: application/json");
    links.await(HubState.WAITING);
    links.await(HubState.ONLINE);
    publish("ImagingStudy-close", "e-1");
    assertThat(received.poll(5, TimeUnit.SECONDS).is("ImagingStudy-close")).isTrue();
  }

  private void connect(String path) throws InterruptedException {
    HubConfig usual =
        HubConfig.of(
            HubAddress.parse("http://127.0.0.1:" + hub.port() + path),
            TOPIC,
            new HubConfig.Auth.None(),
            HubConfig.Publish.AUTO,
            List.of(HubEvent.SYNC_ERROR, "ImagingStudy-open", "ImagingStudy-close"));
    links.start(
        new HubConfig(
            usual.address(),
            usual.standby(),
            usual.topic(),
            usual.auth(),
            usual.publish(),
            usual.events(),
            usual.deadlineMillis(),
            LEASE_SECONDS,
            usual.tls(),
            usual.proxy(),
            new Dialect.Fhircast(Dialect.Fhircast.DEFAULT_PREFIX)),
        links.new Told() {
          @Override
          public void received(HubEvent event) {
            received.add(event);
          }
        });
    links.await(HubState.ONLINE);
  }

  private void press(NaviButton.State state) {
    links.offer(
        links.client(),
        new NaviButton(
            new Source("pedals", "footswitch"),
            System.nanoTime(),
            "left",
            state,
            1,
            0,
            250,
            state.ends() ? 0 : 150,
            CancelReason.NONE));
  }

  /** Somebody who speaks FHIRcast, confirmed. */
  private RawClient viewer(String events) throws IOException {
    String answer =
        RawClient.ask(
            hub.port(),
            "POST /fhircast",
            "hub.channel.type=websocket&hub.mode=subscribe&subscriber.name=VIEWER&hub.topic="
                + TOPIC
                + "&hub.events="
                + events,
            "Host: localhost",
            "Content-Type: application/x-www-form-urlencoded");
    int start = answer.indexOf("ws://");
    RawClient viewer =
        RawClient.bind(hub.port(), answer.substring(start, answer.indexOf('"', start)));
    viewer.readHead();
    assertThat(next(viewer).path("hub.mode").asString()).isEqualTo("subscribe");
    return viewer;
  }

  private static JsonNode next(RawClient viewer) throws IOException {
    return JsonMapper.shared().readTree(viewer.readFrame());
  }

  private static void say(RawClient viewer, JsonNode event, int status) throws IOException {
    String answer = "{\"id\":%s,\"status\":%d}".formatted(event.path("id"), status);
    viewer.sendFrame(RawClient.TEXT, answer.getBytes(UTF_8));
  }

  private void publish(String event, String id) throws IOException {
    String answer =
        RawClient.ask(
            hub.port(),
            "POST /fhircast",
            """
            {"timestamp":"2026-01-01T00:00:00Z","id":"%s","event":{"hub.topic":"%s","hub.event":"%s",\
            "context":[{"key":"study","resource":{"resourceType":"ImagingStudy","id":"s"}}]}}"""
                .formatted(id, TOPIC, event),
            "Host: localhost",
            "Content-Type: application/fhir+json");
    assertThat(RawClient.status(answer)).as(answer).isEqualTo(200);
  }

  private JsonNode subscription() throws IOException {
    JsonNode rows = snapshot().path("subscriptions");
    assertThat(rows.size()).as(rows.toString()).isEqualTo(1);
    return rows.path(0);
  }

  private JsonNode snapshot() throws IOException {
    String answer = RawClient.ask(hub.port(), "GET /api/hub/admin/snapshot", "", "Host: localhost");
    return JsonMapper.shared().readTree(answer.substring(answer.indexOf("\r\n\r\n")));
  }

  private long failed() throws Exception {
    return onLoop(() -> links.client().counters().failed());
  }

  private long leaseLeftMillis() throws Exception {
    OptionalLong left = onLoop(() -> links.client().figures().leaseLeftMillis());
    return left.orElseThrow();
  }

  private <T> T onLoop(Callable<T> asked) throws Exception {
    return links.loop().submit(asked).get(5, TimeUnit.SECONDS);
  }

  private static void await(String what, Callable<Boolean> wanted) throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!wanted.call()) {
      assertThat(System.nanoTime() - until).as(what).isNegative();
      Thread.sleep(20);
    }
  }
}
