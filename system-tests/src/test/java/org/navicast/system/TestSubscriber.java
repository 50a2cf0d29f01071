package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.json.EventSchemas;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A viewer: subscribes and keeps what arrives. Written with the JDK's own HTTP and WebSocket, so
 * that it shares no code with what it checks. Every NAVICast event is held against the published
 * schemas.
 */
final class TestSubscriber implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String EVENTS =
      "navi-button,navi-motion,navi-pose,navi-action,navi-device,navi-profile";
  private static final String POSE = "\"hub.event\":\"navi-pose\"";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
  private volatile @Nullable AssertionError invalid;
  private final boolean talliesPoses;
  private final @Nullable String statusItems;
  private final AtomicLong poses = new AtomicLong();
  private final String hubUrl;
  private final String topic;
  private final WebSocket socket;

  private TestSubscriber(
      String hubUrl, String topic, boolean talliesPoses, @Nullable String statusItems)
      throws Exception {
    this.talliesPoses = talliesPoses;
    this.statusItems = statusItems;
    this.hubUrl = hubUrl;
    this.topic = topic;
    String form =
        "hub.mode=subscribe&hub.channel.type=websocket&hub.lease_seconds=600&subscriber.name=VIEWER"
            + "&hub.topic="
            + URLEncoder.encode(topic, StandardCharsets.UTF_8)
            + "&hub.events="
            + URLEncoder.encode(
                statusItems == null ? EVENTS : EVENTS + ",status-request", StandardCharsets.UTF_8);
    HttpResponse<String> reply = post("/api/hub", "application/x-www-form-urlencoded", form);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(202);
    URI endpoint = URI.create(JSON.readTree(reply.body()).path("hub.channel.endpoint").asString());
    socket =
        http.newWebSocketBuilder()
            .buildAsync(
                URI.create(hubUrl.replaceFirst("^http", "ws") + endpoint.getRawPath()),
                new Messages())
            .get(10, TimeUnit.SECONDS);
  }

  /** All NAVICast events of a topic. */
  static TestSubscriber of(String hubUrl, String topic) throws Exception {
    return new TestSubscriber(hubUrl, topic, false, null);
  }

  /** The same, but poses are only counted: there may be more than can be looked at. */
  static TestSubscriber tallyingPoses(String hubUrl, String topic) throws Exception {
    return new TestSubscriber(hubUrl, topic, true, null);
  }

  /**
   * The same as {@link #of}, but one that answers when it is asked how it is.
   *
   * @param items the array of keys and values
   */
  static TestSubscriber answering(String items, String hubUrl, String topic) throws Exception {
    return new TestSubscriber(hubUrl, topic, false, items);
  }

  /** How many poses were counted. */
  long poses() {
    return poses.get();
  }

  /** The next event that fits; those before it are passed over. */
  Received await(String name, Predicate<JsonNode> wanted) throws InterruptedException {
    List<String> passed = new ArrayList<>();
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode envelope = received.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (envelope == null) {
        throw new AssertionError("no such " + name + "; what came:\n" + String.join("\n", passed));
      }
      passed.add(envelope.toString());
      JsonNode resource = resource(envelope);
      if (eventName(envelope).equals(name) && wanted.test(resource)) {
        return new Received(resource, passed.size() - 1);
      }
    }
  }

  /**
   * @param skipped how many events came before it
   */
  record Received(JsonNode resource, int skipped) {}

  /**
   * The button events that came so far and in the given time from now, as {@code control state}.
   */
  List<JsonNode> buttonsWithin(Duration time) throws InterruptedException {
    return within(time, "navi-button"::equals);
  }

  /** The same of buttons and actions. */
  List<JsonNode> inputsWithin(Duration time) throws InterruptedException {
    return within(time, Set.of("navi-button", "navi-action")::contains);
  }

  private List<JsonNode> within(Duration time, Predicate<String> isWanted)
      throws InterruptedException {
    List<JsonNode> wanted = new ArrayList<>();
    long until = System.nanoTime() + time.toNanos();
    while (true) {
      JsonNode envelope = received.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (envelope == null) {
        return wanted;
      }
      if (isWanted.test(eventName(envelope))) {
        wanted.add(resource(envelope));
      }
    }
  }

  JsonNode awaitButton(String control, String state) throws InterruptedException {
    return await(
            "navi-button",
            r ->
                r.path("control").asString().equals(control)
                    && r.path("state").asString().equals(state))
        .resource();
  }

  JsonNode awaitAction(String action) throws InterruptedException {
    return await("navi-action", r -> r.path("action").asString().equals(action)).resource();
  }

  JsonNode awaitProfile(String mode) throws InterruptedException {
    return await("navi-profile", r -> r.path("mode").asString().equals(mode)).resource();
  }

  JsonNode awaitDevice(String device, String state) throws InterruptedException {
    return await(
            "navi-device",
            r ->
                r.path("device").asString().equals(device)
                    && r.path("state").asString().equals(state))
        .resource();
  }

  /** Asks everybody on the topic for their status and waits for the hub's collated answer. */
  JsonNode requestStatus() throws Exception {
    String body =
        """
        {"timestamp":"2026-01-01T00:00:00Z","id":"status-1","subscriber.name":"VIEWER",
         "event":{"hub.topic":"%s","hub.event":"status-request","context":{"dataType":"STATUS"}}}
        """
            .formatted(topic);
    HttpResponse<String> reply = post("/api/hub/request", "application/json", body);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
    return JSON.readTree(reply.body());
  }

  /** The items of the one answer, which is held against the published schema. */
  JsonNode status() throws Exception {
    JsonNode answer = requestStatus().path("responses").path(0);
    EventSchemas.assertValid(inEnvelope(answer).toString());
    ObjectNode status = JSON.createObjectNode();
    for (JsonNode item : answer.path("data").path("items")) {
      status.set(item.path("key").asString(), item.path("value"));
    }
    return status;
  }

  /** As it went over the socket: the hub hands on only the data. */
  private ObjectNode inEnvelope(JsonNode answer) {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("timestamp", "2026-01-01T00:00:00Z").set("id", answer.path("id"));
    envelope.set("subscriber.name", answer.path("subscriber"));
    envelope.set("subscriber.product.name", answer.path("productName"));
    ObjectNode event = envelope.putObject("event");
    event.put("hub.topic", topic).put("hub.event", "status-response");
    event
        .putObject("context")
        .put("id", "status-1")
        .put("dataType", "STATUS")
        .set("data", answer.path("data"));
    return envelope;
  }

  /** Publishes an event as a viewer that is called otherwise. */
  void publish(String event, String context) throws Exception {
    String body =
        """
        {"timestamp":"2026-01-01T00:00:00Z","id":"%s","subscriber.name":"ANOTHER",
         "event":{"hub.topic":"%s","hub.event":"%s","context":%s}}
        """
            .formatted(UUID.randomUUID(), topic, event, context);
    HttpResponse<String> reply = post("/api/hub", "application/json", body);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
  }

  /** Puts this topic and another one into a conference. */
  void confer(String otherTopic) throws Exception {
    String body =
        "{\"hostTopic\":\"%s\",\"title\":\"Board\",\"topics\":[\"%s\"]}"
            .formatted(topic, otherTopic);
    HttpResponse<String> reply = post("/api/hub/conference", "application/json", body);
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
  }

  /** Makes the hub forget everybody, this viewer too, and close all sockets. */
  void resetHub() throws Exception {
    resetHub(false);
  }

  /**
   * The same.
   *
   * @param singleUser whether its login gives everybody one topic from now on
   */
  void resetHub(boolean singleUser) throws Exception {
    HttpResponse<String> reply =
        post("/api/admin/reset", "application/json", "{\"single_user_mode\":" + singleUser + "}");
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
  }

  /** Makes the hub drop all subscriptions, this one too. */
  void deleteSubscriptions() throws Exception {
    HttpResponse<String> reply =
        http.send(
            HttpRequest.newBuilder(URI.create(hubUrl + "/api/hub"))
                .timeout(PATIENCE)
                .DELETE()
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
  }

  /** Another viewer of the same hub, in another room. */
  TestSubscriber inRoom(String otherTopic) throws Exception {
    return of(hubUrl, otherTopic);
  }

  private HttpResponse<String> post(String path, String contentType, String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(hubUrl + path))
            .timeout(PATIENCE)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String answer(JsonNode request, String items) {
    return """
    {"timestamp":"2026-01-01T00:00:00Z","id":"%s","subscriber.name":"VIEWER",
     "event":{"hub.topic":"%s","hub.event":"status-response","context":{"id":"%s",
      "dataType":"STATUS","data":{"source":"status","product":"Test viewer","items":%s}}}}
    """
        .formatted(
            UUID.randomUUID(),
            topic,
            request.path("event").path("context").path("id").asString(),
            items);
  }

  private static String eventName(JsonNode envelope) {
    return envelope.path("event").path("hub.event").asString("");
  }

  private static JsonNode resource(JsonNode envelope) {
    return envelope.path("event").path("context").path(0).path("resource");
  }

  /** Fails where an event broke its schema. */
  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
    AssertionError broken = invalid;
    if (broken != null) {
      throw broken;
    }
  }

  private final class Messages implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        String message = parts.toString();
        parts.setLength(0);
        if (talliesPoses && message.contains(POSE)) {
          poses.incrementAndGet();
          from.request(1);
          return null;
        }
        JsonNode envelope = JSON.readTree(message);
        if (eventName(envelope).startsWith("navi-")) {
          try {
            EventSchemas.assertValid(message);
          } catch (AssertionError e) {
            invalid = e;
          }
        }
        if (statusItems != null && eventName(envelope).equals("status-request")) {
          from.sendText(answer(envelope, statusItems), true);
        }
        received.add(envelope);
      }
      from.request(1);
      return null;
    }
  }
}
