package org.navicast.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Plays one case to one client. */
public final class Play {
  /** What a step can be; the README beside the cases says what each takes. */
  static final Set<String> VERBS =
      Set.of(
          "request",
          "reply",
          "drop",
          "socket",
          "send",
          "receive",
          "silence",
          "alive",
          "ended",
          "cut",
          "deaf",
          "recovers",
          "restart",
          "client",
          "pause",
          "subscribed",
          "online");

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long PATIENCE_MILLIS = 5_000;

  private final Case played;
  private final Stage stage;
  private final ClientUnderTest client;
  private final long startMillis;
  private final Shape shape = new Shape();
  private @Nullable Exchange asked;
  private @Nullable Peer peer;
  private long markNanos = System.nanoTime();
  private boolean heard;

  private Play(Case played, Stage stage, ClientUnderTest client, long startMillis) {
    this.played = played;
    this.stage = stage;
    this.client = client;
    this.startMillis = startMillis;
    shape.know("topic", played.topic());
    shape.know("host", stage.authority());
  }

  /**
   * Plays a case to a client that is made for it.
   *
   * @param port that the hub listens on; 0 for a free one
   * @param startMillis how long a client may take to start
   * @throws Failure where the client does not do what it must
   */
  public static void play(Case played, ClientUnderTest.Maker maker, int port, long startMillis)
      throws Failure, IOException, InterruptedException {
    try (Stage stage = new Stage(port);
        ClientUnderTest client =
            maker.start(
                "http://" + stage.authority() + "/api/hub", played.topic(), played.dialect())) {
      Play play = new Play(played, stage, client, startMillis);
      int number = 0;
      for (JsonNode step : played.steps()) {
        number++;
        String verb = step.propertyNames().iterator().next();
        try {
          play.step(verb, step.path(verb));
        } catch (Failure e) {
          throw new Failure("step " + number + ", " + verb + ": " + e.getMessage());
        }
      }
      if (!stage.violations().isEmpty()) {
        throw new Failure("the client broke a protocol: " + String.join("; ", stage.violations()));
      }
    }
  }

  private void step(String verb, JsonNode step) throws Failure, IOException, InterruptedException {
    switch (verb) {
      case "request" -> request(step);
      case "reply" -> reply(step);
      case "drop" -> asked().drop(step.path("reset").asBoolean(false));
      case "socket" -> socket(step);
      case "send" -> {
        try {
          send(shape.filled(step));
        } catch (IOException e) {
          // The client has closed already: the next step finds out whether it should have.
        }
      }
      case "receive" -> receive(step);
      case "silence" -> silence(step);
      case "alive" -> alive();
      case "ended" -> ended(step);
      case "recovers" -> recovers();
      case "cut" -> peer().cut(step.path("reset").asBoolean(false));
      case "deaf" -> peer().goDeaf();
      case "restart" -> restart(step);
      case "client" -> tell(step.asString());
      case "pause" -> Thread.sleep(step.asLong());
      case "subscribed" -> subscribed(step);
      case "online" -> online(step);
      default -> throw new IllegalArgumentException(verb + " is no verb of a step");
    }
    markNanos = System.nanoTime();
  }

  // ---- HTTP ----

  private void request(JsonNode step) throws Failure, InterruptedException {
    Exchange next = stage.nextRequest(within(step));
    heard = true;
    if (next == null) {
      throw new Failure("no request came within " + within(step) + " ms");
    }
    asked = next;
    long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - markNanos);
    if (passed < step.path("no-sooner").asLong(0)) {
      throw new Failure("the request came after " + passed + " ms already: " + next.request());
    }
    HttpRequest request = next.request();
    ObjectNode actual = JsonNodeFactory.instance.objectNode();
    actual.put("method", request.method()).put("path", request.path());
    actual.put("query", request.query());
    ObjectNode headers = actual.putObject("headers");
    request.headers().forEach(headers::put);
    actual.put("text", request.body());
    if (step.has("form")) {
      actual.set("form", form(request));
    }
    if (step.has("json")) {
      actual.set("json", json(request.body()));
    }
    ObjectNode expected = ((ObjectNode) step).deepCopy();
    expected.remove(List.of("within", "no-sooner"));
    expect("the request", expected, actual);
  }

  /** Each field of a form once, as FHIRcast 3.0.0, 2.4 wants it. */
  private static ObjectNode form(HttpRequest request) throws Failure {
    ObjectNode form = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, List<String>> field : request.form().entrySet()) {
      if (field.getValue().size() > 1) {
        throw new Failure("the field " + field.getKey() + " is there twice");
      }
      form.put(field.getKey(), field.getValue().getFirst());
    }
    return form;
  }

  private static JsonNode json(String text) throws Failure {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      throw new Failure("it is not JSON: " + text);
    }
  }

  private void reply(JsonNode step) throws Failure, IOException, InterruptedException {
    Thread.sleep(step.path("after").asLong(0));
    Reply reply = Reply.of(shape.filled(step));
    try {
      asked().answer(reply.bytes(), reply.pieceBytes(), reply.keepAlive());
    } catch (IOException e) {
      asked().drop(true); // The client wanted no more of it: the next step finds out.
    }
  }

  private Exchange asked() throws Failure {
    if (asked == null) {
      throw new Failure("the case asks for no request before");
    }
    return asked;
  }

  // ---- The socket ----

  private void socket(JsonNode step) throws Failure, IOException, InterruptedException {
    Exchange upgrade = stage.nextUpgrade(within(step));
    if (upgrade == null) {
      throw new Failure("no WebSocket was opened within " + within(step) + " ms");
    }
    HttpRequest request = upgrade.request();
    ObjectNode actual = JsonNodeFactory.instance.objectNode();
    actual.put("path", request.path()).put("query", request.query());
    ObjectNode headers = actual.putObject("headers");
    request.headers().forEach(headers::put);
    ObjectNode expected = ((ObjectNode) step).deepCopy();
    expected.remove(List.of("within", "refuse", "nothing", "wrong-accept", "first"));
    expect("the handshake", expected, actual);
    if (step.has("refuse")) {
      Reply no = Reply.of(JsonNodeFactory.instance.objectNode().set("status", step.path("refuse")));
      upgrade.answer(no.bytes(), no.pieceBytes(), false);
    } else if (!step.has("nothing")) {
      byte[] first =
          step.has("first")
              ? Frame.text(shape.filled(step.path("first")).toString()).bytes()
              : new byte[0];
      peer = upgrade.upgrade(!step.path("wrong-accept").asBoolean(false), first);
    }
  }

  private Peer peer() throws Failure {
    if (peer == null) {
      throw new Failure("the case opens no socket before");
    }
    return peer;
  }

  private void send(JsonNode step) throws Failure, IOException, InterruptedException {
    String kind = step.propertyNames().iterator().next();
    JsonNode what = step.path(kind);
    switch (kind) {
      case "json" -> peer().send(Frame.text(what.toString()));
      case "text" -> peer().send(Frame.text(what.asString()));
      case "characters" -> peer().send(Frame.text("x".repeat(what.asInt())));
      case "levels" -> peer().send(Frame.text("[".repeat(what.asInt())));
      case "fragments" -> fragments(what);
      case "binary" -> peer().send(new Frame(true, Frame.BINARY, bytes(what)));
      case "ping" -> peer().send(new Frame(true, Frame.PING, utf8(what)));
      case "pong" -> peer().send(new Frame(true, Frame.PONG, utf8(what)));
      case "close" -> peer().send(Frame.close(what.asInt(), step.path("reason").asString("")));
      case "raw" -> peer().raw(bytes(what));
      default -> throw new IllegalArgumentException(kind + " cannot be sent");
    }
  }

  /** One message, cut where the case says, with a ping between its parts. */
  private void fragments(JsonNode parts) throws Failure, IOException {
    for (int i = 0; i < parts.size(); i++) {
      if (i > 0) {
        peer().send(new Frame(true, Frame.PING, new byte[0]));
      }
      peer()
          .send(
              new Frame(
                  i == parts.size() - 1,
                  i == 0 ? Frame.TEXT : Frame.CONTINUATION,
                  utf8(parts.path(i))));
    }
  }

  private static byte[] utf8(JsonNode text) {
    return text.asString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] bytes(JsonNode hex) {
    return HexFormat.of().parseHex(hex.asString().replace(" ", ""));
  }

  private void receive(JsonNode step) throws Failure, InterruptedException {
    if (step.has("pong")) {
      Frame pong = next(step, Frame.PONG);
      expect("the pong", step.path("pong"), JSON.valueToTree(pong.words()));
    } else if (step.has("ping")) {
      next(step, Frame.PING);
    } else if (step.has("close")) {
      Frame close = next(step, Frame.CLOSE);
      expect("the close code", step.path("close"), JSON.valueToTree(close.closeCode()));
    } else {
      expect("the message", step.path("json"), json(next(step, Frame.TEXT).words()));
    }
  }

  /** The next frame of that kind; pings and pongs in between do not count. */
  private Frame next(JsonNode step, int opcode) throws Failure, InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(within(step));
    while (true) {
      Frame frame = peer().next(TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()));
      if (frame == null) {
        throw new Failure("nothing came within " + within(step) + " ms");
      }
      if (frame.opcode() == opcode) {
        return frame;
      }
      if (frame.opcode() == Frame.NONE) {
        throw new Failure("the client ended the connection");
      }
      if (frame.opcode() != Frame.PING && frame.opcode() != Frame.PONG) {
        throw new Failure("something else came: " + frame.words());
      }
    }
  }

  /** The client has taken in all that was sent before, and stands by its socket. */
  private void alive() throws Failure, IOException, InterruptedException {
    String payload = Long.toHexString(System.nanoTime());
    peer().send(new Frame(true, Frame.PING, payload.getBytes(StandardCharsets.US_ASCII)));
    JsonNode patience = JsonNodeFactory.instance.objectNode();
    Frame pong;
    do {
      pong = next(patience, Frame.PONG);
    } while (!pong.words().equals(payload));
  }

  /** The client may have let the socket go, but then it comes back. */
  private void recovers() throws Failure, IOException, InterruptedException {
    boolean stands;
    try {
      alive();
      stands = true;
    } catch (Failure | IOException e) {
      stands = false;
    }
    if (!stands) {
      subscribed(JsonNodeFactory.instance.objectNode());
    }
  }

  private void ended(JsonNode step) throws Failure, InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(within(step));
    Frame frame;
    do {
      frame = peer().next(TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()));
      if (frame == null) {
        throw new Failure("the client kept its socket for " + within(step) + " ms");
      }
    } while (frame.opcode() != Frame.NONE && frame.opcode() != Frame.CLOSE);
  }

  // ---- The rest ----

  private void silence(JsonNode step) throws Failure, InterruptedException {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(step.asLong());
    Exchange request = stage.nextRequest(step.asLong());
    if (request != null) {
      throw new Failure("a request came: " + request.request());
    }
    Exchange upgrade = stage.nextUpgrade(0);
    if (upgrade != null) {
      throw new Failure("a WebSocket was opened: " + upgrade.request());
    }
    Frame frame = null;
    do {
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      frame = peer == null ? null : peer.next(Math.max(0, left));
      if (frame != null && frame.opcode() == Frame.TEXT) {
        throw new Failure("a message came: " + frame.words());
      }
    } while (frame != null);
  }

  private void restart(JsonNode step) throws IOException, InterruptedException {
    stage.down();
    Thread.sleep(step.path("down").asLong(0));
    stage.up();
  }

  private void tell(String word) throws IOException {
    switch (word) {
      case "publish" -> client.publish();
      case "stop" -> client.stop();
      default -> throw new IllegalArgumentException("a client is told publish or stop");
    }
  }

  private void subscribed(JsonNode step) throws Failure, IOException, InterruptedException {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("within", within(step)).put("method", "POST").put("path", "/api/hub");
    ObjectNode form = request.putObject("form");
    if (played.dialect() == Dialect.CAST) {
      form.put("subscriber.name", "$save:name");
    }
    form.put("hub.mode", "subscribe")
        .put("hub.topic", "${topic}")
        .put("hub.events", "$save:events");
    request(request);
    ObjectNode reply = JsonNodeFactory.instance.objectNode().put("status", 202);
    reply
        .putObject("json")
        .put("hub.channel.endpoint", step.path("endpoint").asString("ws://${host}/bind/1"));
    reply(reply);
  }

  private void online(JsonNode step) throws Failure, IOException, InterruptedException {
    subscribed(step);
    socket(JsonNodeFactory.instance.objectNode().put("path", "/bind/1"));
    ObjectNode greeting = JsonNodeFactory.instance.objectNode();
    switch (played.dialect()) {
      case CAST -> greeting.put("type", "connection.established").put("endpoint", "1");
      case FHIRCAST ->
          greeting
              .put("hub.mode", "subscribe")
              .put("hub.topic", "${topic}")
              .put("hub.events", "${events}")
              .put("hub.lease_seconds", step.path("lease").asLong(7_200));
    }
    peer().send(Frame.text(shape.filled(greeting).toString()));
    alive();
  }

  private long within(JsonNode step) {
    return step.path("within").asLong(heard ? PATIENCE_MILLIS : PATIENCE_MILLIS + startMillis);
  }

  private void expect(String where, JsonNode expected, JsonNode actual) throws Failure {
    Optional<String> wrong = shape.mismatch(where, expected, actual);
    if (wrong.isPresent()) {
      throw new Failure(wrong.get());
    }
  }
}
