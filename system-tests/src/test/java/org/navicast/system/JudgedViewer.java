package org.navicast.system;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.navicast.app.hub.SystemTime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The link of a viewer to a hub that comes and goes, by the JDK alone; what arrives is judged. It
 * begins anew whenever it is cut, or a hub says nothing on a ping for two seconds.
 */
final class JudgedViewer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int LOOK_MILLIS = 10;
  private static final int PING_MILLIS = 500;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final String hubUrl;
  private final String topic;
  private final FootJudge judge;
  private final Thread keeper;
  private volatile boolean closed;
  private volatile boolean online;
  private volatile boolean cut;
  private volatile long heardNanos;

  JudgedViewer(String hubUrl, String topic, FootJudge judge) {
    this.hubUrl = hubUrl;
    this.topic = topic;
    this.judge = judge;
    keeper = Thread.ofPlatform().daemon().name("viewer").start(this::keep);
  }

  /** True while it hears the hub. */
  boolean online() {
    return online;
  }

  private void keep() {
    while (!closed) {
      cut = false;
      try {
        WebSocket socket = connect();
        heardNanos = System.nanoTime();
        online = true;
        watch(socket);
        socket.abort();
      } catch (IOException | ExecutionException | TimeoutException e) {
        // the hub is not there; it is asked again
      } catch (InterruptedException e) {
        return;
      } finally {
        if (online) {
          judge.lostItsLink();
        }
        online = false;
      }
      sleep(50);
    }
  }

  private WebSocket connect()
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    String form =
        "hub.mode=subscribe&hub.channel.type=websocket&subscriber.name=JUDGE&hub.events=navi-button"
            + "&hub.topic="
            + topic;
    HttpResponse<String> reply =
        http.send(
            HttpRequest.newBuilder(URI.create(hubUrl + "/api/hub"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (reply.statusCode() != 202) {
      throw new IOException("the hub says " + reply.statusCode());
    }
    String endpoint = JSON.readTree(reply.body()).path("hub.channel.endpoint").asString();
    URI bind = URI.create(hubUrl.replaceFirst("^http", "ws") + URI.create(endpoint).getRawPath());
    return http.newWebSocketBuilder()
        .buildAsync(bind, new Messages())
        .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void watch(WebSocket socket) throws InterruptedException {
    long pinged = System.nanoTime();
    while (!closed && !cut) {
      Thread.sleep(LOOK_MILLIS);
      judge.tick(SystemTime.epochMicros());
      long now = System.nanoTime();
      if (now - pinged > TimeUnit.MILLISECONDS.toNanos(PING_MILLIS)) {
        socket.sendPing(ByteBuffer.allocate(0));
        pinged = now;
      }
      if (now - heardNanos > PATIENCE.toNanos()) {
        return;
      }
    }
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    keeper.interrupt();
    keeper.join();
    http.shutdownNow();
  }

  private final class Messages implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      heardNanos = System.nanoTime();
      parts.append(part);
      if (last) {
        long now = SystemTime.epochMicros();
        JsonNode event = JSON.readTree(parts.toString()).path("event");
        parts.setLength(0);
        if (event.path("hub.event").asString("").equals("navi-button")) {
          judge.receive(event.path("context").path(0).path("resource"), now);
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
      heardNanos = System.nanoTime();
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      cut = true;
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      cut = true;
    }
  }
}
