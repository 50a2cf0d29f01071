package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file is published at one node of a hub and fetched from another. */
class ClusterFilesTest {
  private static final int MIB = 1 << 20;

  @TempDir static Path folder;
  private static NatsServers nats;

  private final Scene scene = new Scene(9 * MIB, 1, 70_000);
  private volatile Instant now = Instant.now();
  private HubFixture one;
  private HubFixture two;
  private Peer viewer;

  @BeforeAll
  static void startNats() throws Exception {
    nats = new NatsServers(folder, 1, "");
  }

  @AfterAll
  static void stopNats() throws Exception {
    if (nats != null) {
      nats.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    one = node();
    two = node();
    Nodes.await(2, one, two);
    viewer = two.subscriber("T1", "scene-update,hello-there", "V");
    Crossing.await(one, "T1", viewer);
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
  }

  private HubFixture node() throws Exception {
    return new HubFixture(Nodes.config(nats.addresses(0)).withClock(() -> now));
  }

  private String publishedAtOne() throws Exception {
    scene.publish(one.port(), "T1");
    return viewer.nextText();
  }

  @Test
  void whatOneNodeTookAnyNodeGives() throws Exception {
    String event = publishedAtOne();
    assertEquals(scene.sums(), Scene.fetch(two.port(), event));
    assertEquals(headers(one, firstId(event)), headers(two, firstId(event)));
    assertEquals(0, two.stats().path("payloads").asInt() - one.stats().path("payloads").asInt());
  }

  private static List<String> headers(HubFixture hub, String id) throws Exception {
    HttpResponse<String> answer = fetch(hub, id);
    assertEquals(200, answer.statusCode());
    return answer.headers().map().entrySet().stream().map(Object::toString).sorted().toList();
  }

  @Test
  void manyAtOnceGetAllOfIt() throws Exception {
    String event = publishedAtOne();
    List<FutureTask<List<String>>> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) { // more than have their turn at once
      FutureTask<List<String>> each = new FutureTask<>(() -> Scene.fetch(two.port(), event));
      Thread.startVirtualThread(each);
      all.add(each);
    }
    for (FutureTask<List<String>> each : all) {
      assertEquals(scene.sums(), each.get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void whatIsGoneOrNeverWasIsNotFound() throws Exception {
    String id = firstId(publishedAtOne());
    byte[] raw = Base64.getUrlDecoder().decode(id);
    raw[31] ^= 1;
    assertEquals(404, fetch(two, encoded(raw)).statusCode(), "an id that was never given");
    raw[0] ^= 1;
    assertEquals(404, fetch(two, encoded(raw)).statusCode(), "a node that never was");
    assertEquals(200, fetch(two, id).statusCode());
    now = now.plus(Duration.ofMinutes(31));
    assertEquals(404, fetch(two, id).statusCode(), "an old one");
  }

  @Test
  void aNodeThatStandsStillIsNotWaitedForLong() throws Exception {
    String id = firstId(publishedAtOne());
    CountDownLatch goesOn = new CountDownLatch(1);
    var _ =
        one.server()
            .loop()
            .submit(
                () -> {
                  goesOn.await();
                  return true;
                });
    try {
      long before = System.nanoTime();
      HttpResponse<String> answer = fetch(two, id);
      long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
      assertEquals(504, answer.statusCode());
      assertTrue(took < 4_000, () -> "answered after " + took + " ms");
      assertEquals(404, fetch(two, id).statusCode(), "and from here on it is not there");
    } finally {
      goesOn.countDown();
    }
  }

  @Test
  void aNodeThatGoesInTheMiddleCutsTheDownload() throws Exception {
    String id = firstId(publishedAtOne());
    try (Socket client = begun(id)) {
      one.close();
      int got = client.getInputStream().readAllBytes().length;
      assertTrue(got < 4 * MIB, "it has to see that it is not all");
    }
    assertEquals(404, fetch(two, id).statusCode());
  }

  @Test
  void whoBreaksOffLeavesRoomForOthers() throws Exception {
    String event = publishedAtOne();
    for (int i = 0; i < 10; i++) {
      begun(firstId(event)).close();
    }
    assertEquals(scene.sums(), Scene.fetch(two.port(), event));
  }

  /** A download from the second node of which something has come, and not all can have. */
  private Socket begun(String id) throws IOException {
    Socket client = new Socket();
    client.setReceiveBufferSize(32 << 10);
    client.setSoTimeout(10_000);
    client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), two.port()));
    client
        .getOutputStream()
        .write(
            ("GET /api/hub/payloads/" + id + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    InputStream in = client.getInputStream();
    assertTrue(in.readNBytes(1_000).length == 1_000, "it has begun");
    return client;
  }

  private static String encoded(byte[] id) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
  }

  private static HttpResponse<String> fetch(HubFixture hub, String id) throws Exception {
    return hub.send("GET", "/api/hub/payloads/" + id, HubFixture.JSON, "");
  }

  private static String firstId(String event) {
    JsonNode files = JsonMapper.shared().readTree(event).at("/event/context/files");
    return files.at("/0/payloadIds/0").asString();
  }
}
