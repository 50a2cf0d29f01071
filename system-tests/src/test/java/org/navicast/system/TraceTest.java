package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.navicast.system.SerialPedals.LEFT_IS_NEXT_SLICE;
import static org.navicast.system.SerialPedals.pedalsAt;
import static org.navicast.system.SerialPedals.write;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.driver.simulator.Pty;

/** Presses followed through a running gateway by {@code navicast trace}. */
@EnabledOnOs(OS.LINUX)
class TraceTest {
  private static final Pattern STEP = Pattern.compile(" *\\+\\d+ us  (.*)");

  @TempDir Path folder;

  @Test
  void aPressThatArrivedIsToldFromItsBytesToTheHub() throws Exception {
    try (Pty line = Pty.open();
        Plant plant = start(line)) {
      try (AppProcess trace = trace("--press", "left")) {
        trace.awaitLine(l -> l.equals("press now: left"));
        write(line, "R1\nR0\n");
        plant.viewer().awaitButton("right", "released");
        write(line, "L1\n");
        assertThat(trace.awaitExit()).isZero();
        assertThat(steps(trace))
            .containsSubsequence(
                "device   said 4c 31 0a",
                "decoder  left pressed",
                "engine   press 2",
                "outbox   left pressed: handed to the socket",
                "hub      has it: it answered the ping behind it")
            .contains(
                "engine   press means slice.next",
                "engine   action slice.next triggered",
                "outbox   slice.next triggered: handed to the socket");
        assertThat(trace.output()).contains("pedals left, press 2").endsWith("arrived");
        write(line, "L0\n");
      }
      plant.viewer().awaitButton("left", "released");
    }
  }

  @Test
  void aPressThatExpiredSaysWhere() throws Exception {
    try (Pty line = Pty.open();
        Plant plant = start(line)) {
      try (AppProcess trace = trace("--next", "2")) {
        trace.awaitLine(l -> l.startsWith("press now"));
        plant.hub().suspend();
        write(line, "L1\n"); // nobody knows yet that the hub stands still
        plant.gateway().awaitLine(l -> l.contains("impaired: it has not answered"));
        write(line, "R1\n");
        assertThat(trace.awaitExit()).isZero();
        assertThat(trace.output())
            .contains("was handed to the socket, and the hub has not confirmed it")
            .containsPattern("outbox   right pressed: (too late, )?dropped")
            .containsPattern("(?m)^did not arrive: (too late, )?dropped: ");
      } finally {
        plant.hub().resume();
      }
    }
  }

  @Test
  void withoutALinkAPressIsDroppedAsItIsMade() throws Exception {
    try (Pty line = Pty.open();
        Plant plant = start(line)) {
      plant.killHub();
      plant.gateway().awaitLine(l -> l.contains("waiting, was online"));
      try (AppProcess trace = trace("--json")) {
        trace.awaitLine(l -> l.startsWith("press now"));
        write(line, "L1\n");
        assertThat(trace.awaitExit()).isZero();
        assertThat(trace.output())
            .contains("\"outcome\":\"did not arrive: dropped: there is no link to the hub\"");
      }
    }
  }

  private Plant start(Pty line) throws Exception {
    Plant plant = Plant.startControlled(folder, folder, pedalsAt(line.path()), LEFT_IS_NEXT_SLICE);
    plant.viewer().awaitDevice("pedals", "connected");
    plant.awaitWarm();
    return plant;
  }

  private AppProcess trace(String... arguments) throws IOException {
    String[] all = new String[arguments.length + 1];
    all[0] = "trace";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return AppProcess.start(Map.of("XDG_RUNTIME_DIR", folder.toString()), all);
  }

  private static List<String> steps(AppProcess trace) {
    return trace
        .output()
        .lines()
        .map(STEP::matcher)
        .filter(matcher -> matcher.matches())
        .map(matcher -> matcher.group(1))
        .toList();
  }
}
