package org.navicast.hub.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.hub.NatsServers;
import org.navicast.hub.RawClient;
import org.navicast.hub.Scene;
import tools.jackson.databind.json.JsonMapper;

/**
 * A scene that is much larger than the hub's heap passes through it, whole, while a foot presses.
 * In every build 40 MiB of it; {@code -Pbig-scenes} takes 200 MiB and demands the latency.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only there /proc tells of a process' memory")
class BigSceneTest {
  private static final int MIB = 1 << 20;
  private static final int SIZE_MIB = Integer.getInteger("navicast.scene.mib", 40);
  private static final boolean MEASURED = Boolean.getBoolean("navicast.scene.measured");
  private static final int ROUNDS = MEASURED ? 3 : 1;
  private static final long PROMISE_MILLIS = 20;

  /** Of which the heap is 64 MiB, and the rest what Java itself takes. */
  private static final long MAX_RESIDENT_KIB = 320 << 10;

  private static final long[] FILES = {(SIZE_MIB - 11L) * MIB, 10, 11L * MIB - 10};

  private static final String FIRST_ID = "/event/context/files/0/payloadIds/0";

  private final List<Process> hubs = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    for (Process hub : hubs) {
      hub.destroyForcibly().waitFor();
    }
  }

  /** Its port. */
  private int start(String... engine) throws IOException {
    Process hub = Processes.javaWith(List.of("-Xmx64m"), AttackedHub.class, engine);
    hubs.add(hub);
    return Integer.parseInt(hub.inputReader(UTF_8).readLine());
  }

  @Test
  void itPassesAHubWithASmallHeap() throws Exception {
    int port = start();
    passes("one hub", port, port);
  }

  @Test
  void itPassesTwoNodesWithSmallHeaps(@TempDir Path folder) throws Exception {
    try (NatsServers nats = new NatsServers(folder, 1, "")) {
      String engine = nats.addresses(0).getFirst().toString();
      int one = start(engine);
      int two = start(engine);
      Others.awaitCrossing(one, two);
      passes("two nodes", one, two);
    }
  }

  @Test
  void whoDoesNotReadWhatItFetchesTakesNoRoomFromOthers() throws Exception {
    int port = start();
    List<RawClient> unread = new ArrayList<>();
    try (RawClient viewer = Attack.bound(port, "SCENE", "scene-update")) {
      Scene scene = new Scene(4 * MIB);
      scene.publish(port, "SCENE");
      String event = new String(viewer.readFrame(), UTF_8);
      String id = JsonMapper.shared().readTree(event).at(FIRST_ID).asString();
      for (int i = 0; i < 1_000; i++) {
        RawClient client = new RawClient(port);
        unread.add(client);
        client.send("GET /api/hub/payloads/" + id + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      }
      new Others(port, port).press(50);
      assertEquals(scene.sums(), Scene.fetch(port, event));
    } finally {
      for (RawClient each : unread) {
        each.close();
      }
    }
  }

  /** Published at one port and fetched from the other, and so are the presses. */
  private void passes(String by, int from, int to) throws Exception {
    new Others(from, to).press(50); // until their code is warm
    Others calm = new Others(from, to);
    Meanwhile published = new Meanwhile(from, to);
    Meanwhile fetched = new Meanwhile(from, to);
    List<String> publish = new ArrayList<>(List.of("publish", "" + from, "SCENE"));
    Arrays.stream(FILES).mapToObj(Long::toString).forEach(publish::add);
    for (int i = 0; i < ROUNDS; i++) { // in turns, since a machine is not always the same
      calm.press(150);
      String event = publish(published, publish, to);
      calm.press(150);
      assertEquals(new Scene(FILES).sums(), fetched.run(List.of("fetch", "" + to, event)));
    }
    List<Long> residentKib = new ArrayList<>();
    for (Process hub : hubs) {
      residentKib.add(residentKib(hub));
    }
    System.out.printf(
        "%d MiB by %s, KiB resident at most %s%n  calm: %s%n  published in %s%n  fetched in %s%n",
        SIZE_MIB, by, residentKib, calm, published, fetched);
    assertTrue(Collections.max(residentKib) < MAX_RESIDENT_KIB, residentKib::toString);
    published.demand();
    fetched.demand();
  }

  /** What a viewer hears of it. */
  private static String publish(Meanwhile published, List<String> publish, int to)
      throws Exception {
    try (RawClient viewer = Attack.bound(to, "SCENE", "scene-update")) {
      published.run(publish);
      return new String(viewer.readFrame(), UTF_8);
    }
  }

  /** The most that the hub's process has had in memory. */
  private long residentKib(Process hub) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(hub.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  /** Something that takes long, and what others notice of it. */
  private static final class Meanwhile {
    private final Others others;
    private final List<Long> millis = new ArrayList<>();

    Meanwhile(int from, int to) {
      others = new Others(from, to);
    }

    /** What it said. */
    List<String> run(List<String> work) throws Exception {
      long since = System.nanoTime();
      Process client =
          Processes.java(
              List.of("nice", "-n", "10"), SceneClient.class, work.toArray(String[]::new));
      others.pressWhile(client::isAlive);
      millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since));
      assertEquals(0, client.waitFor());
      return client.inputReader(UTF_8).readAllLines();
    }

    void demand() {
      if (MEASURED) {
        assertTrue(others.event(99) < PROMISE_MILLIS, "p99 " + others.event(99) + " ms");
      }
    }

    @Override
    public String toString() {
      return millis + " ms: " + others;
    }
  }
}
