package org.navicast.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.driver.simulator.Pty;
import org.navicast.hub.NatsServers;
import tools.jackson.databind.json.JsonMapper;

/** Several nodes of one hub as processes of their own: one is killed, one is cut off. */
class NodesTest {
  private static final Duration BACK = Duration.ofSeconds(2);

  /** The deadline of a press, and what a busy machine takes to notice an arrival. */
  private static final Duration LATE = Duration.ofMillis(150 + 150);

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private <T extends AutoCloseable> T opened(T resource) {
    open.add(resource);
    return resource;
  }

  private AppProcess node(List<String> launcher, String host, List<URI> servers)
      throws IOException {
    return opened(
        AppProcess.startBy(
            launcher,
            "hub",
            "--host",
            host,
            "--port",
            "0",
            "--json",
            "--engine",
            servers.stream().map(URI::toString).collect(Collectors.joining(","))));
  }

  private static String url(AppProcess node) throws InterruptedException {
    String said = node.awaitLine(line -> line.startsWith("{\"type\":\"hub\""));
    node.awaitLine(line -> line.contains("The engine is there"));
    return JsonMapper.shared().readTree(said).path("url").asString();
  }

  private PressViewer watched(String footAt, String viewerAt) throws Exception {
    PressViewer viewer = opened(new PressViewer(footAt, viewerAt));
    viewer.awaitPress(Duration.ofSeconds(10));
    return viewer;
  }

  private static void assertHonest(PressViewer viewer) {
    assertThat(viewer.slowest()).as("slowest of " + viewer.count()).isLessThan(LATE);
    assertThat(viewer.twice()).isEmpty();
  }

  @Test
  void aNodeIsKilledAndWhoWentToAnotherOneIsHeard() throws Exception {
    NatsServers nats = opened(new NatsServers(folder, 3, ""));
    AppProcess one = node(List.of(), "127.0.0.1", nats.addresses(0));
    AppProcess two = node(List.of(), "127.0.0.1", nats.addresses(1));
    AppProcess three = node(List.of(), "127.0.0.1", nats.addresses(2));
    PressViewer viewer = watched(url(one), url(three));

    one.kill();
    viewer.footTo(url(two));
    viewer.awaitPress(BACK);
    two.awaitLine(line -> line.contains("is gone without a word"));
    assertHonest(viewer);
  }

  @Test
  void aGatewayWhoseNodeLostItsEngineGoesToTheNextAndIsHeard() throws Exception {
    NatsServers nats = opened(new NatsServers(folder, 2, ""));
    AppProcess one = node(List.of(), "127.0.0.1", nats.addresses(0).subList(0, 1));
    AppProcess two = node(List.of(), "127.0.0.1", nats.addresses(1).subList(0, 1));
    AppProcess three = node(List.of(), "127.0.0.1", nats.addresses(1).subList(0, 1));
    TestSubscriber viewer = opened(TestSubscriber.of(url(three).replace("/api/hub", ""), "OR-3"));
    Pty line = opened(Pty.open());
    AppProcess gateway = opened(AppProcess.start("run", "--config", gateway(one, two, line)));
    viewer.awaitDevice("pedals", "connected");
    line.write("L1\nL0\n".getBytes(US_ASCII));
    viewer.awaitButton("left", "released");

    long before = System.nanoTime();
    nats.kill(0);
    viewer.awaitDevice("pedals", "connected");
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    line.write("R1\nR0\n".getBytes(US_ASCII));
    viewer.awaitButton("right", "pressed");
    viewer.awaitButton("right", "released");
    one.awaitLine(said -> said.contains("All sockets were closed"));
    assertThat(took).as(gateway.output()).isLessThan(BACK);
  }

  private String gateway(AppProcess first, AppProcess next, Pty line) throws Exception {
    String configuration =
        """
        gateway: or-3
        hub:
          url: %s
          standby: [ "%s" ]
          topic: OR-3
          auth: mock
          user: or-3
        devices:
          - name: pedals
            driver: footswitch-serial
            port: %s
            pedals:
              - { control: left, pressed: "L1", released: "L0" }
              - { control: right, pressed: "R1", released: "R0" }
        """
            .formatted(url(first), url(next), line.path());
    return Files.writeString(folder.resolve("gateway.yaml"), configuration).toString();
  }

  @Test
  void aNodeEndsInTimeWhateverItsEngineDoes() throws Exception {
    NatsServers nats = opened(new NatsServers(folder, 2, ""));
    AppProcess one = node(List.of(), "127.0.0.1", nats.addresses(0).subList(0, 1));
    AppProcess two = node(List.of(), "127.0.0.1", nats.addresses(1).subList(0, 1));
    url(one);
    url(two);
    nats.suspend(0, true);
    nats.kill(1);
    long before = System.nanoTime();
    one.terminate();
    two.terminate();
    one.awaitExit();
    two.awaitExit();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aNodeThatStoodStillDeliversNothingLate() throws Exception {
    NatsServers nats = opened(new NatsServers(folder, 1, ""));
    AppProcess one = node(List.of(), "127.0.0.1", nats.addresses(0));
    AppProcess two = node(List.of(), "127.0.0.1", nats.addresses(0));
    PressViewer viewer = watched(url(one), url(two));

    two.suspend();
    Thread.sleep(1_000);
    two.resume();
    viewer.awaitPress(BACK);
    assertHonest(viewer);
  }

  /** Two machines, each with a node and a server of the engine, and a cable between the two. */
  @Test
  void aCableBetweenNodesIsPulledAndPluggedInAgain() throws Exception {
    assumeTrue(run("ip", "netns", "add", "navicast-a") == 0, "left out: ip netns needs root");
    open.add(() -> run("ip", "netns", "del", "navicast-a"));
    assumeTrue(run("ip", "netns", "add", "navicast-b") == 0, "left out: ip netns needs root");
    open.add(() -> run("ip", "netns", "del", "navicast-b"));
    must("ip", "-n", "navicast-a", "link", "set", "lo", "up");
    must("ip", "-n", "navicast-b", "link", "set", "lo", "up");
    cable("navicast-b", "10.231.3.1/24", "navicast-a", "10.231.3.2/24", "nvc-ab");
    cable("navicast-a", "10.231.1.2/24", "", "10.231.1.1/24", "nvc-a");
    cable("navicast-b", "10.231.2.2/24", "", "10.231.2.1/24", "nvc-b");
    List<String> inA = List.of("ip", "netns", "exec", "navicast-a");
    List<String> inB = List.of("ip", "netns", "exec", "navicast-b");
    NatsServers nats =
        opened(
            new NatsServers(
                folder,
                List.of(
                    new NatsServers.Place("10.231.1.2", 4222, "10.231.3.2", 6222, inA),
                    new NatsServers.Place("10.231.2.2", 4222, "10.231.3.1", 6222, inB)),
                ""));
    AppProcess one = node(inA, "10.231.1.2", nats.addresses(0).subList(0, 1));
    AppProcess two = node(inB, "10.231.2.2", nats.addresses(1).subList(0, 1));
    PressViewer viewer = watched(url(one), url(two));

    for (Duration cut : List.of(Duration.ofMillis(400), Duration.ofSeconds(4))) {
      assertThat(run("ip", "-n", "navicast-a", "link", "set", "nvc-ab1", "down")).isZero();
      Thread.sleep(cut);
      assertThat(run("ip", "-n", "navicast-a", "link", "set", "nvc-ab1", "up")).isZero();
      viewer.awaitPress(BACK);
      assertHonest(viewer);
      assertThat(late(two)).as("presses that the cut held").isPositive();
    }
  }

  /** How many events of other nodes it has dropped, since they were too old. */
  private static int late(AppProcess node) throws Exception {
    URI metrics = URI.create(url(node) + "/admin/metrics");
    try (InputStream in = metrics.toURL().openStream()) {
      return JsonMapper.shared().readTree(in).at("/engine/late_over_engine").asInt();
    }
  }

  /** Between two namespaces of the network, of which an empty name is that of this test. */
  private void cable(String from, String fromAddress, String to, String toAddress, String name)
      throws Exception {
    must("ip", "link", "add", name + "0", "netns", from, "type", "veth", "peer", name + "1");
    if (!to.isEmpty()) {
      must("ip", "link", "set", name + "1", "netns", to);
    }
    must("ip", "-n", from, "addr", "add", fromAddress, "dev", name + "0");
    must("ip", "-n", from, "link", "set", name + "0", "up");
    List<String> there = to.isEmpty() ? List.of("ip") : List.of("ip", "-n", to);
    must(there, "addr", "add", toAddress, "dev", name + "1");
    must(there, "link", "set", name + "1", "up");
  }

  private static void must(String... command) throws Exception {
    assertThat(run(command)).as(String.join(" ", command)).isZero();
  }

  private static void must(List<String> first, String... more) throws Exception {
    List<String> command = new ArrayList<>(first);
    command.addAll(List.of(more));
    must(command.toArray(String[]::new));
  }

  private static int run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      return -1; // there is no such program
    }
  }
}
