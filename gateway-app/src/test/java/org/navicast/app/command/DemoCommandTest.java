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
      long received = summary.path("received").path(kind).asLong();
      long sent = summary.path("sent").path(kind).asLong();
      assertTrue(received > 0, console.out());
      // Where this machine stands still, the hub hands on the newest of what lasts, and all else.
      boolean isEach = kind.equals("navi-button") || kind.equals("navi-device");
      assertTrue(isEach ? received == sent : received <= sent, console.out());
    }
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
}
