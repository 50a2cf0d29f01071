package org.navicast.hub;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The other end of a bound socket: the JDK's own WebSocket, so the hub's frames meet a stranger.
 */
final class Peer implements WebSocket.Listener {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long DEADLINE_SECONDS = 5;

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private final boolean reads;
  private final WebSocket socket;

  /**
   * @param reads false for a peer that takes nothing until {@link #startReading}
   */
  Peer(HttpClient http, String endpoint, boolean reads) {
    this.reads = reads;
    this.socket = http.newWebSocketBuilder().buildAsync(URI.create(endpoint), this).join();
  }

  @Override
  public void onOpen(WebSocket webSocket) {
    if (reads) {
      webSocket.request(Long.MAX_VALUE);
    }
  }

  void startReading() {
    socket.request(Long.MAX_VALUE);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      received.add(part.toString());
      part.setLength(0);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    pongs.add(new String(bytes, StandardCharsets.UTF_8));
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
    closed.complete(statusCode);
    return null;
  }

  @Override
  public void onError(WebSocket webSocket, Throwable error) {
    closed.completeExceptionally(error);
  }

  /** Sends one message. */
  void send(String text) {
    socket.sendText(text, true).join();
  }

  /** Sends one message in these fragments. */
  void sendFragments(String... fragments) {
    for (int i = 0; i < fragments.length; i++) {
      socket.sendText(fragments[i], i == fragments.length - 1).join();
    }
  }

  void sendBinary(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  void ping(String payload) {
    byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
    socket.sendPing(ByteBuffer.wrap(bytes)).join();
  }

  String nextPong() throws InterruptedException {
    return within(pongs.poll(DEADLINE_SECONDS, TimeUnit.SECONDS), "no pong came");
  }

  void close(int status) {
    socket.sendClose(status, "").join();
  }

  void abort() {
    socket.abort();
  }

  /** The next message, or null where none comes within that many milliseconds. */
  @Nullable String poll(long millis) throws InterruptedException {
    return received.poll(millis, TimeUnit.MILLISECONDS);
  }

  /** The next message as it came. */
  String nextText() throws InterruptedException {
    return within(received.poll(DEADLINE_SECONDS, TimeUnit.SECONDS), "no message came");
  }

  /** The next message. */
  JsonNode next() throws InterruptedException {
    return JSON.readTree(nextText());
  }

  /** The {@code hub.event} of the next message. */
  String nextEvent() throws InterruptedException {
    return next().path("event").path("hub.event").asString("");
  }

  int closeStatus() throws Exception {
    return closed.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  private static <T> T within(@Nullable T value, String complaint) {
    if (value == null) {
      throw new AssertionError(complaint);
    }
    return value;
  }
}
