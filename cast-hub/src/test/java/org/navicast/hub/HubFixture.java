package org.navicast.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A hub on a free port and the JDK's HTTP client to talk to it. */
final class HubFixture implements AutoCloseable {
  static final String FORM = "application/x-www-form-urlencoded";
  static final String JSON = "application/json";

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final HubServer server;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Peer> peers = new ArrayList<>();

  /** A hub with everything at its default, for a field of a test. */
  static HubFixture onLoopback() {
    try {
      return new HubFixture(HubServerConfig.loopback(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HubFixture(HubServerConfig config) throws IOException {
    server = HubServer.start(config);
  }

  HubServer server() {
    return server;
  }

  int port() {
    return server.port();
  }

  HttpClient http() {
    return http;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  HttpResponse<String> send(String method, String path, String contentType, String body)
      throws Exception {
    return http.send(request(method, path, contentType, body), BodyHandlers.ofString());
  }

  CompletableFuture<HttpResponse<String>> sendAsync(String path, String body) {
    return http.sendAsync(request("POST", path, JSON, body), BodyHandlers.ofString());
  }

  private HttpRequest request(String method, String path, String contentType, String body) {
    return HttpRequest.newBuilder(uri(path))
        .timeout(Duration.ofSeconds(5))
        .header("Content-Type", contentType)
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .build();
  }

  HttpResponse<String> post(String path, String contentType, String body) throws Exception {
    return send("POST", path, contentType, body);
  }

  /** Posts a form of names and values in turn. */
  HttpResponse<String> postForm(String path, String... namesAndValues) throws Exception {
    return post(path, FORM, form(namesAndValues));
  }

  static String form(String... namesAndValues) {
    StringJoiner form = new StringJoiner("&");
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.add(namesAndValues[i] + "=" + encoded(namesAndValues[i + 1]));
    }
    return form.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static JsonNode json(HttpResponse<String> response) {
    return MAPPER.readTree(response.body());
  }

  JsonNode stats() throws Exception {
    return json(send("GET", "/api/hub/admin/snapshot", JSON, "")).path("stats");
  }

  HttpResponse<String> trySubscribe(String topic, String events, String name, String... more)
      throws Exception {
    List<String> fields =
        new ArrayList<>(
            List.of(
                "hub.mode", "subscribe",
                "hub.channel.type", "websocket",
                "hub.topic", topic,
                "hub.events", events,
                "subscriber.name", name));
    fields.addAll(List.of(more));
    return postForm("/api/hub", fields.toArray(String[]::new));
  }

  /**
   * @return the endpoint
   */
  String subscribe(String topic, String events, String name, String... more) throws Exception {
    HttpResponse<String> reply = trySubscribe(topic, events, name, more);
    if (reply.statusCode() != 202) {
      throw new AssertionError(reply.statusCode() + " " + reply.body());
    }
    return json(reply).path("hub.channel.endpoint").asString();
  }

  HttpResponse<String> unsubscribe(String endpoint) throws Exception {
    return postForm("/api/hub", "hub.mode", "unsubscribe", "hub.channel.endpoint", endpoint);
  }

  /** A socket on that endpoint, after its first frame. */
  Peer bind(String endpoint) throws Exception {
    Peer peer = bindRaw(endpoint, true);
    peer.next();
    return peer;
  }

  Peer bindRaw(String endpoint, boolean reads) {
    Peer peer = new Peer(http, endpoint, reads);
    peers.add(peer);
    return peer;
  }

  /** A bound subscriber, after its first frame. */
  Peer subscriber(String topic, String events, String name, String... more) throws Exception {
    return bind(subscribe(topic, events, name, more));
  }

  HttpResponse<String> publish(String envelope) throws Exception {
    return post("/api/hub/", JSON, envelope);
  }

  void publish(String topic, String event, String publisher) throws Exception {
    HttpResponse<String> reply = publish(envelope(topic, event, publisher));
    if (reply.statusCode() != 200) {
      throw new AssertionError(reply.statusCode() + " " + reply.body());
    }
  }

  /**
   * @param more further root members, each beginning with a comma
   */
  static String envelope(String topic, String event, String publisher, String... more) {
    return """
        {"id":"1","subscriber.name":"%s"%s,"event":{"hub.topic":"%s","hub.event":"%s","context":{}}}\
        """
        .formatted(publisher, String.join("", more), topic, event);
  }

  @Override
  public void close() {
    peers.forEach(Peer::abort);
    server.close();
    http.shutdownNow();
  }
}
