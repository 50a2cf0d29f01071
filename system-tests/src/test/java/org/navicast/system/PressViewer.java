package org.navicast.system;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.NaviEvents;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A foot at one node of a hub and a viewer at another: presses by POST, twenty a second, and for
 * each that arrives how long after it was made, by one clock.
 */
final class PressViewer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long PERIOD_MILLIS = 50;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ScheduledExecutorService foot = Executors.newSingleThreadScheduledExecutor();
  private final Map<Integer, Long> made = new ConcurrentHashMap<>();
  private final Map<Integer, Long> arrived = new ConcurrentHashMap<>();
  private final List<Integer> twice = new ArrayList<>();
  private final AtomicInteger seq = new AtomicInteger();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;
  private volatile String footAt;

  /**
   * @param footAt address of the node that is told of presses
   * @param viewerAt address of the node of the viewer
   */
  PressViewer(String footAt, String viewerAt) throws Exception {
    this.footAt = footAt;
    HttpResponse<String> reply =
        http.send(
            HttpRequest.newBuilder(URI.create(viewerAt))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "hub.mode=subscribe&hub.channel.type=websocket&hub.topic=T1"
                            + "&hub.events=navi-button&subscriber.name=VIEWER"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (reply.statusCode() != 202) {
      throw new AssertionError(reply.statusCode() + " " + reply.body());
    }
    String endpoint = JSON.readTree(reply.body()).path("hub.channel.endpoint").asString();
    socket =
        http.newWebSocketBuilder()
            .buildAsync(URI.create(endpoint), new Messages())
            .get(10, TimeUnit.SECONDS);
    var _ = foot.scheduleAtFixedRate(this::press, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void press() {
    int number = seq.incrementAndGet();
    made.put(number, System.nanoTime());
    var _ =
        http.sendAsync(
            HttpRequest.newBuilder(URI.create(footAt))
                .timeout(Duration.ofMillis(500))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(NaviEvents.button("pressed", number)))
                .build(),
            HttpResponse.BodyHandlers.discarding());
  }

  /** The foot goes to another node. */
  void footTo(String node) {
    footAt = node;
  }

  /** Waits for a press that is made from now on. */
  void awaitPress(Duration patience) throws InterruptedException {
    int from = seq.get();
    long until = System.nanoTime() + patience.toNanos();
    while (arrived.keySet().stream().noneMatch(number -> number > from)) {
      if (System.nanoTime() > until) {
        throw new AssertionError("no press arrived within " + patience);
      }
      Thread.sleep(5);
    }
  }

  /** How many arrived. */
  int count() {
    return arrived.size();
  }

  /** The longest time from a press to its arrival. */
  Duration slowest() {
    return Duration.ofNanos(
        arrived.entrySet().stream()
            .mapToLong(each -> each.getValue() - made.getOrDefault(each.getKey(), 0L))
            .max()
            .orElse(0));
  }

  /** Those that arrived more than once. */
  List<Integer> twice() {
    synchronized (twice) {
      return List.copyOf(twice);
    }
  }

  /** The code by which the node closes the viewer's socket. */
  int awaitClose() throws Exception {
    return closed.get(5, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    foot.shutdownNow();
    socket.abort();
    http.shutdownNow();
  }

  private final class Messages implements WebSocket.Listener {
    private final StringBuilder part = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        JsonNode number = JSON.readTree(part.toString()).at("/event/context/0/resource/seq");
        part.setLength(0);
        if (number.isInt() && arrived.putIfAbsent(number.asInt(), System.nanoTime()) != null) {
          synchronized (twice) {
            twice.add(number.asInt());
          }
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closed.complete(status);
      return null;
    }
  }
}
