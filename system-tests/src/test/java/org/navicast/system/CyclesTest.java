package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The promises at whole processes while everything breaks in turn, by what the foot really did: no
 * press acts late or after a standstill, nothing is held that no foot holds, and after each fault
 * presses arrive again. Half of the cycles publish by WebSocket, half by HTTP.
 */
@EnabledIfSystemProperty(
    named = "navicast.cycles",
    matches = "\\d+",
    disabledReason = "takes some seconds a cycle; -Pcycles plays a thousand")
class CyclesTest {
  private static final Logger LOG = LoggerFactory.getLogger(CyclesTest.class);
  private static final int CYCLES = Integer.getInteger("navicast.cycles", 0);
  private static final long SEED = Long.getLong("navicast.cycles.seed", 20_261_129);

  @Test
  void nothingActsThatNoFootDoes(@TempDir Path folder) throws Exception {
    Map<CycleHouse.Fault, Integer> faults = new EnumMap<>(CycleHouse.Fault.class);
    Map<String, Integer> presses = new TreeMap<>();
    List<String> broken = new ArrayList<>();
    for (String publish : List.of("websocket", "http")) {
      Path home = Files.createDirectory(folder.resolve(publish));
      try (CycleHouse house = new CycleHouse(home, publish, SEED + publish.length())) {
        for (int i = 0; i < (CYCLES + 1) / 2; i++) {
          int before = house.judge().broken().size();
          CycleHouse.Fault fault = house.suffer();
          faults.merge(fault, 1, Integer::sum);
          List<String> now = house.judge().broken();
          for (String promise : now.subList(before, now.size())) {
            String line = "cycle " + i + ", " + publish + ", " + fault + ": " + promise;
            LOG.warn("{}", line);
            broken.add(line);
          }
          if (i % 50 == 49) {
            LOG.info("{} cycles by {}, {} broken promises", i + 1, publish, broken.size());
          }
        }
        house.judge().tally().forEach((what, count) -> presses.merge(what, count, Integer::sum));
      }
    }
    int cycles = faults.values().stream().mapToInt(Integer::intValue).sum();
    LOG.info(
        "{} cycles {}, presses {}, {} broken promises", cycles, faults, presses, broken.size());
    assertThat(broken).isEmpty();
    assertThat(presses).containsKeys("acted on", "released", "cancelled");
  }
}
