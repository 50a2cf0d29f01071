package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.navicast.system.SerialPedals.LEFT_IS_NEXT_SLICE;
import static org.navicast.system.SerialPedals.pedalsAt;
import static org.navicast.system.SerialPedals.write;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.driver.simulator.Pty;

/** A running gateway seen by {@code navicast monitor}. */
@EnabledOnOs(OS.LINUX)
class MonitorTest {
  @TempDir Path folder;

  @Test
  void aScreenOf80By24WithoutColoursSaysWhatHappensAndWhyNothingDoes() throws Exception {
    Tmux.assume();
    try (Pty line = Pty.open();
        Plant plant =
            Plant.startControlled(folder, folder, pedalsAt(line.path()), LEFT_IS_NEXT_SLICE)) {
      plant.viewer().awaitDevice("pedals", "connected");
      plant.awaitWarm();
      try (Tmux tmux =
          Tmux.start(
              folder, Map.of("XDG_RUNTIME_DIR", folder.toString(), "NO_COLOR", "1"), "monitor")) {
        tmux.await(l -> l.startsWith("hub      joined"));
        write(line, "L1\n");
        tmux.await(l -> l.contains("down: left"));
        write(line, "L0\nR1\nR0\n");
        List<String> screen = tmux.await(l -> l.contains("right released"));

        assertThat(screen.stream().map(MonitorTest::withoutFigures).toList())
            .startsWith(
                "NAVICast monitor: or-#",
                "hub      joined http://#.#.#.#:#/api/hub",
                "         round trip #.# ms, age p# #.# ms, p# #.# ms",
                "events   sent #, merged #, dropped #, failed #, standstills #",
                "viewers  profile mine, mode read, understood not known, study unknown",
                "pedals   connected",
                "what happened       q ends",
                "#:#:#.# pedals left pressed",
                "#:#:#.#   pedals.left press means slice.next",
                "#:#:#.#   action slice.next",
                "#:#:#.# pedals left released after # ms",
                "#:#:#.# pedals right pressed",
                "#:#:#.#   pedals.right press: it means nothing in mode read",
                "#:#:#.# pedals right released after # ms");
        assertThat(screen).hasSizeLessThanOrEqualTo(24).allMatch(l -> l.length() <= 80);
        assertThat(tmux.coloured()).doesNotContain("\u001b[3", "\u001b[9");

        plant.killHub();
        tmux.await(l -> l.startsWith("hub      no hub ("));
        write(line, "L1\n");
        tmux.await(l -> l.contains("left pressed: dropped: there is no link to the hub"));
        write(line, "L0\n");
        line.close();
        tmux.await(l -> l.startsWith("pedals   lost:"));
        tmux.type("q");
        tmux.await(l -> l.equals("ended with 0"));
      }
    }
  }

  @Test
  void lineByLineForAPipeAndFromAnotherMachineByTheHub() throws Exception {
    try (Pty line = Pty.open();
        Plant plant =
            Plant.startControlled(folder, folder, pedalsAt(line.path()), LEFT_IS_NEXT_SLICE)) {
      plant.viewer().awaitDevice("pedals", "connected");
      plant.awaitWarm();
      Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", folder.toString());
      try (AppProcess here = AppProcess.start(environment, "monitor");
          AppProcess there =
              AppProcess.start(
                  "monitor", "--hub", plant.hubUrl(), "--topic", Plant.TOPIC, "--user", "me");
          AppProcess json = AppProcess.start(environment, "monitor", "--json")) {
        here.awaitLine(l -> l.startsWith("pedals   connected"));
        there.awaitLine(l -> l.startsWith("pedals   connected"));
        json.awaitLine(l -> l.contains("\"is\":\"status\""));
        write(line, "L1\nL0\n");
        here.awaitLine(l -> l.contains("pedals.left press means slice.next"));
        there.awaitLine(l -> l.contains("pedals left pressed"));
        there.awaitLine(l -> l.contains("action slice.next"));
        json.awaitLine(l -> l.contains("\"fate\":\"sent\""));
        assertThat(json.output()).doesNotContain(Plant.TOPIC);

        plant.gateway().terminate();
        assertThat(here.awaitExit()).isEqualTo(1);
        assertThat(here.output()).contains("navicast: the gateway has ended");
        there.awaitLine(l -> l.contains("pedals"));
      }
    }
  }

  @Test
  void whereNobodyAskedForItThereIsNothingToLookInto() throws Exception {
    try (Pty line = Pty.open();
        Plant plant =
            Plant.start(
                folder, pedalsAt(line.path()), Map.of("XDG_RUNTIME_DIR", folder.toString()))) {
      plant.viewer().awaitDevice("pedals", "connected");
      assertThat(folder.resolve("navicast")).doesNotExist();
      try (AppProcess monitor =
          AppProcess.start(Map.of("XDG_RUNTIME_DIR", folder.toString()), "monitor")) {
        assertThat(monitor.awaitExit()).isEqualTo(1);
        assertThat(monitor.output()).contains("start it with --control");
      }
    }
  }

  private static String withoutFigures(String line) {
    return line.replaceAll("\\d+", "#").replaceAll(", (clock|token).*", "");
  }
}
