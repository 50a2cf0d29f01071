package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** cast-wire, section 7 and the reset of section 10. */
class RemovalTest {
  @AutoClose private final HubFixture hub = HubFixture.onLoopback();

  @Test
  void whatNobodyBindsIsForgottenAfterTenMinutes() throws Exception {
    AtomicLong now = new AtomicLong(System.currentTimeMillis() / 1_000);
    InstantSource clock = () -> Instant.ofEpochSecond(now.get());
    try (HubFixture own = new HubFixture(HubServerConfig.loopback(0).withClock(clock))) {
      Peer bound = own.subscriber("T1", "*", "BOUND");
      String endpoint = own.subscribe("T1", "*", "NEVER-BOUND");
      now.addAndGet(599);
      own.server().loop().submit(own.server().hub()::expire).get();
      assertEquals(2, own.stats().path("subscriptions").asInt());
      now.addAndGet(2);
      own.server().loop().submit(own.server().hub()::expire).get();
      assertEquals(1, own.stats().path("subscriptions").asInt());
      assertEquals(404, RawClient.status(RawClient.bind(own.port(), endpoint).readHead()));
      own.publish("T1", "e", "X");
      assertEquals("e", bound.nextEvent());
    }
  }

  @Test
  void unsubscribeTellsTheOthersAndEndsTheSocket() throws Exception {
    String endpoint =
        hub.subscribe(
            "T1",
            "*",
            "A",
            "subscriber.actors",
            "[\"ID\",\"EC\"]",
            "subscriber.product.name",
            "VolView");
    Peer leaving = hub.bind(endpoint);
    Peer sameName = hub.subscriber("T1", "*", "a");
    Peer staying = hub.subscriber("T1", "subscription-removed", "B");

    HttpResponse<String> reply =
        hub.unsubscribe("wss://elsewhere" + endpoint.substring(endpoint.indexOf("/bind/")));

    assertEquals(200, reply.statusCode());
    assertEquals("{\"status\":\"unsubscribed\",\"removed\":1}", reply.body());
    JsonNode event = staying.next();
    assertEquals("A", event.path("subscriber.name").asString());
    assertEquals("VolView", event.path("subscriber.product.name").asString());
    assertEquals("[\"ID\",\"EC\"]", event.path("subscriber.actor").toString());
    assertEquals("T1", event.path("event").path("hub.topic").asString());
    assertEquals("unsubscribe", reason(event));
    assertEquals("A", event.path("event").path("context").path("subscriber").asString());
    hub.publish("T1", "last-one", "X");
    assertEquals("last-one", sameName.nextEvent());
    assertDismissed(leaving);
    assertEquals("{\"status\":\"unsubscribed\",\"removed\":0}", hub.unsubscribe(endpoint).body());
  }

  @Test
  void aClosedSocketEndsItsSubscription() throws Exception {
    Peer leaving = hub.subscriber("T1", "*", "A", "subscriber.actors", "WATCHER");
    Peer staying = hub.subscriber("*", "*", "B");
    Peer elsewhere = hub.subscriber("T2", "*", "C");
    leaving.close(1000);

    JsonNode event = staying.next();
    assertEquals("websocket-disconnect", reason(event));
    assertEquals("WATCHER", event.path("subscriber.actor").asString());
    assertEquals(1000, leaving.closeStatus());
    hub.publish("T2", "last-one", "X");
    assertEquals("last-one", elsewhere.nextEvent());
    assertEquals(2, hub.stats().path("subscriptions").asInt());
  }

  @Test
  void aTornConnectionEndsItsSubscription() throws Exception {
    Peer leaving = hub.subscriber("T1", "*", "A");
    Peer staying = hub.subscriber("T1", "*", "B");
    leaving.abort();
    assertEquals("websocket-disconnect", reason(staying.next()));
  }

  @Test
  void aClosedSocketOfAnEndedSubscriptionSaysNothingMore() throws Exception {
    String endpoint = hub.subscribe("T1", "*", "A");
    Peer leaving = hub.bind(endpoint);
    Peer staying = hub.subscriber("T1", "*", "B");
    hub.unsubscribe(endpoint);
    assertEquals("unsubscribe", reason(staying.next()));
    assertEquals(1000, leaving.closeStatus());
    hub.publish("T1", "last-one", "X");
    assertEquals("last-one", staying.nextEvent());
  }

  @Test
  void unsubscribingWithoutAnEndpointRemovesNothing() throws Exception {
    hub.subscribe("T1", "*", "A");
    assertEquals(0, removed(hub.unsubscribe("A")));
    assertEquals(0, removed(hub.postForm("/api/hub", "hub.mode", "unsubscribe")));
    assertEquals(1, hub.stats().path("subscriptions").asInt());
  }

  @Test
  void deleteEndsOneOrAll() throws Exception {
    String endpoint = hub.subscribe("T1", "*", "A");
    hub.subscribe("T1", "*", "B");
    Peer staying = hub.subscriber("T1", "*", "C");

    HttpResponse<String> one =
        hub.send(
            "DELETE",
            "/api/hub/",
            HubFixture.FORM,
            HubFixture.form("hub.channel.endpoint", endpoint));
    assertEquals(1, removed(one));
    assertEquals("unsubscribe", reason(staying.next()));

    assertEquals(2, removed(hub.send("DELETE", "/api/hub", HubFixture.JSON, "")));
    assertDismissed(staying);
  }

  @Test
  void resetForgetsAllAndClosesWith1000() throws Exception {
    Peer one = hub.subscriber("T1", "*", "A");
    Peer two = hub.subscriber("T1", "*", "B");

    assertEquals(200, hub.post("/api/admin/reset", HubFixture.JSON, "").statusCode());

    assertDismissed(one);
    assertDismissed(two);
    assertEquals(0, hub.stats().path("subscriptions").asInt());
    Peer again = hub.subscriber("T1", "*", "A");
    hub.publish("T1", "e", "X");
    assertEquals("e", again.nextEvent());
  }

  /** No client stays deaf: it is told in the form of FHIRcast, and closed. */
  private static void assertDismissed(Peer peer) throws Exception {
    JsonNode denial = peer.next();
    assertEquals("denied", denial.path("hub.mode").asString(), denial::toString);
    assertEquals("T1", denial.path("hub.topic").asString());
    assertTrue(denial.path("hub.reason").asString().contains("subscribe again"));
    assertEquals(1000, peer.closeStatus());
  }

  private static String reason(JsonNode event) {
    assertTrue(
        event.path("event").path("hub.event").asString("").equals("subscription-removed"),
        event::toString);
    return event.path("event").path("context").path("reason").asString();
  }

  private static int removed(HttpResponse<String> reply) {
    return HubFixture.json(reply).path("removed").asInt();
  }
}
