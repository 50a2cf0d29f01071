package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Start, keep-alive and end. */
class LifeTest {

  @Test
  void listensOnLoopbackOnly() throws Exception {
    try (HubServer hub = HubServer.start(HubServerConfig.loopback(0))) {
      assertTrue(hub.address().getAddress().isLoopbackAddress());
      assertTrue(hub.port() > 0);
    }
  }

  @Test
  void aTakenPortIsNamed() throws Exception {
    try (HubServer first = HubServer.start(HubServerConfig.loopback(0))) {
      IOException refused =
          assertThrows(
              IOException.class, () -> HubServer.start(HubServerConfig.loopback(first.port())));
      assertTrue(messageOf(refused).contains("port " + first.port() + " of 127.0.0.1"));
      assertTrue(messageOf(refused).contains("taken"));
    }
  }

  @Test
  void anUnknownHostIsNamed() {
    IOException refused =
        assertThrows(
            IOException.class,
            () -> HubServer.start(HubServerConfig.loopback(0).withHost("no.such.host.invalid")));
    assertTrue(messageOf(refused).contains("no.such.host.invalid"));
  }

  private static String messageOf(IOException e) {
    return String.valueOf(e.getMessage());
  }

  @Test
  void closeLeavesNothingBehind() throws Exception {
    Set<Thread> before = hubThreads();
    int port;
    Peer peer;
    try (HubFixture hub = HubFixture.onLoopback()) {
      port = hub.port();
      peer = hub.subscriber("T1", "*", "A");
      hub.server().close();
      assertEquals(1012, peer.closeStatus());
      assertThrows(
          ConnectException.class, () -> new Socket(InetAddress.getLoopbackAddress(), port).close());
    }
    for (Thread thread : hubThreads()) {
      if (!before.contains(thread)) {
        assertTrue(thread.join(Duration.ofSeconds(5)), thread::getName);
      }
    }
    HubServer.start(HubServerConfig.loopback(port)).close();
  }

  @Test
  void itIsGoneWithinFiveSecondsWhateverItsPeersDo() throws Exception {
    try (HubFixture hub = HubFixture.onLoopback();
        Socket upload = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
      hub.bindRaw(hub.subscribe("T1", "*", "DEAF"), false);
      hub.subscriber("T1", "*", "SILENT");
      upload
          .getOutputStream()
          .write(
              ("POST /api/hub HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/related;"
                      + " boundary=b\r\nContent-Length: 1000\r\n\r\n--b\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      long start = System.nanoTime();
      hub.server().close();
      assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(5));
    }
  }

  @Test
  void saysWhetherItIsThereAndReady() throws Exception {
    try (HubFixture hub = HubFixture.onLoopback()) {
      assertEquals(200, hub.send("GET", "/health", HubFixture.JSON, "").statusCode());
      assertEquals(200, hub.send("GET", "/ready", HubFixture.JSON, "").statusCode());
      hub.server().loop().submit(() -> hub.server().hub().drain()).get(5, TimeUnit.SECONDS);
      assertEquals(200, hub.send("GET", "/health", HubFixture.JSON, "").statusCode());
      assertEquals(503, hub.send("GET", "/ready", HubFixture.JSON, "").statusCode());
    }
  }

  private static Set<Thread> hubThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("cast-hub"))
        .collect(Collectors.toSet());
  }

  @Test
  void aPeerThatAnswersPingsStaysAndASilentOneIsClosed() throws Exception {
    HubServerConfig config =
        HubServerConfig.loopback(0)
            .withTimes(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMinutes(1));
    try (HubFixture hub = new HubFixture(config)) {
      Peer witness = hub.subscriber("T1", "*", "W");
      String endpoint = hub.subscribe("T1", "*", "SILENT");
      try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
        silent.setSoTimeout(10_000); // the hub waits 5 s for an answer to its close
        String request =
            "GET "
                + endpoint.substring(endpoint.indexOf("/bind/"))
                + " HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n\r\n";
        silent.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        assertEquals(
            "websocket-disconnect",
            witness.next().path("event").path("context").path("reason").asString());
        String all =
            new String(silent.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertTrue(all.endsWith("\u0003\u00f3keepalive ping timeout"));
      }
      hub.publish("T1", "last-one", "X");
      assertEquals("last-one", witness.nextEvent());
    }
  }

  @Test
  void anIdleConnectionIsClosed() throws Exception {
    HubServerConfig config =
        HubServerConfig.loopback(0)
            .withTimes(Duration.ofSeconds(2), Duration.ZERO, Duration.ofMillis(200));
    try (HubServer hub = HubServer.start(config);
        Socket idle = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
      idle.setSoTimeout(5_000);
      assertEquals(-1, idle.getInputStream().read());
    }
  }

  @Test
  void pipelinedPublishesAreAllAnswered() throws Exception {
    try (HubFixture hub = HubFixture.onLoopback();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
      socket.setSoTimeout(5_000);
      Peer peer = hub.subscriber("T1", "*", "A");
      String body = HubFixture.envelope("T1", "e", "X");
      String post =
          "POST /api/hub/ HTTP/1.1\r\nHost: 127.0.0.1:1\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + body.length()
              + "\r\n%s\r\n"
              + body;
      String last = post.formatted("Connection: close\r\n");
      socket
          .getOutputStream()
          .write((post.formatted("").repeat(3) + last).getBytes(StandardCharsets.US_ASCII));
      String answers =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertEquals(5, answers.split("HTTP/1.1 200 OK", -1).length);
      assertFalse(answers.contains("400"));
      for (int i = 0; i < 4; i++) {
        assertEquals("127.0.0.1:1", peer.next().path("host").asString());
      }
    }
  }
}
