package org.navicast.hub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What this hub adds to the wire: envelopes on the bound socket are published. */
class WebSocketPublishTest {
  @AutoClose private final HubFixture hub = HubFixture.onLoopback();
  private Peer listener;
  private Peer gateway;

  @BeforeEach
  void start() throws Exception {
    listener = hub.subscriber("T1", "*", "VIEWER");
    gateway = hub.subscriber("T1", "none", "GW");
  }

  @Test
  void handsOnTheSameBytes() throws Exception {
    String envelope = " " + HubFixture.envelope("T1", "e-one", "GW", ",\"ü\":1.50") + "\n";
    gateway.send(envelope);
    assertEquals(envelope, listener.nextText());
  }

  @Test
  void keepsTheOrder() throws Exception {
    for (int i = 0; i < 500; i++) {
      gateway.send(HubFixture.envelope("T1", "e-" + i, "GW"));
    }
    for (int i = 0; i < 500; i++) {
      assertEquals("e-" + i, listener.nextEvent());
    }
  }

  @Test
  void putsFragmentsTogether() throws Exception {
    String envelope = HubFixture.envelope("T1", "e-one", "GW");
    gateway.sendFragments(
        envelope.substring(0, 10), envelope.substring(10, 40), envelope.substring(40));
    assertEquals(envelope, listener.nextText());
  }

  @Test
  void answersAPingInTheMiddleOfAMessage() throws Exception {
    String envelope = HubFixture.envelope("T1", "e-one", "GW");
    gateway.ping("before");
    assertEquals("before", gateway.nextPong());
    gateway.sendFragments(envelope.substring(0, 9), envelope.substring(9));
    gateway.ping("after");
    assertEquals("after", gateway.nextPong());
    assertEquals(envelope, listener.nextText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"event\":{\"hub.event\":\"e\"}}",
        "{\"event\":{\"hub.topic\":\"  \",\"hub.event\":\"e\"}}",
        "{\"event\":{\"hub.topic\":\"T1\",\"x\":NaN}}",
        "{\"event\":{\"hub.topic\":\"T1\"}} {}",
        "{\"event\":",
      })
  void saysWhatIsWrongWithAnEnvelope(String invalid) throws Exception {
    gateway.send(invalid);
    assertTrue(gateway.next().path("detail").isString());
    assertNothingElseHappened();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "",
        "[1,2]",
        "{\"id\":\"1\",\"status\":200}",
        "{\"type\":\"ping\"}",
        "{\"hub.channel.endpoint\":\"ws://x/bind/y\"}",
        "{\"event\":\"text\"}",
      })
  void dropsWhatIsNoEnvelope(String other) throws Exception {
    gateway.send(other);
    assertNothingElseHappened();
  }

  @Test
  void takesNothingFromAnEndedSubscription() throws Exception {
    String endpoint = hub.subscribe("T1", "none", "ENDED");
    try (RawClient ended = RawClient.bind(hub.port(), endpoint)) {
      ended.readHead();
      ended.readFrame();
      hub.unsubscribe(endpoint);
      assertEquals("subscription-removed", listener.nextEvent());
      byte[] event = HubFixture.envelope("T1", "e-one", "ENDED").getBytes(UTF_8);
      ended.sendFrame(RawClient.TEXT, event);

      assertTrue(new String(ended.readFrame(), UTF_8).contains("denied"));
      assertEquals(1000, ended.readClose());
    }
    assertNothingElseHappened();
  }

  @Test
  void closesOnTextThatIsNone() throws Exception {
    String endpoint = hub.subscribe("T1", "none", "LATIN");
    for (String text :
        new String[] {"\u00e4", "{\"event\":{\"hub.topic\":\"T1\"},\"x\":\"\u00ff\"}"}) {
      try (RawClient latin = RawClient.bind(hub.port(), endpoint)) {
        latin.readHead();
        latin.readFrame();
        latin.sendFrame(RawClient.TEXT, text.getBytes(ISO_8859_1));
        assertEquals(1007, latin.readClose());
      }
      assertEquals("subscription-removed", listener.nextEvent());
      endpoint = hub.subscribe("T1", "none", "LATIN");
    }
    assertNothingElseHappened();
  }

  @Test
  void closesOnBinary() throws Exception {
    gateway.sendBinary(new byte[] {1, 2, 3});
    assertEquals(1003, gateway.closeStatus());
    assertEquals("subscription-removed", listener.nextEvent());
  }

  private void assertNothingElseHappened() throws Exception {
    gateway.send(HubFixture.envelope("T1", "last-one", "GW"));
    assertEquals("last-one", listener.nextEvent());
  }
}
