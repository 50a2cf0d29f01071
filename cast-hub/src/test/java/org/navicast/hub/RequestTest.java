package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** cast-wire, section 8. */
class RequestTest {
  private static final String PATH = "/api/hub/request";

  private HubFixture hub;

  @BeforeEach
  void start() throws Exception {
    hub = new HubFixture(config(Duration.ofMillis(300), 256));
  }

  private static HubServerConfig config(Duration requestTimeout, int maxPending) {
    return HubServerConfig.loopback(0)
        .withTimes(requestTimeout, Duration.ofSeconds(20), Duration.ofMinutes(1))
        .withLimits(HubLimits.DEFAULT.withCounts(100, 100, maxPending, 100));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void gathersTheAnswersOfAll() throws Exception {
    Peer one = hub.subscriber("T1", "status-request", "GW-1", "subscriber.product.name", "Gateway");
    Peer two = hub.subscriber("*", "*", "GW-2");
    Peer requester = hub.subscriber("T1", "*", "R");
    CompletableFuture<HttpResponse<String>> reply = ask("\"timeoutSeconds\":60", "T1");

    JsonNode question = one.next();
    assertEquals("status-request", question.path("event").path("hub.event").asString());
    assertEquals("T1", question.path("event").path("hub.topic").asString());
    assertEquals("req-1", question.path("event").path("context").path("id").asString());
    assertEquals("status", question.path("event").path("context").path("dataType").asString());
    assertEquals("R", question.path("subscriber.name").asString());
    assertEquals("req-1", two.next().path("event").path("context").path("id").asString());
    one.send(answer("req-1", "GW-1", "{\"n\":[1,2.50]}"));
    assertFalse(reply.isDone());
    two.send(answer("req-1", "gw-2", "null"));

    JsonNode body = HubFixture.json(reply.get(5, TimeUnit.SECONDS));
    assertTrue(body.path("ok").asBoolean());
    assertEquals("req-1", body.path("id").asString());
    assertEquals("status", body.path("dataType").asString());
    assertTrue(body.path("exists").asBoolean());
    assertTrue(body.path("connected").asBoolean());
    assertTrue(body.path("targetExists").asBoolean());
    assertTrue(body.path("targetConnected").asBoolean());
    assertEquals("T1", body.path("topic").asString());
    assertTrue(body.path("endpoint").isNull());
    assertEquals("[\"GW-1\",\"GW-2\"]", body.path("expected").toString());
    assertEquals("[]", body.path("missing").toString());
    assertFalse(body.path("timedOut").asBoolean());
    assertEquals(2, body.path("responses").size());
    JsonNode first = body.path("responses").path(0);
    assertEquals("GW-1", first.path("subscriber").asString());
    assertEquals("Gateway", first.path("productName").asString());
    assertEquals(2.5, first.path("data").path("n").path(1).asDouble());

    hub.publish("T1", "last-one", "X");
    assertEquals("last-one", requester.nextEvent());
  }

  @Test
  void saysWhoIsMissingAndKeepsTheRest() throws Exception {
    Peer one = hub.subscriber("T1", "*", "GW-1");
    hub.subscriber("T1", "*", "SILENT");
    CompletableFuture<HttpResponse<String>> reply = ask("", "T1");
    one.next();
    one.send(answer("req-1", "GW-1", "{}"));

    HttpResponse<String> response = reply.get(5, TimeUnit.SECONDS);
    JsonNode body = HubFixture.json(response);
    assertEquals(200, response.statusCode());
    assertFalse(body.path("ok").asBoolean());
    assertTrue(body.path("timedOut").asBoolean());
    assertEquals("[\"SILENT\"]", body.path("missing").toString());
    assertEquals(1, body.path("responses").size());
    assertEquals("Timeout after 0.3s waiting for responses", body.path("error").asString());
  }

  @Test
  void aLateAnswerIsDroppedAndNotPublished() throws Exception {
    Peer silent = hub.subscriber("T1", "*", "SILENT");
    ask("", "T1").get(5, TimeUnit.SECONDS);
    silent.next();
    Peer witness = hub.subscriber("T1", "*", "W");

    silent.send(answer("req-1", "SILENT", "{}"));
    silent.send(HubFixture.envelope("T1", "last-one", "SILENT"));

    assertEquals("last-one", witness.nextEvent());
  }

  @Test
  void aResponseThatNamesNoRequestIsAnOrdinaryEvent() throws Exception {
    Peer gateway = hub.subscriber("T1", "*", "GW-1");
    Peer witness = hub.subscriber("T1", "*", "W");
    gateway.send(HubFixture.envelope("T1", "status-response", "GW-1"));
    assertEquals("status-response", witness.nextEvent());
  }

  @Test
  void aPostedResponseIsNoAnswer() throws Exception {
    Peer gateway = hub.subscriber("T1", "*", "GW-1");
    CompletableFuture<HttpResponse<String>> reply = ask("", "T1");
    gateway.next();
    hub.publish(answer("req-1", "GW-1", "{}"));
    assertTrue(HubFixture.json(reply.get(5, TimeUnit.SECONDS)).path("timedOut").asBoolean());
  }

  @Test
  void nobodyAnswersTwiceOrForAnother() throws Exception {
    Peer one = hub.subscriber("T1", "*", "GW-1");
    Peer two = hub.subscriber("T1", "*", "GW-2");
    CompletableFuture<HttpResponse<String>> reply = ask("\"timeoutSeconds\":60", "T1");
    one.next();
    two.next();
    one.send(answer("req-1", "GW-2", "{}"));
    one.send(answer("req-1", "GW-2", "{}"));
    one.ping("handled");
    one.nextPong();
    assertFalse(reply.isDone());
    two.send(answer("req-1", "GW-2", "{}"));
    JsonNode body = HubFixture.json(reply.get(5, TimeUnit.SECONDS));
    assertEquals("GW-1", body.path("responses").path(0).path("subscriber").asString());
    assertEquals(2, body.path("responses").size());
  }

  @Test
  void theAnswerNamesItsActorAndTheQuestionItsProduct() throws Exception {
    Peer gateway = hub.subscriber("T1", "*", "GW-1");
    hub.subscriber("T1", "none", "R", "subscriber.product.name", "VolView");
    CompletableFuture<HttpResponse<String>> reply = ask("", "T1");
    assertEquals("VolView", gateway.next().path("subscriber.product.name").asString());
    gateway.send(answer("req-1", "GW-1", "{}").replaceFirst("\\{", "{\"actor\":\"WATCHER\","));
    JsonNode body = HubFixture.json(reply.get(5, TimeUnit.SECONDS));
    assertEquals("WATCHER", body.at("/responses/0/actor").asString());
    assertTrue(body.path("ok").asBoolean());
  }

  @Test
  void nobodyToAskIsAnsweredAtOnce() throws Exception {
    hub.subscribe("T1", "*", "UNBOUND");
    JsonNode body = HubFixture.json(ask("\"timeoutSeconds\":60", "T1").get(5, TimeUnit.SECONDS));
    assertFalse(body.path("ok").asBoolean());
    assertTrue(body.path("targetExists").asBoolean());
    assertFalse(body.path("targetConnected").asBoolean());
    assertFalse(body.path("exists").asBoolean());
    assertEquals("[]", body.path("expected").toString());
  }

  @Test
  void withoutATopicAllAreAsked() throws Exception {
    Peer one = hub.subscriber("T1", "*", "GW-1");
    Peer two = hub.subscriber("T2", "*", "GW-2");
    CompletableFuture<HttpResponse<String>> reply =
        hub.sendAsync(
            PATH + "/",
            "{\"id\":\"req-1\",\"subscriber.name\":\"R\",\"event\":{\"hub.event\":\"x-request\"}}");
    one.next();
    two.next();
    assertEquals(2, HubFixture.json(reply.get(5, TimeUnit.SECONDS)).path("expected").size());
  }

  @Test
  void targetsNarrowTheCircle() throws Exception {
    hub.subscriber("T1", "*", "OTHER");
    Peer watcher = hub.subscriber("T1", "*", "GW-1", "subscriber.actors", "WATCHER");
    CompletableFuture<HttpResponse<String>> reply =
        hub.sendAsync(
            PATH,
            """
            {"id":"req-1","subscriber.name":"R","target.actor":"WATCHER",
             "event":{"hub.topic":"T1","hub.event":"x-request"}}\
            """);
    assertEquals("WATCHER", watcher.next().path("target.actor").asString());
    watcher.send(answer("req-1", "GW-1", "{}"));
    JsonNode body = HubFixture.json(reply.get(5, TimeUnit.SECONDS));
    assertEquals("[\"GW-1\"]", body.path("expected").toString());
    assertEquals("WATCHER", body.path("target.actor").asString());
  }

  @Test
  void anIdIsPendingOnlyOnce() throws Exception {
    Peer gateway = hub.subscriber("T1", "*", "GW-1");
    CompletableFuture<HttpResponse<String>> first = ask("\"timeoutSeconds\":60", "T1");
    gateway.next();
    assertEquals(409, ask("", "T1").get(5, TimeUnit.SECONDS).statusCode());
    gateway.send(answer("req-1", "GW-1", "{}"));
    assertEquals(200, first.get(5, TimeUnit.SECONDS).statusCode());
  }

  @Test
  void oneRequestTooManyEndsTheOldestAndAResetEndsAll() throws Exception {
    hub.close();
    hub = new HubFixture(config(Duration.ofSeconds(60), 1));
    Peer gateway = hub.subscriber("T1", "*", "GW-1");
    CompletableFuture<HttpResponse<String>> first = ask("", "T1");
    gateway.next();
    CompletableFuture<HttpResponse<String>> second =
        hub.sendAsync(PATH, request("req-2", "", "T1"));

    JsonNode body = HubFixture.json(first.get(5, TimeUnit.SECONDS));
    assertEquals("[\"GW-1\"]", body.path("missing").toString());
    assertTrue(body.path("error").asString().contains("no room"), body::toString);
    gateway.next();

    hub.post("/api/admin/reset", HubFixture.JSON, "");
    body = HubFixture.json(second.get(5, TimeUnit.SECONDS));
    assertEquals("[\"GW-1\"]", body.path("missing").toString());
  }

  @Test
  void aSecondRequestBeforeTheAnswerEndsTheConnectionAndTheFirst() throws Exception {
    Peer gateway = hub.subscriber("T1", "*", "GW-1");
    String body = request("req-1", "\"timeoutSeconds\":60", "T1");
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
      socket.setSoTimeout(5_000);
      send(
          socket,
          "POST /api/hub/request HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + body.length()
              + "\r\n\r\n"
              + body);
      gateway.next();
      assertEquals(1, hub.stats().path("pending_requests").asInt());
      send(socket, "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertEquals(-1, socket.getInputStream().read());
    }
    assertEquals(0, hub.stats().path("pending_requests").asInt());
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void whoWaitsForAnAnswerIsNotIdle() throws Exception {
    hub.close();
    hub =
        new HubFixture(
            HubServerConfig.loopback(0)
                .withTimes(Duration.ofMillis(700), Duration.ofSeconds(20), Duration.ofMillis(200)));
    hub.subscriber("T1", "*", "GW-1");
    String answer =
        RawClient.ask(
            hub.port(),
            "POST " + PATH,
            request("req-1", "", "T1"),
            "Host: localhost",
            "Content-Type: application/json");
    assertEquals(200, RawClient.status(answer), answer);
    assertTrue(answer.contains("\"timedOut\":true"), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"1\",\"event\":{\"hub.event\":\"x-request\"}}",
        "{\"subscriber.name\":\"R\",\"event\":{\"hub.event\":\"x-request\"}}",
        "{\"id\":\"1\",\"subscriber.name\":\"R\",\"event\":{\"hub.event\":\"x-Request\"}}",
        "{\"id\":\"1\",\"subscriber.name\":\"R\",\"event\":\"x-request\"}",
        "{\"id\":\"1\",\"subscriber.name\":\"R\"}",
        "[]",
        "{",
        "",
      })
  void refusesWhatIsNoRequest(String body) throws Exception {
    HttpResponse<String> reply = hub.post(PATH, HubFixture.JSON, body);
    assertEquals(400, reply.statusCode());
    assertTrue(HubFixture.json(reply).path("detail").isString());
  }

  private CompletableFuture<HttpResponse<String>> ask(String context, String topic) {
    return hub.sendAsync(PATH, request("req-1", context, topic));
  }

  private static String request(String id, String context, String topic) {
    return """
    {"id":"%s","subscriber.name":"R","event":{"hub.topic":"%s","hub.event":"status-request",\
    "context":{%s}}}\
    """
        .formatted(id, topic, context);
  }

  private static String answer(String id, String name, String data) {
    return """
    {"id":"a-%s","subscriber.name":"%s","event":{"hub.topic":"T1","hub.event":"status-response",\
    "context":{"id":"%s","dataType":"STATUS","data":%s}}}\
    """
        .formatted(name, name, id, data);
  }
}
