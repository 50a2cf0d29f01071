package org.navicast.hub.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.navicast.hub.NaviEvents;
import org.navicast.hub.RawClient;

/** The process of a hub is stopped (SIGSTOP), a foot presses meanwhile, and it goes on. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only there /proc tells that a process has stopped")
class StoppedHubTest {
  private Process hub;
  private int port;

  @BeforeEach
  void start() throws IOException {
    hub = Processes.java(List.of(), AttackedHub.class);
    port = Integer.parseInt(hub.inputReader(UTF_8).readLine());
  }

  @AfterEach
  void stop() throws Exception {
    hub.destroyForcibly().waitFor();
  }

  @Test
  void noPressIsHandedOnThatCameMeanwhile() throws Exception {
    try (RawClient viewer = Attack.bound(port, "T1", "navi-button,navi-action");
        RawClient gateway = Attack.bound(port, "T1", "none")) {
      send(gateway, NaviEvents.button("released", 1));
      assertEquals(NaviEvents.button("released", 1), next(viewer));

      for (int seq = 10; seq < 40; seq += 10) {
        signal("STOP");
        awaitStopped();
        send(gateway, NaviEvents.button("pressed", seq));
        send(gateway, NaviEvents.action("triggered", seq + 1));
        send(gateway, NaviEvents.button("held", seq + 2));
        send(gateway, NaviEvents.button("released", seq + 3));
        Attack.pause(500);
        signal("CONT");
        assertEquals(NaviEvents.button("released", seq + 3), next(viewer));
      }
    }
  }

  private void signal(String name) throws Exception {
    assertEquals(
        0, new ProcessBuilder("kill", "-" + name, "" + hub.pid()).inheritIO().start().waitFor());
  }

  /** A signal is sent before it is obeyed: a press that comes in between is on time. */
  private void awaitStopped() throws IOException {
    Path threads = Path.of("/proc", Long.toString(hub.pid()), "task");
    boolean stopped = false;
    while (!stopped) {
      try (Stream<Path> all = Files.list(threads)) {
        stopped = all.allMatch(StoppedHubTest::isStopped);
      }
    }
  }

  private static boolean isStopped(Path thread) {
    try {
      return Files.readString(thread.resolve("stat")).contains(") T ");
    } catch (IOException e) {
      return true; // it has ended
    }
  }

  private static void send(RawClient gateway, String event) throws IOException {
    gateway.sendFrame(RawClient.TEXT, event.getBytes(UTF_8));
  }

  private static String next(RawClient viewer) throws IOException {
    return new String(viewer.readFrame(), UTF_8);
  }
}
