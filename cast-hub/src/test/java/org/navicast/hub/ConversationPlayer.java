package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays conversations to a hub that was started for them, over real sockets. Each step is one of
 *
 * <ul>
 *   <li>{@code ask} of a client: sends a request by HTTP, head and body as written, or with {@code
 *       parts} and their {@code boundary} for a body; reads the answer where a {@code status} is
 *       wanted
 *   <li>{@code answer}: reads the answer to what that client asked before
 *   <li>{@code bind}: asks for a socket, and is heard and says there from then on
 *   <li>{@code say} a {@code text}, the begin of one of that {@code length}, or so many {@code
 *       binary} bytes, {@code hear} a frame or that the socket is {@code closed}, {@code close} by
 *       a status or by none (0), {@code cut} the connection
 *   <li>{@code fetch}: downloads all pieces of the {@code files} kept before, by the request as
 *       written, and compares them with what {@code parts} sent
 *   <li>{@code hub}: {@code restart}, or {@code refresh} for administrators; {@code pass}: so much
 *       time passes
 * </ul>
 *
 * Of answers and frames, {@code json}, {@code headers}, and what must stand {@code without} are
 * compared; {@code keep} remembers values by their JSON pointers.
 */
final class ConversationPlayer implements AutoCloseable {
  private static final Set<String> VERBS =
      Set.of("ask", "answer", "bind", "say", "hear", "close", "cut", "fetch", "hub", "pass");
  private static final Set<String> DETAILS =
      Set.of(
          "send",
          "boundary",
          "parts",
          "status",
          "headers",
          "json",
          "without",
          "keep",
          "text",
          "length",
          "binary",
          "closed",
          "files",
          "bytes");

  private final HubServerConfig config;
  private final Variables variables = new Variables();
  private final Map<String, RawClient> asking = new HashMap<>();
  private final Map<String, RawClient> sockets = new HashMap<>();
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private HubFixture hub;

  /**
   * @param wanted of the hub: {@code subscriptions} and {@code requests} at most
   */
  ConversationPlayer(JsonNode wanted) throws IOException {
    HubLimits limits = HubLimits.DEFAULT;
    config =
        HubServerConfig.loopback(0)
            .withClock(() -> now)
            .withLimits(
                limits.withCounts(
                    limits.maxConnections(),
                    wanted.path("subscriptions").asInt(limits.maxSubscriptions()),
                    wanted.path("requests").asInt(limits.maxPendingRequests()),
                    limits.maxCodes()));
    hub = start();
  }

  private HubFixture start() throws IOException {
    HubFixture started = new HubFixture(config);
    keep("port", String.valueOf(started.port()));
    return started;
  }

  /** Plays it to its end, or to the first step that goes otherwise. */
  void play(Conversation conversation) {
    int number = 0;
    for (JsonNode step : conversation.steps()) {
      number++;
      String verb = verb(step);
      String where = conversation.name() + ", step " + number + ", " + verb;
      try {
        play(verb, step.path(verb).asString(), step);
      } catch (Exception | AssertionError e) {
        throw new AssertionError(where + ": " + e.getMessage(), e);
      }
    }
    assertTrue(asking.isEmpty(), conversation.name() + " reads no answer to " + asking.keySet());
  }

  private static String verb(JsonNode step) {
    Set<String> verbs = new HashSet<>(step.propertyNames());
    verbs.removeAll(DETAILS);
    String verb = verbs.size() == 1 ? verbs.iterator().next() : "";
    assertTrue(VERBS.contains(verb), "no step has the keys " + step.propertyNames());
    return verb;
  }

  private void play(String verb, String who, JsonNode step) throws Exception {
    switch (verb) {
      case "ask" -> {
        asking.put(who, sent(step));
        if (step.has("status")) {
          answer(who, step);
        }
      }
      case "answer" -> answer(who, step);
      case "bind" -> bind(who, step);
      case "say" -> say(socket(who), step);
      case "hear" -> hear(socket(who), step);
      case "close" -> close(socket(who), step.path("status").asInt());
      case "cut" -> socket(who).close();
      case "fetch" -> fetch(step);
      case "pass" -> now = now.plus(Duration.parse(who));
      default -> control(who);
    }
  }

  private void control(String what) throws Exception {
    switch (what) {
      case "restart" -> {
        hub.close();
        hub = start();
      }
      case "refresh" ->
          hub.server().loop().submit(() -> hub.server().hub().administrators().refresh()).get();
      default -> throw new IllegalArgumentException(what + " is nothing that a hub does here");
    }
  }

  private RawClient sent(JsonNode step) throws IOException {
    String[] request = variables.fill(step.path("send").asString()).split("\n\n", 2);
    byte[] body =
        step.has("parts")
            ? multipart(step)
            : (request.length < 2 ? "" : request[1].replaceFirst("\n$", ""))
                .getBytes(StandardCharsets.UTF_8);
    String head = request[0].strip().replace("\n", "\r\n") + "\r\n";
    if (body.length > 0 || head.startsWith("P")) {
      head += "Content-Length: " + body.length + "\r\n";
    }
    RawClient client = new RawClient(hub.port());
    client.send(head + "\r\n");
    client.send(body);
    return client;
  }

  private byte[] multipart(JsonNode step) {
    String boundary = step.path("boundary").asString();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (JsonNode part : step.path("parts")) {
      String head = "--" + boundary + "\r\n" + part.path("head").asString() + "\r\n\r\n";
      body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
      body.writeBytes(
          part.has("bytes")
              ? file(part.path("bytes").asInt())
              : variables.fill(part.path("text").asString()).getBytes(StandardCharsets.UTF_8));
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  /** A file of that length, always the same. */
  private static byte[] file(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private void answer(String who, JsonNode step) throws IOException {
    RawClient client = asking.remove(who);
    if (client == null) {
      throw new IllegalArgumentException(who + " has asked nothing");
    }
    try (client) {
      compare(step, Answer.read(client));
    }
  }

  private void bind(String who, JsonNode step) throws IOException {
    RawClient client = sent(step);
    RawClient former = sockets.put(who, client);
    if (former != null) {
      former.close();
    }
    compare(step, Answer.read(client));
  }

  private RawClient socket(String who) {
    RawClient socket = sockets.get(who);
    if (socket == null) {
      throw new IllegalArgumentException(who + " has no socket");
    }
    return socket;
  }

  private void compare(JsonNode step, Answer answer) {
    assertEquals(step.path("status").asInt(), answer.status(), answer.text());
    step.path("headers")
        .forEachEntry(
            (name, value) -> {
              String found = answer.headers().get(name.toLowerCase(Locale.ROOT));
              switch (value.asString()) {
                case JsonSubset.ANY -> assertFalse(found == null, name + " is missing");
                case JsonSubset.ABSENT -> assertNull(found, name);
                default -> assertEquals(variables.fill(value.asString()), found, name);
              }
            });
    compare(step, answer.text());
  }

  private void compare(JsonNode step, String text) {
    for (JsonNode unwanted : step.path("without")) {
      String secret = variables.fill(unwanted.asString());
      assertFalse(text.contains(secret), secret + " must not be in " + text);
    }
    if (step.has("json") || step.has("keep")) {
      JsonNode json = JsonMapper.shared().readTree(text);
      step.path("keep")
          .forEachEntry(
              (name, pointer) -> {
                JsonNode value = json.at(pointer.asString());
                assertFalse(value.isMissingNode(), pointer + " is not in " + text);
                variables.put(name, value);
              });
      if (step.has("json")) {
        String difference = JsonSubset.difference(variables.fill(step.path("json")), json);
        if (difference != null) {
          throw new AssertionError(difference);
        }
      }
    }
  }

  private void keep(String name, String value) {
    variables.put(name, JsonMapper.shared().valueToTree(value));
  }

  private void say(RawClient socket, JsonNode step) throws IOException {
    if (step.has("binary")) {
      socket.sendFrame(RawClient.BINARY, file(step.path("binary").asInt()));
    } else {
      byte[] text = variables.fill(step.path("text").asString()).getBytes(StandardCharsets.UTF_8);
      if (step.has("length")) {
        socket.sendUnfinished(step.path("length").asInt(), text);
      } else {
        socket.sendFrame(RawClient.TEXT, text);
      }
    }
  }

  private void hear(RawClient socket, JsonNode step) throws IOException {
    if (step.has("closed")) {
      assertEquals(step.path("closed").asInt(), socket.readClose());
    } else {
      compare(step, new String(socket.readFrame(), StandardCharsets.UTF_8));
    }
  }

  private static void close(RawClient socket, int status) throws IOException {
    byte[] payload = status == 0 ? new byte[0] : new byte[] {(byte) (status >>> 8), (byte) status};
    socket.sendFrame(RawClient.CLOSE, payload);
  }

  private void fetch(JsonNode step) throws IOException {
    JsonNode files = variables.get(step.path("files").asString());
    List<Integer> lengths = step.path("bytes").valueStream().map(JsonNode::asInt).toList();
    assertEquals(lengths.size(), files.size(), "files");
    for (int i = 0; i < files.size(); i++) {
      JsonNode file = files.path(i);
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      for (int piece = 0; piece < file.path("payloadIds").size(); piece++) {
        variables.put("payload", file.path("payloadIds").path(piece));
        Answer answer;
        try (RawClient client = sent(step)) {
          answer = Answer.read(client);
        }
        compare(step, answer);
        assertEquals(file.path("chunkByteLengths").path(piece).asInt(), answer.body().length);
        assertEquals(
            "attachment; filename=\"" + file.path("fileName").asString() + "\"",
            answer.headers().get("content-disposition"));
        whole.writeBytes(answer.body());
      }
      assertArrayEquals(file(lengths.get(i)), whole.toByteArray(), "file " + i);
    }
  }

  @Override
  public void close() {
    Set<RawClient> all =
        Stream.concat(asking.values().stream(), sockets.values().stream())
            .collect(Collectors.toSet());
    for (RawClient client : all) {
      try {
        client.close();
      } catch (IOException e) {
        // It goes with the test.
      }
    }
    hub.close();
  }
}
