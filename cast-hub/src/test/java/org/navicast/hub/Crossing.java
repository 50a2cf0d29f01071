package org.navicast.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** What goes from one node to the subscribers of another, on a machine that may stand still. */
final class Crossing {
  private static final String HELLO = "hello-there";

  private static final AtomicInteger HELLOS = new AtomicInteger();
  private static final long PATIENCE_SECONDS = 10;

  private Crossing() {}

  /**
   * Waits until events of a topic cross to all of these, who subscribed to {@code hello-there} too.
   * Nothing is on its way then, since nothing overtakes. Fails where anything else comes.
   */
  static void await(HubFixture from, String topic, Peer... to) throws Exception {
    long until = deadline();
    boolean there = false;
    while (!there) {
      assertTrue(System.nanoTime() < until, "nothing crosses");
      String number = ",\"number\":\"" + HELLOS.incrementAndGet() + '"';
      from.publish(HubFixture.envelope(topic, HELLO, "X", number));
      there = true;
      for (Peer each : to) {
        there &= comes(number, each);
      }
    }
  }

  /** Whether the hello of that number comes; those before it are of no interest. */
  private static boolean comes(String number, Peer to) throws Exception {
    String came = to.poll(50);
    while (came != null && !came.contains(number)) {
      assertTrue(came.contains(HELLO), came);
      came = to.poll(50);
    }
    return came != null;
  }

  /**
   * Presses until it is seen. While the machine stands still a press is rightly refused as late,
   * and counted by a node; one that is neither seen nor counted is lost.
   */
  static void press(int seq, Peer gateway, Peer viewer, HubFixture... nodes) throws Exception {
    String pressed = NaviEvents.button("pressed", seq);
    long until = deadline();
    long refused = refused(nodes);
    gateway.send(pressed);
    String seen = viewer.poll(20);
    while (seen == null) {
      assertTrue(System.nanoTime() < until, "neither seen nor refused as late");
      long now = refused(nodes);
      if (now > refused) {
        refused = now;
        gateway.send(pressed);
      }
      seen = viewer.poll(20);
    }
    assertEquals(pressed, seen);
  }

  /** Events that these nodes did not hand on since they were late. */
  static long refused(HubFixture... nodes) throws Exception {
    long count = 0;
    for (HubFixture node : nodes) {
      JsonNode own =
          HubFixture.json(node.send("GET", "/api/hub/admin/snapshot", HubFixture.JSON, ""))
              .at("/nodes/0/stats");
      count += own.path("dropped_late").asLong() + own.at("/engine/late_over_engine").asLong();
    }
    return count;
  }

  private static long deadline() {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
  }
}
