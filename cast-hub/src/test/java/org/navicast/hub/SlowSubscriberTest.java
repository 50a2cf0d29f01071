package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A subscriber that does not read harms itself only. */
class SlowSubscriberTest {
  private static final String PADDING = ",\"pad\":\"" + "x".repeat(60_000) + "\"";
  private static final int ENOUGH = 1_000;

  @Test
  void losesMotionAndPosesButNoPress() throws Exception {
    try (HubFixture hub = hub(256 << 10, 64 << 20)) {
      Peer slow = hub.bindRaw(hub.subscribe("T1", "navi-button,navi-motion,navi-pose", "S"), false);
      Peer gateway = hub.subscriber("T1", "none", "GW");

      int sent = 0;
      while (hub.stats().path("replaced_by_newer").asInt() < 20 && sent < ENOUGH) {
        gateway.send(HubFixture.envelope("T1", "navi-motion", "GW", PADDING));
        gateway.send(HubFixture.envelope("T1", "navi-pose", "GW", PADDING));
        gateway.send(HubFixture.envelope("T1", "navi-button", "GW", ",\"n\":" + sent));
        gateway.ping("");
        gateway.nextPong();
        sent++;
      }
      slow.startReading();

      assertEquals("connection.established", slow.next().path("type").asString());
      int continuous = 0;
      int expected = 0;
      while (expected < sent) {
        JsonNode event = slow.next();
        if (event.path("event").path("hub.event").asString().equals("navi-button")) {
          assertEquals(expected++, event.path("n").asInt());
        } else {
          continuous++;
        }
      }
      assertTrue(continuous < 2 * sent, continuous + " of " + 2 * sent);
      gateway.send(HubFixture.envelope("T1", "navi-motion", "GW", ",\"last\":true"));
      while (!slow.next().path("last").asBoolean(false)) {} // one newest may come before it
    }
  }

  @Test
  void isClosedWith1013WhenEvenThePressesPileUp() throws Exception {
    try (HubFixture hub = hub(128 << 10, 512 << 10)) {
      Peer witness = hub.subscriber("T1", "subscription-removed", "W");
      Peer slow = hub.bindRaw(hub.subscribe("T1", "*", "S"), false);
      Peer healthy = hub.subscriber("T1", "*", "H");

      int sent = 0;
      while (hub.stats().path("lost_subscribers").asInt() == 0 && sent < ENOUGH) {
        hub.publish(HubFixture.envelope("T1", "navi-button", "X", PADDING));
        assertEquals("navi-button", healthy.nextEvent());
        sent++;
      }

      assertEquals(
          "send-failure", witness.next().path("event").path("context").path("reason").asString());
      assertEquals("subscription-removed", healthy.nextEvent());
      slow.startReading();
      assertEquals(1013, slow.closeStatus());
    }
  }

  private static HubFixture hub(int slowBytes, int lostBytes) throws IOException {
    return new HubFixture(
        HubServerConfig.loopback(0).withLimits(HubLimits.DEFAULT.withQueue(slowBytes, lostBytes)));
  }
}
