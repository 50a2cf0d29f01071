package org.navicast.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.navicast.cast.fault.FaultProxy;
import org.navicast.cast.fault.LineSpeed;
import org.navicast.driver.simulator.Pty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A hub and a gateway as whole processes, a network between them that breaks, a foot on a real
 * pseudo-terminal, and a viewer that judges. Each {@link #suffer} is one cycle: a fault, and all of
 * it well again, which is when a fresh press has reached the viewer.
 */
final class CycleHouse implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(25);
  private static final String TOPIC = "OR-3";

  /** What goes wrong. */
  enum Fault {
    CUT,
    FIN,
    STALL,
    SWALLOW,
    REFUSE,
    SLOW,
    UNPLUG,
    KILL_HUB,
    KILL_GATEWAY,
    START_UNDER_LOAD,
    STOP_GATEWAY,
    STOP_HUB,
    RESET,
    DELETE,
    VIEWER_STOPS_READING
  }

  private final Random random;
  private final Path config;
  private final Path port;
  private final Foot foot;
  private final FootJudge judge;
  private final JudgedViewer viewer;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final int hubPort;
  private final FaultProxy network;
  private AppProcess hub;
  private AppProcess gateway;
  private Pty cable;

  /**
   * @param publish {@code websocket} or {@code http}
   */
  CycleHouse(Path folder, String publish, long seed) throws Exception {
    random = new Random(seed);
    port = folder.resolve("pedals");
    config = folder.resolve("gateway.yaml");
    hub = AppProcess.start("hub", "--port", "0", "--json");
    String line = hub.awaitLine(l -> l.contains("\"url\""));
    hubPort = Integer.parseInt(line.replaceFirst(".*127\\.0\\.0\\.1:(\\d+).*", "$1"));
    network = FaultProxy.to(hubPort, LineSpeed.UNLIMITED);
    foot = new Foot(random, "left", "right");
    judge = new FootJudge(foot);
    cable = plug();
    writeConfig(publish);
    viewer = new JudgedViewer("http://127.0.0.1:" + hubPort, TOPIC, judge);
    gateway = startGateway();
    awaitWell("the start");
  }

  private void writeConfig(String publish) throws IOException {
    Files.writeString(
        config,
        """
        gateway: or-3
        hub:
          url: http://127.0.0.1:%d/api/hub
          topic: %s
          auth: mock
          publish: %s
        devices:
          - name: pedals
            driver: footswitch-serial
            port: %s
            pedals:
              - { control: left, pressed: "L1", released: "L0" }
              - { control: right, pressed: "R1", released: "R0" }
        """
            .formatted(network.port(), TOPIC, publish, port));
  }

  private AppProcess startGateway() throws IOException {
    return AppProcess.start("run", "--config", config.toString());
  }

  private Pty plug() throws IOException {
    Pty pty = Pty.open();
    Files.createSymbolicLink(port, Path.of(pty.path()));
    foot.plug(pty);
    return pty;
  }

  /** One fault, while the foot goes on, and the way back. */
  Fault suffer() throws Exception {
    Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
    suffer(fault);
    return fault;
  }

  void suffer(Fault fault) throws Exception {
    pause(300, 900);
    switch (fault) {
      case CUT -> network.cut(FaultProxy.Cut.RST);
      case FIN -> network.cut(FaultProxy.Cut.FIN);
      case STALL -> {
        network.stall();
        pause(50, 3_000);
        network.carry();
      }
      case SWALLOW -> {
        network.swallow();
        pause(50, 4_000);
        network.carry();
      }
      case REFUSE -> {
        network.refuse(true);
        network.cut(FaultProxy.Cut.RST);
        pause(100, 2_000);
        network.refuse(false);
      }
      case SLOW -> {
        network.delay(60 + random.nextInt(600));
        pause(500, 3_000);
        network.delay(0);
      }
      case UNPLUG -> {
        foot.plug(null);
        // First the name: the number of a terminal that is closed goes to whoever opens the next.
        Files.delete(port);
        cable.close();
        pause(20, 1_500);
        cable = plug();
      }
      case KILL_HUB -> {
        hub.kill();
        pause(0, 1_000);
        hub = AppProcess.start("hub", "--port", Integer.toString(hubPort));
      }
      case KILL_GATEWAY -> {
        gateway.kill();
        pause(0, 500);
        gateway = startGateway();
      }
      case START_UNDER_LOAD -> {
        gateway.kill();
        try (Load _ = Load.onAllCores()) {
          gateway = startGateway();
          awaitWell(fault.toString());
        }
      }
      case STOP_GATEWAY -> stop(gateway);
      case STOP_HUB -> stop(hub);
      case RESET -> ask("POST", "/api/admin/reset");
      case DELETE -> ask("DELETE", "/api/hub");
      case VIEWER_STOPS_READING -> {
        try (Socket _ = deafViewer()) {
          pause(1_000, 3_000);
        }
      }
    }
    awaitWell(fault.toString());
  }

  /** The process stands still for a while, as in a swapped-out or suspended machine. */
  private void stop(AppProcess process) throws Exception {
    process.suspend();
    pause(100, 4_000);
    process.resume();
  }

  private void ask(String method, String path) throws Exception {
    HttpResponse<String> reply =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hubPort + path))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/json")
                .header("X-Requested-With", "cycles")
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (reply.statusCode() / 100 != 2) {
      throw new IOException(method + " " + path + ": " + reply.statusCode() + " " + reply.body());
    }
  }

  /** Subscribes, opens its socket, and never reads from it. */
  private Socket deafViewer() throws Exception {
    String form =
        "hub.mode=subscribe&hub.channel.type=websocket&subscriber.name=DEAF&hub.events=*&hub.topic="
            + TOPIC;
    HttpResponse<String> reply =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hubPort + "/api/hub"))
                .timeout(Duration.ofSeconds(5))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    JsonNode endpoint = JSON.readTree(reply.body()).path("hub.channel.endpoint");
    Socket socket = new Socket();
    socket.setReceiveBufferSize(1_024);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), hubPort), 2_000);
    OutputStream out = socket.getOutputStream();
    out.write(
        ("GET "
                + URI.create(endpoint.asString()).getRawPath()
                + " HTTP/1.1\r\nHost: 127.0.0.1:"
                + hubPort
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    if (in.read() < 0) {
      throw new IOException("the hub did not open the socket");
    }
    return socket;
  }

  private void pause(int leastMillis, int mostMillis) throws InterruptedException {
    Thread.sleep(leastMillis + random.nextInt(mostMillis - leastMillis + 1));
  }

  /** Until presses are acted on again. */
  private void awaitWell(String after) throws Exception {
    long acts = judge.acts();
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (judge.acts() < acts + 2) {
      if (System.nanoTime() - until > 0) {
        throw new AssertionError(
            "after "
                + after
                + " no press reached the viewer for "
                + PATIENCE.toSeconds()
                + " s; viewer online: "
                + viewer.online()
                + ", network: "
                + network
                + "; the gateway's last words:\n"
                + tail(gateway.output())
                + "\nthe hub's:\n"
                + tail(hub.output()));
      }
      Thread.sleep(20);
    }
  }

  private static String tail(String output) {
    List<String> lines = new ArrayList<>(output.lines().toList());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 12), lines.size()));
  }

  FootJudge judge() {
    return judge;
  }

  /** What the gateway that runs now has printed. */
  String gatewayOutput() {
    return gateway.output();
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable part : List.of(foot, viewer, gateway, hub, network, cable)) {
      part.close();
    }
    http.shutdownNow();
  }
}
