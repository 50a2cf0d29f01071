package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.navicast.app.hub.SystemTime;
import org.navicast.cast.fault.FaultProxy;
import org.navicast.cast.fault.LineSpeed;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.hub.HubState;
import org.navicast.cast.json.Sender;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.net.Transport;
import org.navicast.hub.HubServer;
import org.navicast.hub.HubServerConfig;

/**
 * How soon a broken link is noticed and mended, by the longest waits that chance can give. The
 * bounds are those that are promised, and some time for a busy machine.
 */
class RecoveryTest {
  private static final int BUSY_MILLIS = 1_000;

  private record Change(HubState state, String reason, long atNanos) {}

  private final EventLoopGroup loop = Transport.best().newLoop("engine");
  private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();
  private HubServer hub;
  private @Nullable FaultProxy network;
  private @Nullable HubClient client;

  @BeforeEach
  void startHub() throws IOException {
    hub = HubServer.start(HubServerConfig.loopback(0));
  }

  @AfterEach
  void stopAll() throws Exception {
    if (client != null) {
      client.close().get(5, TimeUnit.SECONDS);
    }
    if (network != null) {
      network.close();
    }
    hub.close();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
  }

  @Test
  void aHalfOpenLinkIsFoundWithinThreeSeconds() throws Exception {
    FaultProxy between = throughTheNetwork();
    await(HubState.ONLINE);
    long from = System.nanoTime();
    between.swallow();
    Change lost = await(HubState.WAITING);
    between.carry();
    assertThat(millis(from, lost)).isLessThan(3_000 + BUSY_MILLIS);
    assertThat(lost.reason()).matches("no sign of life for \\d+ ms");
    await(HubState.ONLINE);
  }

  @Test
  void aBrokenLinkIsTriedAgainWithinAQuarterOfASecond() throws Exception {
    FaultProxy between = throughTheNetwork();
    await(HubState.ONLINE);
    between.cut(FaultProxy.Cut.RST);
    Change lost = await(HubState.WAITING);
    assertThat(lost.reason()).isEqualTo("the connection was reset");
    assertThat(millis(lost.atNanos(), await(HubState.AUTHORIZING))).isLessThan(250 + BUSY_MILLIS);
    await(HubState.ONLINE);
  }

  @Test
  void aHubThatIsBackSoonIsFoundWithinTwoSeconds() throws Exception {
    start(hub.port());
    await(HubState.ONLINE);
    int port = hub.port();
    hub.close();
    Thread.sleep(3_000);
    hub = HubServer.start(HubServerConfig.loopback(port));
    changes.clear();
    long from = System.nanoTime();
    assertThat(millis(from, await(HubState.ONLINE))).isLessThan(2_000 + BUSY_MILLIS);
  }

  /** So does a machine that is just starting: what comes too early gets no answer at all. */
  @Test
  void aHubThatDoesNotEvenRefuseIsFoundWithinTwoSecondsOfItsReturn() throws Exception {
    int port = hub.port();
    hub.close();
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket deaf = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      fill(deaf, waiting);
      start(port);
      Change unanswered = await(HubState.WAITING);
      assertThat(unanswered.reason()).endsWith(" does not answer");
      await(HubState.WAITING);
    }
    hub = HubServer.start(HubServerConfig.loopback(port));
    long from = System.nanoTime();
    assertThat(millis(from, await(HubState.ONLINE))).isLessThan(2_000 + BUSY_MILLIS);
    for (Socket socket : waiting) {
      socket.close();
    }
  }

  /** Linux leaves a connection unanswered when so many wait already to be taken. */
  private static void fill(ServerSocket deaf, List<Socket> waiting) throws IOException {
    while (true) {
      Socket next = new Socket();
      try {
        next.connect(
            new InetSocketAddress(deaf.getInetAddress(), deaf.getLocalPort()), BUSY_MILLIS);
        waiting.add(next);
      } catch (SocketTimeoutException e) {
        next.close();
        return;
      }
    }
  }

  @Test
  void everyChangeIsLoggedOnceWithItsReasonAndItsTime() throws Exception {
    try (LogRecord log = LogRecord.from(Level.DEBUG)) {
      FaultProxy between = throughTheNetwork();
      await(HubState.ONLINE);
      between.cut(FaultProxy.Cut.FIN);
      await(HubState.WAITING);
      await(HubState.ONLINE);
      stopAll();
      client = null;
      String hubsName = "hub http://127.0.0.1:" + between.port() + "/api/hub: ";
      assertThat(log.entries())
          .filteredOn(entry -> entry.logger().equals(HubClient.class.getName()))
          // The login is repeated behind the link that is back, and ends when it ends.
          .filteredOn(entry -> !entry.text().endsWith(": another token is in use"))
          .extracting(
              entry ->
                  entry.level()
                      + " "
                      + entry.text().replace(hubsName, "").replaceAll("\\d+ ms", "N ms"))
          .containsExactly(
              "DEBUG authorizing, was stopped for N ms: started",
              "DEBUG subscribing, was authorizing for N ms: let in",
              "DEBUG binding, was subscribing for N ms: subscribed",
              "INFO online, was binding for N ms: the WebSocket is open",
              "WARN waiting, was online for N ms: the connection was cut; trying again",
              "DEBUG authorizing, was waiting for N ms: the pause is over",
              "DEBUG subscribing, was authorizing for N ms: let in",
              "DEBUG binding, was subscribing for N ms: subscribed",
              "INFO online, was binding for N ms: the WebSocket is open",
              "DEBUG stopped, was online for N ms: closed by us");
    }
  }

  private FaultProxy throughTheNetwork() {
    FaultProxy between = FaultProxy.to(hub.port(), LineSpeed.UNLIMITED);
    network = between;
    start(between.port());
    return between;
  }

  private void start(int port) {
    HubClient started =
        new HubClient(
            HubConfig.of(
                HubAddress.parse("http://127.0.0.1:" + port + "/api/hub"),
                "OR-3",
                new HubConfig.Auth.Mock("or-3"),
                HubConfig.Publish.AUTO,
                List.of("status-request")),
            new Sender("or-3", "session-1", "NAVICAST-TEST01", "NAVICast", "CONTROLLER"),
            loop.next(),
            () -> Transport.best().outbound(loop),
            SystemTime.SOURCE,
            () -> 0.999,
            new HubClient.Listener() {
              @Override
              public void changed(HubState state, String reason) {
                changes.add(new Change(state, reason, System.nanoTime()));
              }
            });
    client = started;
    started.start();
  }

  private Change await(HubState wanted) throws InterruptedException {
    Change change;
    do {
      change = changes.poll(10, TimeUnit.SECONDS);
      assertThat(change).as("change before " + wanted).isNotNull();
    } while (change.state() != wanted);
    return change;
  }

  private static long millis(long fromNanos, Change change) {
    return TimeUnit.NANOSECONDS.toMillis(change.atNanos() - fromNanos);
  }
}
