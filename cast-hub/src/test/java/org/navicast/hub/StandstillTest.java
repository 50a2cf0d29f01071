package org.navicast.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.hub.inflow.Standstill;
import tools.jackson.databind.JsonNode;

/** What waited while the hub stood still starts nothing. */
class StandstillTest {
  @AutoClose private final HubFixture hub = HubFixture.onLoopback();

  @Test
  void aPauseIsNoticedAndIsOverWhenTheLoopHasTurned() {
    long[] now = {0};
    Standstill standstill = new Standstill(() -> now[0]);
    now[0] += Standstill.BOUND_NANOS;
    standstill.look(now[0]);
    assertEquals(0, standstill.pauseNanos(), "that much is nothing");
    standstill.beat();

    now[0] += 400_000_000;
    standstill.look(now[0]);
    assertEquals(400_000_000, standstill.pauseNanos());
    now[0] += 1_000_000;
    standstill.look(now[0]);
    assertEquals(400_000_000, standstill.pauseNanos(), "read in the same turn");
    standstill.beat();
    assertEquals(0, standstill.pauseNanos());

    now[0] += 300_000_000;
    standstill.beat();
    assertEquals(300_000_000, standstill.pauseNanos(), "noticed before anything is read");
    now[0] += 20_000_000;
    standstill.look(now[0]);
    assertEquals(300_000_000, standstill.pauseNanos());
    standstill.beat();
    assertEquals(0, standstill.pauseNanos());
    assertEquals(2, standstill.pauses());
  }

  @Test
  void startsAreDroppedEndsPassAndOfWhatIsContinuousTheNewest() throws Exception {
    Peer viewer = hub.subscriber("T1", "*", "VIEWER");
    try (RawClient gateway = RawClient.bind(hub.port(), hub.subscribe("T1", "none", "GW"))) {
      gateway.readHead();
      gateway.readFrame();
      Runnable goOn = standStill();
      for (String event :
          List.of(
              NaviEvents.motion(1),
              NaviEvents.button("pressed", 2),
              NaviEvents.action("triggered", 3),
              NaviEvents.action("started", 4),
              NaviEvents.pose("A", 5),
              NaviEvents.pose("B", 6),
              NaviEvents.motion(7),
              NaviEvents.button("held", 8),
              NaviEvents.action("updated", 9),
              NaviEvents.pose("A", 10),
              NaviEvents.button("released", 11),
              NaviEvents.action("cancelled", 12))) {
        gateway.sendFrame(RawClient.TEXT, event.getBytes(UTF_8));
      }
      pause(400);
      goOn.run();

      for (int expected : new int[] {11, 12, 6, 7, 10}) {
        assertEquals(expected, seq(viewer.next()));
      }
      assertEquals(4, hub.stats().path("dropped_late").asInt());

      pause(100);
      gateway.sendFrame(RawClient.TEXT, NaviEvents.button("pressed", 13).getBytes(UTF_8));
      assertEquals(13, seq(viewer.next()), "fresh again");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"navi-button", "org.example.navi_button"})
  void aPostIsDroppedToo(String name) throws Exception {
    Peer viewer = hub.subscriber("T1", "*", "VIEWER");
    Runnable goOn = standStill();
    var press =
        hub.sendAsync("/api/hub", NaviEvents.button("pressed", 1).replace("navi-button", name));
    var release =
        hub.sendAsync("/api/hub", NaviEvents.button("released", 2).replace("navi-button", name));
    pause(400);
    goOn.run();
    assertEquals("{\"status\":\"late\"}", press.get(5, TimeUnit.SECONDS).body());
    assertEquals("{\"status\":\"received\"}", release.get(5, TimeUnit.SECONDS).body());
    assertEquals(2, seq(viewer.next()));
  }

  @Test
  void aShortPauseCountsOnTopOfTheAge() throws Exception {
    Peer viewer = hub.subscriber("T1", "*", "VIEWER");
    try (RawClient gateway = RawClient.bind(hub.port(), hub.subscribe("T1", "none", "GW"))) {
      gateway.readHead();
      gateway.readFrame();
      Runnable goOn = standStill();
      gateway.sendFrame(
          RawClient.TEXT,
          NaviEvents.aged(NaviEvents.button("pressed", 1), 149_000).getBytes(UTF_8));
      gateway.sendFrame(RawClient.TEXT, NaviEvents.button("released", 2).getBytes(UTF_8));
      pause(90);
      goOn.run();
      assertEquals(2, seq(viewer.next()));
    }
  }

  private Runnable standStill() throws Exception {
    CountDownLatch standing = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    hub.server()
        .loop()
        .execute(
            () -> {
              standing.countDown();
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    assertTrue(standing.await(5, TimeUnit.SECONDS));
    return end::countDown;
  }

  private static void pause(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }

  private static int seq(JsonNode event) {
    return event.at("/event/context/0/resource/seq").asInt();
  }
}
