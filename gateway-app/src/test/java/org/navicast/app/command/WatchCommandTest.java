package org.navicast.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.navicast.app.hub.HubUrl;
import org.navicast.hub.HubServer;
import org.navicast.hub.HubServerConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class WatchCommandTest {
  private static final String EVENT =
      """
      {"id": "1", "timestamp": "2026-11-21T06:00:00Z",
       "event": {"hub.topic": "OR-3", "hub.event": "navi-button", "context": []}}
      """;

  @Test
  @Timeout(30)
  void printsWhatArrivesAsOneJsonLineEach() throws Exception {
    RecordedConsole console = new RecordedConsole();
    try (HubServer hub = HubServer.start(HubServerConfig.loopback(0));
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      String url = HubUrl.of(hub);
      CompletableFuture<Integer> watching =
          CompletableFuture.supplyAsync(
              () -> console.run("watch", "--hub", url, "--topic", "OR-3", "--count", "1"));

      // Nobody says when the watcher has subscribed, so it is told until it has heard.
      while (!watching.isDone()) {
        publish(http, url);
      }

      assertEquals(0, watching.get());
    }
    assertEquals(1, console.outLines().size());
    JsonNode told = JsonMapper.shared().readTree(console.outLines().getFirst());
    assertEquals("navi-button", told.path("event").path("hub.event").asString());
  }

  private static void publish(HttpClient http, String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(5))
            .POST(HttpRequest.BodyPublishers.ofString(EVENT))
            .build();
    assertEquals(200, http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
  }
}
