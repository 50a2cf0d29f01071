package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * cast-wire, section 6. That something is not delivered is seen by what comes next: each of these
 * tests ends with an event that everyone gets.
 */
class PublishTest {
  private static final String LAST = "last-one";

  @AutoClose private final HubFixture hub = HubFixture.onLoopback();

  @Test
  void forwardsTheSameBytesWithTheHostAtTheEnd() throws Exception {
    Peer peer = hub.subscriber("T1", "e-one", "A");
    String head =
        """
        { "id" : "1","unknown":[1,2.50,"\\u00e4 ä \\"}"],"event":{"hub.topic":"T1",
          "hub.event":"e-one","context":{"a":{"b":[null,true]}}}\
        """;
    HttpResponse<String> reply = hub.publish(head + " }\n ");

    assertEquals(200, reply.statusCode());
    assertEquals("{\"status\":\"received\"}", reply.body());
    assertEquals(head + " ,\"host\":\"127.0.0.1:" + hub.port() + "\"}", peer.nextText());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 125, 126, 127, 1_023, 1_024, 65_535, 65_536, 300_000})
  void anySizeOfFrameArrivesWhole(int padding) throws Exception {
    Peer peer = hub.subscriber("T1", "*", "A");
    String text = "x".repeat(padding);
    hub.publish(HubFixture.envelope("T1", "e", "X", ",\"pad\":\"" + text + "\""));
    assertEquals(text, peer.next().path("pad").asString());
  }

  @Test
  void aHostThatTheSenderClaimsDoesNotCount() throws Exception {
    Peer peer = hub.subscriber("T1", "*", "A");
    hub.publish(HubFixture.envelope("T1", "e", "X", ",\"host\":\"elsewhere\""));
    assertEquals("127.0.0.1:" + hub.port(), peer.next().path("host").asString());
  }

  @ParameterizedTest
  @CsvSource({
    "'navi-button',navi-button,true",
    "'NAVI-Button',navi-button,true",
    "'a, navi-button ,b',navi-button,true",
    "'a,*',navi-button,true",
    "'navi-button-long',navi-button,false",
    "'navi-button',navi,false",
    "'navi-*',navi-button,false",
    "'',navi-button,false",
    "'navi-button','',false",
  })
  void eventsMatchByWholeName(String subscribed, String published, boolean expected)
      throws Exception {
    Peer peer = hub.subscriber("T1", subscribed + "," + LAST, "A");
    hub.publish("T1", published, "X");
    assertDelivered(expected, published, peer);
  }

  @ParameterizedTest
  @CsvSource({"T1,T1,true", "T1,' T1 ',true", "T1,t1,false", "*,T9,true", "'',T1,false"})
  void topicsMatchExactly(String subscribed, String published, boolean expected) throws Exception {
    Peer peer = hub.subscriber(subscribed, "e", "A");
    Peer witness = hub.subscriber("*", "e", "W");
    hub.publish(published, "e", "X");
    assertEquals("e", witness.nextEvent());
    assertEquals(expected ? 2 : 1, hub.stats().path("delivered").asInt());
    if (expected) {
      assertEquals("e", peer.nextEvent());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'\"target.actor\":\"WATCHER\"',true",
    "'\"target.actor\":\"watcher\"',false",
    "'\"target.actor\":\"*\"',true",
    "'\"target.actor\":null',true",
    "'\"target.actor\":\"\"',true",
    "'\"target.actor\":{\"name\":\"x\",\"id\":\"WATCHER\"}',true",
    "'\"target.actor\":{\"key\":\"WATCHER\",\"name\":\"x\"}',true",
    "'\"target.actor\":{\"name\":\"x\"}',false",
    "'\"target.actor\":{}',false",
    "'\"target.actor\":[\"WATCHER\"]',false",
    "'\"target.product.name\":\"Viewer\"',true",
    "'\"target.product.name\":\"viewer\"',false",
    "'\"target.subscriber.name\":\"a\"',true",
    "'\"target.subscriber.name\":\"B\"',false",
    "'\"target.subscriber.name\":\"A\",\"target.actor\":\"ELSE\"',false",
  })
  void targetsNarrowTheCircle(String target, boolean expected) throws Exception {
    Peer peer =
        hub.subscriber(
            "T1",
            "*",
            "A",
            "subscriber.actors",
            "[\"CONTROLLER\",\"WATCHER\"]",
            "subscriber.product.name",
            "Viewer");
    hub.publish(HubFixture.envelope("T1", "e", "X", "," + target));
    assertDelivered(expected, "e", peer);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"subscriber.name\":\" a \",',false",
    "'{\"subscriber\":\"A\",',false",
    "'{\"publisher\":\"A\",',false",
    "'{\"subscriber.name\":\"B\",\"publisher\":\"A\",',true",
    "'{',true",
  })
  void nobodyHearsItself(String start, boolean expected) throws Exception {
    Peer peer = hub.subscriber("T1", "*", "A");
    hub.publish(start + "\"event\":{\"hub.topic\":\"T1\",\"hub.event\":\"e\"}}");
    assertDelivered(expected, "e", peer);
  }

  @Test
  void ofARepeatedKeyTheLastCounts() throws Exception {
    Peer peer = hub.subscriber("T2", "*", "A");
    Peer other = hub.subscriber("T1", "*", "B");
    hub.publish(
        """
        {"event":{"hub.topic":"T1","hub.event":"e"},
         "event":{"hub.topic":"T9","hub.event":"e","hub.topic":"T2"}}""");
    assertEquals("e", peer.nextEvent());
    hub.publish("T1", LAST, "X");
    assertEquals(LAST, other.nextEvent());
  }

  @Test
  void oneConnectionKeepsItsOrder() throws Exception {
    Peer peer = hub.subscriber("T1", "*", "A");
    for (int i = 0; i < 200; i++) {
      hub.publish("T1", "e-" + i, "X");
    }
    for (int i = 0; i < 200; i++) {
      assertEquals("e-" + i, peer.nextEvent());
    }
  }

  @Test
  void nobodyListeningIsNoError() throws Exception {
    hub.subscribe("T1", "*", "UNBOUND");
    assertEquals(200, hub.publish(HubFixture.envelope("T1", "e", "X")).statusCode());
  }

  private void assertDelivered(boolean expected, String event, Peer peer) throws Exception {
    hub.publish("T1", LAST, "X");
    if (expected) {
      assertEquals(event, peer.nextEvent());
    }
    assertEquals(LAST, peer.nextEvent());
    assertTrue(hub.stats().path("published").asInt() >= 2);
  }
}
