package org.navicast.app.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.navicast.app.gateway.EventCounts;
import org.navicast.app.hub.SystemTime;
import org.navicast.cast.incoming.HubEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DemoReportTest {
  private static final long CAPTURED =
      SystemTime.epochMicros(Instant.parse("2026-11-21T06:00:00.250000Z"));

  private final List<String> lines = new ArrayList<>();

  private static ReceivedEvent event(
      String name, String device, String fields, long latencyMicros) {
    String envelope =
        """
        {"event": {"hub.event": "%s", "context": [{"key": "navicast", "resource":
          {"device": "%s", "capturedAt": "2026-11-21T06:00:00.250000Z", %s}}]}}
        """
            .formatted(name, device, fields);
    JsonNode tree = JsonMapper.shared().readTree(envelope);
    return ReceivedEvent.of(new HubEvent(name, "OR-3", tree), CAPTURED + latencyMicros)
        .orElseThrow();
  }

  private DemoReport plain() {
    return new DemoReport(new PlainFormat(ZoneOffset.UTC), lines::add);
  }

  private DemoReport json() {
    return new DemoReport(new JsonFormat(), lines::add);
  }

  @Test
  void aPressIsALineAtOnce() {
    plain()
        .received(
            event(
                "navi-button",
                "pedals",
                "\"control\": \"left\", \"state\": \"released\", \"heldMillis\": 120",
                800));

    assertEquals(
        List.of("06:00:00.250  pedals       left released after 120 ms  (0.80 ms)"), lines);
  }

  @Test
  void aCancelSaysWhy() {
    plain()
        .received(
            event(
                "navi-button",
                "pedals",
                "\"control\": \"left\", \"state\": \"cancelled\", \"reason\": \"max-hold\"",
                0));

    assertTrue(lines.getFirst().contains("left cancelled, because max-hold"), lines.getFirst());
  }

  @Test
  void aDeviceSaysWhatBecameOfIt() {
    DemoReport report = plain();
    report.received(
        event("navi-device", "cap", "\"state\": \"connected\", \"product\": \"Magellan\"", 0));
    report.received(
        event("navi-device", "cap", "\"state\": \"lost\", \"reason\": \"it was unplugged\"", 0));

    assertEquals(
        List.of(
            "06:00:00.250  cap          connected: Magellan",
            "06:00:00.250  cap          lost: it was unplugged"),
        lines);
  }

  @Test
  void motionsAndPosesAreSummedUpByDevice() {
    DemoReport report = plain();
    String motion = "\"translation\": [0.5, 0, -1], \"rotation\": [0, 0.25, 0]";
    String pose =
        "\"tools\": [{\"name\": \"Stylus\", \"status\": \"ok\", \"position\": [1, 2, 3]},"
            + " {\"name\": \"Probe\", \"status\": \"missing\"}]";
    report.received(event("navi-motion", "cap", motion, 100));
    report.received(event("navi-motion", "cap", motion, 100));
    report.received(event("navi-pose", "tracker", pose, 100));
    assertEquals(List.of(), lines);

    report.everySecond();
    report.everySecond();

    assertEquals(
        List.of(
            "06:00:00.250  cap          2 motions in the last second, now moving 0.50 0.00 -1.00,"
                + " turning 0.00 0.25 0.00  (0.10 ms)",
            "06:00:00.250  tracker      1 pose in the last second, now Stylus at 1.00 2.00 3.00 mm,"
                + " Probe missing  (0.10 ms)"),
        lines);
  }

  private static final Map<String, Long> SENT = Map.of("navi-button", 100L, "navi-device", 1L);

  @Test
  void theSummaryCountsAndMeasures() {
    DemoReport report = json();
    for (int i = 1; i <= 100; i++) {
      report.received(
          event("navi-button", "pedals", "\"control\": \"left\", \"state\": \"pressed\"", i * 10L));
    }
    // The state of a device is told again later: its age is no latency.
    report.received(event("navi-device", "cap", "\"state\": \"connected\"", 5_000_000));

    DemoSummary all = report.summary(2, new EventCounts(SENT, 3, 1), new HubPauses(2, 1));
    JsonNode summary = JsonMapper.shared().readTree(new JsonFormat().summary(all));

    assertEquals("summary", summary.path("type").asString());
    assertEquals(100, summary.path("sent").path("navi-button").asInt());
    assertEquals(3, summary.path("merged").asInt());
    assertEquals(1, summary.path("dropped").asInt());
    assertEquals(100, summary.path("received").path("navi-button").asInt());
    assertEquals(1, summary.path("received").path("navi-device").asInt());
    assertEquals(100, summary.path("latencyMicros").path("count").asInt());
    assertEquals(500, summary.path("latencyMicros").path("p50").asInt(), 10);
    assertEquals(1_000, summary.path("latencyMicros").path("max").asInt(), 10);
    assertEquals(2, summary.path("hub").path("standstills").asInt());
    assertEquals(1, summary.path("hub").path("late").asInt());
    assertEquals(101, report.count());
    assertTrue(
        new PlainFormat(ZoneOffset.UTC)
            .summary(all)
            .contains("Standstills of the hub: 2. Of motions and poses that waited"));
  }

  @Test
  void programsGetTheResourceWhole() {
    json()
        .received(
            event("navi-button", "pedals", "\"control\": \"left\", \"state\": \"pressed\"", 700));

    JsonNode line = JsonMapper.shared().readTree(lines.getFirst());
    assertEquals("event", line.path("type").asString());
    assertEquals("navi-button", line.path("event").asString());
    assertEquals(700, line.path("latencyMicros").asInt());
    assertEquals("2026-11-21T06:00:00.250700Z", line.path("receivedAt").asString());
    assertEquals("left", line.path("resource").path("control").asString());
  }

  @Test
  void whatNoGatewaySentIsPassedOver() {
    JsonNode envelope =
        JsonMapper.shared().readTree("{\"event\": {\"context\": [{\"key\": \"study\"}]}}");

    assertTrue(ReceivedEvent.of(new HubEvent("navi-button", "OR-3", envelope), 0).isEmpty());
  }
}
