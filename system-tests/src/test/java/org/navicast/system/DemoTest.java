package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a new user does first. */
class DemoTest {
  @Test
  void tellsAllThreeDevicesAndEndsWithASummary() throws Exception {
    try (AppProcess demo = AppProcess.start("demo", "--port", "0", "--seconds", "4", "--json")) {
      assertThat(demo.awaitExit()).as(demo.output()).isZero();
      List<JsonNode> lines =
          demo.output()
              .lines()
              .filter(line -> line.startsWith("{"))
              .map(JsonMapper.shared()::readTree)
              .toList();
      JsonNode summary = lines.getLast();
      assertThat(summary.toString())
          .contains("navi-button", "navi-motion", "navi-pose", "navi-device");
    }
  }

  @Test
  void ctrlCEndsItAtOnce() throws Exception {
    try (AppProcess demo = AppProcess.start("demo", "--port", "0")) {
      demo.awaitLine(line -> line.contains("spacemouse"));
      demo.interrupt();
      assertThat(demo.awaitExit()).isEqualTo(130);
      assertThat(demo.children()).isEmpty();
    }
  }
}
