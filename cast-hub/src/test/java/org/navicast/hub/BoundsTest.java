package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing in the hub grows without a limit. */
class BoundsTest {
  private static final int MAX_MESSAGE_BYTES = 10_000;

  private HubFixture hub;

  @BeforeEach
  void start() {
    hub = HubFixture.onLoopback();
  }

  private void start(HubLimits limits) throws IOException {
    hub.close();
    hub = new HubFixture(HubServerConfig.loopback(0).withLimits(limits));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void aLongBodyIsTooLarge() throws Exception {
    start(HubLimits.DEFAULT.withMaxMessageBytes(MAX_MESSAGE_BYTES));
    HttpResponse<String> reply = hub.publish(envelopeOf(MAX_MESSAGE_BYTES + 1));
    assertEquals(413, reply.statusCode());
    assertEquals(200, hub.publish(envelopeOf(MAX_MESSAGE_BYTES)).statusCode());
  }

  @Test
  void aLongFrameClosesTheSocket() throws Exception {
    start(HubLimits.DEFAULT.withMaxMessageBytes(MAX_MESSAGE_BYTES));
    Peer peer = hub.subscriber("T1", "*", "A");
    peer.send(envelopeOf(MAX_MESSAGE_BYTES + 1));
    assertEquals(1009, peer.closeStatus());
  }

  @Test
  void twoMegabytesAreTakenOnTheSocketAndByPost() throws Exception {
    Peer peer = hub.subscriber("T1", "*", "A");
    Peer publisher = hub.subscriber("T1", "none", "X");
    publisher.send(envelopeOf(2_000_000));
    assertEquals(2_000_000, peer.nextText().length());
    assertEquals(200, hub.publish(envelopeOf(2_000_000)).statusCode());
  }

  @Test
  void fragmentsCountTogether() throws Exception {
    start(HubLimits.DEFAULT.withMaxMessageBytes(MAX_MESSAGE_BYTES));
    Peer peer = hub.subscriber("T1", "*", "A");
    String envelope = envelopeOf(MAX_MESSAGE_BYTES + 1);
    peer.sendFragments(
        envelope.substring(0, MAX_MESSAGE_BYTES / 2), envelope.substring(MAX_MESSAGE_BYTES / 2));
    assertEquals(1009, peer.closeStatus());
  }

  @Test
  void theOldestUnboundSubscriptionGivesWayButNoBoundOne() throws Exception {
    start(HubLimits.DEFAULT.withCounts(100, 2, 100, 100));
    Peer bound = hub.subscriber("T1", "*", "A");
    hub.subscribe("T1", "*", "NEVER-BOUND");
    Peer second = hub.bind(hub.subscribe("T1", "*", "B"));

    assertEquals(503, hub.trySubscribe("T1", "*", "C").statusCode());

    hub.publish("T1", "e", "X");
    assertEquals("e", bound.nextEvent());
    assertEquals("e", second.nextEvent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hub.topic", "subscriber.name", "subscriber.product.name", "subscriber.actors"})
  void namesAreBounded(String field) throws Exception {
    HttpResponse<String> reply =
        hub.postForm(
            "/api/hub",
            "hub.mode",
            "subscribe",
            "hub.channel.type",
            "websocket",
            field,
            "n".repeat(257));
    assertEquals(400, reply.statusCode());
  }

  @Test
  void listsAreBounded() throws Exception {
    assertEquals(400, hub.trySubscribe("T1", "event,".repeat(2_000), "A").statusCode());
    String actors = "[" + "\"a\",".repeat(64) + "\"a\"]";
    assertEquals(400, hub.trySubscribe("T1", "*", "A", "subscriber.actors", actors).statusCode());
  }

  @Test
  void oneConnectionTooManyTakesThePlaceOfTheOldest() throws Exception {
    start(HubLimits.DEFAULT.withCounts(3, 100, 100, 100));
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        open.add(new Socket(InetAddress.getLoopbackAddress(), hub.port()));
        assertEquals('H', firstByteOfAnswer(open.getLast()));
      }
      open.add(new Socket(InetAddress.getLoopbackAddress(), hub.port()));
      assertEquals('H', firstByteOfAnswer(open.getLast()));
      open.getFirst().getInputStream().readAllBytes(); // has an end
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  private static int firstByteOfAnswer(Socket socket) throws IOException {
    socket.setSoTimeout(5_000);
    try {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read();
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      // A reset says the same as an orderly end: the hub wants no more connections.
      return -1;
    }
  }

  @Test
  void limitsThatMakeNoSenseAreRefused() throws Exception {
    assertThrows(IllegalArgumentException.class, () -> HubLimits.DEFAULT.withMaxMessageBytes(0));
    assertThrows(IllegalArgumentException.class, () -> HubLimits.DEFAULT.withQueue(100, 99));
    assertThrows(IllegalArgumentException.class, () -> HubServerConfig.loopback(65_536));
    assertThrows(IllegalArgumentException.class, () -> HubServerConfig.loopback(0).withHost(" "));
  }

  private static String envelopeOf(int length) {
    int without = HubFixture.envelope("T1", "e", "X", ",\"p\":\"\"").length();
    return HubFixture.envelope("T1", "e", "X", ",\"p\":\"" + "x".repeat(length - without) + "\"");
  }
}
