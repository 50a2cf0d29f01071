package org.navicast.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole way, in real time: there is no other that the simulated devices could take. */
final class DemoCommandTest {

  @ParameterizedTest
  @CsvSource({"'', http:", "--tls, https:"})
  @Timeout(60)
  @EnabledOnOs(OS.LINUX)
  void eachKindOfDeviceIsHeardAndTheSummaryAddsUp(String tls, String scheme) {
    RecordedConsole console = new RecordedConsole();
    List<String> command = new ArrayList<>(List.of("demo", "--port", "0", "--seconds", "2"));
    command.add("--json");
    if (!tls.isEmpty()) {
      command.add(tls);
    }

    assertEquals(0, console.run(command.toArray(String[]::new)));

    List<JsonNode> lines =
        console.outLines().stream().map(line -> JsonMapper.shared().readTree(line)).toList();
    assertEquals("hub", lines.getFirst().path("type").asString());
    assertTrue(lines.getFirst().path("url").asString().startsWith(scheme), console.out());
    JsonNode summary = lines.getLast();
    assertEquals("summary", summary.path("type").asString());
    for (String kind :
        List.of("navi-button", "navi-motion", "navi-pose", "navi-device", "navi-action")) {
      assertTrue(summary.path("received").path(kind).asLong() > 0, console.out());
    }
    assertAllArrived(summary, console.out());
    assertEquals(sum(summary.path("sent")), lastSeq(lines), "what was sent last arrived too");
    // Each press and each state is a line of its own.
    long told =
        lines.stream()
            .filter(line -> line.path("type").asString().equals("event"))
            .filter(line -> line.path("event").asString().matches("navi-(button|device)"))
            .count();
    assertEquals(
        summary.path("received").path("navi-button").asLong()
            + summary.path("received").path("navi-device").asLong(),
        told);
  }

  /**
   * All that was sent, but for what a hub that stood still leaves out: it hands on the newest of
   * what lasts, and nothing that begins late.
   */
  private static void assertAllArrived(JsonNode summary, String out) {
    JsonNode sent = summary.path("sent");
    JsonNode received = summary.path("received");
    if (summary.path("hub").path("standstills").asLong() == 0) {
      assertEquals(sent, received, out);
      return;
    }
    assertEquals(sent.path("navi-device"), received.path("navi-device"), out);
    assertEquals(sent.path("navi-profile"), received.path("navi-profile"), out);
    for (String kind : List.of("navi-motion", "navi-pose")) {
      assertTrue(missing(kind, summary) >= 0, out);
    }
    long late = summary.path("hub").path("late").asLong();
    long presses = missing("navi-button", summary);
    assertTrue(0 <= presses && presses <= late, out);
    assertTrue(late <= presses + missing("navi-action", summary), out);
  }

  private static long missing(String kind, JsonNode summary) {
    return summary.path("sent").path(kind).asLong() - summary.path("received").path(kind).asLong();
  }

  private static long sum(JsonNode counts) {
    return counts.values().stream().mapToLong(JsonNode::asLong).sum();
  }

  /** Events are numbered from 1 as they are handed to the socket. */
  private static long lastSeq(List<JsonNode> lines) {
    return lines.stream()
        .mapToLong(line -> line.path("resource").path("seq").asLong())
        .max()
        .orElseThrow();
  }
}
