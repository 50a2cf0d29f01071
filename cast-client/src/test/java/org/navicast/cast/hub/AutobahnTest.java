package org.navicast.cast.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.cast.incoming.HubMessages;
import org.navicast.cast.link.Connector;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.link.HubSocket;
import org.navicast.cast.link.TimeSource;
import org.navicast.cast.net.Transport;
import org.navicast.cast.secure.ClientTls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The socket of the hub client against Autobahn's WebSocket test suite: a server that sends what a
 * client has to bear, and judges what it does. The suite is for Python 2, which Jython speaks. Runs
 * with the profile {@code autobahn} only.
 */
@EnabledIfSystemProperty(named = "navicast.autobahn", matches = ".+")
class AutobahnTest {
  private static final Logger LOG = LoggerFactory.getLogger(AutobahnTest.class);
  private static final String AGENT = "NAVICast";

  /** Which are played, in the suite's own way: {@code *}, {@code 7.*}, {@code 7.9.1}. */
  private static final String CASES = System.getProperty("navicast.autobahn.cases", "*");

  private static final int START_SECONDS = 180;
  private static final int CASE_SECONDS = 600;
  private static final int ATTEMPTS = 10;
  private static final int REPORT_SECONDS = 300;

  /** The cases that are left out, and why. */
  private static final Map<String, String> LEFT_OUT =
      Map.ofEntries(
          Map.entry("1.2.*", "echoes binary messages; hubs send text, binary is passed over"),
          Map.entry("9.2.*", "the same"),
          Map.entry("9.4.*", "the same"),
          Map.entry("9.6.*", "the same"),
          Map.entry("9.8.*", "the same"),
          Map.entry("9.1.2", "a message of 256 KiB; more than 64 KiB is passed over on purpose"),
          Map.entry("9.1.3", "the same, 1 MiB"),
          Map.entry("9.1.4", "the same, 4 MiB"),
          Map.entry("9.1.5", "the same, 8 MiB"),
          Map.entry("9.1.6", "the same, 16 MiB"),
          Map.entry("9.3.*", "the same, 4 MiB in fragments"),
          Map.entry("9.5.*", "the same, 1 MiB in chops"),
          Map.entry("12.*", "compression, which the client does not offer"),
          Map.entry("13.*", "the same"));

  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

  @Test
  void noCaseFails(@TempDir Path folder) throws Exception {
    Path suite = Path.of(System.getProperty("navicast.autobahn", ""));
    int port = freePort();
    Process server = start(suite, specification(folder, port), folder);
    EventLoopGroup loop = Transport.best().newLoop("autobahn");
    try {
      awaitListening(server, port);
      Connector connector =
          new Connector(
              HubAddress.parse("http://127.0.0.1:" + port + "/"),
              () -> Transport.best().outbound(loop),
              ClientTls.STANDARD,
              Optional.empty());
      run(connector, loop, "/getCaseCount");
      int cases = Integer.parseInt(texts.remove());
      for (int i = 1; i <= cases; i++) {
        run(connector, loop, "/runCase?case=" + i + "&agent=" + AGENT);
      }
      // Answers late: it writes the report first.
      echo(connector, loop, "/updateReports?agent=" + AGENT);
      JsonNode results = awaitReport(folder.resolve("reports").resolve("index.json")).path(AGENT);
      judge(results, cases);
    } finally {
      server.destroyForcibly().waitFor();
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    }
  }

  private static JsonNode awaitReport(Path report) throws Exception {
    for (int i = 0; i < REPORT_SECONDS; i++) {
      TimeUnit.SECONDS.sleep(1);
      JsonNode written =
          Files.exists(report)
              ? HubMessages.reply(Files.readString(report))
              : MissingNode.getInstance();
      if (written.isObject()) {
        return written;
      }
    }
    throw new AssertionError("no report within " + REPORT_SECONDS + " s");
  }

  private static void judge(JsonNode results, int cases) {
    Map<String, Integer> counts = new TreeMap<>();
    List<String> failed = new ArrayList<>();
    for (Map.Entry<String, JsonNode> result : results.properties()) {
      String behavior = result.getValue().path("behavior").asString();
      String closing = result.getValue().path("behaviorClose").asString();
      counts.merge(behavior, 1, Integer::sum);
      if (!isGood(behavior) || !isGood(closing)) {
        failed.add(
            result.getKey()
                + " "
                + behavior
                + ", closing "
                + closing
                + ", our code "
                + result.getValue().path("remoteCloseCode").asString(""));
      }
    }
    LOG.info("Autobahn: {}", counts);
    LEFT_OUT.forEach((which, why) -> LOG.info("left out {}: {}", which, why));
    assertThat(failed).isEmpty();
    assertThat(results.size()).isEqualTo(cases).isGreaterThan(CASES.equals("*") ? 200 : 0);
  }

  private static boolean isGood(String behavior) {
    return List.of("OK", "NON-STRICT", "INFORMATIONAL").contains(behavior);
  }

  /**
   * Sends back all that comes, until the server closes. The server is slow: what it does not even
   * open in time is tried again.
   */
  private void run(Connector connector, EventLoopGroup loop, String path) throws Exception {
    String why = "";
    for (int i = 0; i < ATTEMPTS; i++) {
      Echo echo = echo(connector, loop, path);
      why = echo.closed.get(CASE_SECONDS, TimeUnit.SECONDS);
      if (echo.opened) {
        return;
      }
    }
    throw new AssertionError(path + " cannot be opened: " + why);
  }

  private Echo echo(Connector connector, EventLoopGroup loop, String path) {
    Echo echo = new Echo();
    loop.next()
        .execute(
            () -> {
              HubSocket socket =
                  new HubSocket(connector, new TimeSource(System::nanoTime, () -> 0), echo);
              echo.of = socket;
              socket.open(path);
            });
    return echo;
  }

  private final class Echo implements HubSocket.Events {
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private volatile boolean opened;
    private @Nullable HubSocket of;

    @Override
    public void opened() {
      opened = true;
    }

    @Override
    public void text(String message) {
      texts.add(message);
      HubSocket socket = Objects.requireNonNull(of);
      ByteBuf frame = socket.newMessage();
      ByteBufUtil.writeUtf8(frame, message);
      socket.write(frame);
      socket.flush();
    }

    @Override
    public void writable() {}

    @Override
    public void closed(String reason) {
      closed.complete(reason);
    }
  }

  private static Path specification(Path folder, int port) throws IOException {
    String leftOut =
        String.join(",", LEFT_OUT.keySet().stream().map(which -> "\"" + which + "\"").toList());
    return Files.writeString(
        folder.resolve("specification.json"),
        """
        {"url": "ws://127.0.0.1:%d", "outdir": "%s", "webport": 0,
         "cases": ["%s"], "exclude-cases": [%s], "exclude-agent-cases": {}}
        """
            .formatted(port, folder.resolve("reports"), CASES, leftOut));
  }

  private static Process start(Path suite, Path specification, Path folder) throws IOException {
    String script =
        """
        import sys
        sys.path.insert(0, '.')
        sys.argv = ['wstest', '-m', 'fuzzingserver', '-s', '%s']
        from autobahn.websocket import WebSocketProtocol
        # Under Jython a connection that the client ended first is never seen to end, and so its
        # case not recorded, unless it is cut.
        drop = WebSocketProtocol.dropConnection
        WebSocketProtocol.dropConnection = lambda self, abort=False: drop(self, True)
        from autobahntestsuite import wstest
        wstest.run()
        """
            .formatted(specification);
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-jar",
            suite.resolve("jython-standalone.jar").toString(),
            "-c",
            script)
        .directory(suite.resolve("suite").toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("server.log").toFile())
        .start();
  }

  private static void awaitListening(Process server, int port) throws Exception {
    for (int i = 0; i < START_SECONDS; i++) {
      assertThat(server.isAlive()).as("the suite's server").isTrue();
      try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException e) {
        TimeUnit.SECONDS.sleep(1);
      }
    }
    throw new AssertionError("the suite's server did not start in " + START_SECONDS + " s");
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
