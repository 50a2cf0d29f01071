package org.navicast.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A terminal of 80 columns and 24 rows in which the program runs, seen as text. */
final class Tmux implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A server of its own, so that nobody's sessions are touched. */
  private final String server;

  private Tmux(String server) {
    this.server = server;
  }

  /** Leaves the test out where there is no tmux. */
  static void assume() throws InterruptedException {
    boolean isThere;
    try {
      isThere = new ProcessBuilder("tmux", "-V").start().waitFor() == 0;
    } catch (IOException _) {
      isThere = false;
    }
    Assumptions.assumeTrue(isThere, "tmux is not installed");
  }

  /** Starts the program in it. */
  static Tmux start(Path folder, Map<String, String> environment, String... arguments)
      throws Exception {
    Path script = folder.resolve("in-terminal.sh");
    List<String> lines = new ArrayList<>(List.of("#!/bin/sh"));
    environment.forEach((name, value) -> lines.add("export " + name + "='" + value + "'"));
    lines.add(
        AppProcess.command(arguments).stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" ")));
    lines.add("echo \"ended with $?\"");
    lines.add("sleep 30");
    Files.write(script, lines);
    Tmux tmux = new Tmux("navicast-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
    tmux.call("-f", "/dev/null", "new-session", "-d", "-x", "80", "-y", "24", "sh " + script);
    return tmux;
  }

  /** What is on the screen: its lines, without what is blank at their ends. */
  List<String> screen() throws Exception {
    return call("capture-pane", "-p").lines().map(String::stripTrailing).toList();
  }

  /** The same with the sequences of its colours. */
  String coloured() throws Exception {
    return call("capture-pane", "-p", "-e");
  }

  /** Waits for a screen on which there is such a line. */
  List<String> await(Predicate<String> wanted) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    List<String> screen = screen();
    while (screen.stream().noneMatch(wanted)) {
      assertThat(System.nanoTime())
          .as("no such line on this screen:\n" + String.join("\n", screen))
          .isLessThan(until);
      Thread.sleep(50);
      screen = screen();
    }
    return screen;
  }

  void type(String keys) throws Exception {
    call("send-keys", keys);
  }

  private String call(String... arguments) throws Exception {
    Process tmux =
        new ProcessBuilder(
                Stream.concat(Stream.of("tmux", "-L", server), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .start();
    String said = new String(tmux.getInputStream().readAllBytes(), UTF_8);
    assertThat(tmux.waitFor()).as("tmux said: " + said).isZero();
    return said;
  }

  @Override
  public void close() throws Exception {
    call("kill-server");
  }
}
