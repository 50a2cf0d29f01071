package org.navicast.cast.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.navicast.cast.fault.FaultProxy.Cut;
import org.navicast.cast.fault.FaultProxy.Direction;

/** What it does to a client and to a server that sends back what it gets. */
class FaultProxyTest {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final int A_WHILE_MILLIS = 100;

  private final ServerSocket server;
  private final BlockingQueue<Heard> ended = new LinkedBlockingQueue<>();
  private final FaultProxy proxy;

  /** All that the server heard on a connection, and whether it ended by a reset. */
  private record Heard(int bytes, boolean reset) {}

  FaultProxyTest() throws IOException {
    server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    proxy = FaultProxy.to(server.getLocalPort(), LineSpeed.UNLIMITED);
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    server.close();
  }

  @Test
  void carriesBytesBothWaysUnchanged() throws Exception {
    byte[] bytes = new byte[300_000];
    new Random(1).nextBytes(bytes);
    try (Socket client = connect()) {
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      client.getOutputStream().write(bytes);
                      client.shutdownOutput();
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  });
      assertThat(client.getInputStream().readAllBytes()).isEqualTo(bytes);
      writer.join();
    }
    assertThat(proxy.accepted()).isEqualTo(1);
    assertThat(ended()).isEqualTo(new Heard(bytes.length, false));
  }

  @Test
  void aCutByFinEndsBothSidesInAnOrderlyWay() throws Exception {
    try (Socket client = connect()) {
      assertThat(echo(client, "before")).isEqualTo("before");
      proxy.cut(Cut.FIN);
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      assertThat(ended()).isEqualTo(new Heard(6, false));
    }
    try (Socket client = connect()) {
      assertThat(echo(client, "again")).isEqualTo("again");
    }
  }

  @Test
  void aCutByRstResetsBothSides() throws Exception {
    try (Socket client = connect()) {
      assertThat(echo(client, "before")).isEqualTo("before");
      proxy.cut(Cut.RST);
      assertThatThrownBy(() -> client.getInputStream().read()).hasMessageContaining("reset");
      assertThat(ended()).isEqualTo(new Heard(6, true));
    }
  }

  @Test
  void aStallHoldsBackAndLosesNothing() throws Exception {
    try (Socket client = connect()) {
      proxy.stall();
      send(client, "held back");
      assertSilent(client);
      proxy.carry();
      assertThat(receive(client, 9)).isEqualTo("held back");
    }
  }

  @Test
  void whatIsUnderWayInAStallIsLostWithItsConnection() throws Exception {
    try (Socket client = connect()) {
      assertThat(echo(client, "1")).isEqualTo("1");
      proxy.stall();
      send(client, "lost");
      assertSilent(client);
      client.setSoLinger(true, 0);
    }
    assertThat(ended()).isEqualTo(new Heard(1, true));
  }

  @Test
  void whatIsSwallowedNeverComes() throws Exception {
    try (Socket before = connect()) {
      assertThat(echo(before, "1")).isEqualTo("1");
      proxy.swallow();
      send(before, "lost");
      assertSilent(before);
      try (Socket during = connect()) {
        send(during, "lost too");
        assertSilent(during);
        proxy.carry();
        send(during, "still");
        assertSilent(during);
      }
      send(before, "still");
      assertSilent(before);
      try (Socket after = connect()) {
        assertThat(echo(after, "well again")).isEqualTo("well again");
      }
      assertThat(ended()).as("the new one").isEqualTo(new Heard(10, false));
      assertThat(ended.poll()).as("the server still believes in the old one").isNull();
    }
  }

  @Test
  void resetsInTheMiddleOfWhatIsSentUp() throws Exception {
    try (Socket client = connect()) {
      assertThat(echo(client, "12345")).isEqualTo("12345");
      proxy.resetAfter(Direction.UP, 7);
      assertThat(proxy.resetPending()).isTrue();
      send(client, "12345");
      send(client, "67890");
      assertThat(ended()).isEqualTo(new Heard(12, true));
      assertThat(proxy.resetPending()).isFalse();
    }
  }

  @Test
  void resetsInTheMiddleOfWhatComesDown() throws Exception {
    try (Socket client = connect()) {
      proxy.resetAfter(Direction.DOWN, 3);
      send(client, "12345");
      assertThat(receive(client, 3)).isEqualTo("123");
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aServerThatIsNotThereIsAReset() throws Exception {
    server.close();
    try (Socket client = connect()) {
      assertThatThrownBy(() -> client.getInputStream().read()).hasMessageContaining("reset");
    }
  }

  @Test
  void aSlowLineIsSharedByAllConnections() throws Exception {
    try (FaultProxy slow = FaultProxy.to(server.getLocalPort(), new LineSpeed(250, 750, 20));
        Socket one = connect(slow);
        Socket two = connect(slow)) {
      long begin = System.nanoTime();
      send(one, "x".repeat(1_000));
      send(two, "y".repeat(1_000));
      receive(one, 1_000);
      receive(two, 1_000);
      // 16,000 bits up at 250 kbit/s, 8,000 of them down at 750, and the latency both ways.
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin)).isBetween(113L, 2_000L);
    }
  }

  @Test
  void closingEndsEverything() throws Exception {
    try (Socket client = connect()) {
      assertThat(echo(client, "1")).isEqualTo("1");
      proxy.stall();
      proxy.close();
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
      assertThatThrownBy(this::connect).isInstanceOf(IOException.class);
    }
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket peer = server.accept();
        Thread.ofVirtual().start(() -> sendBack(peer));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void sendBack(Socket peer) {
    int total = 0;
    boolean reset = false;
    try (peer) {
      byte[] buffer = new byte[4_096];
      for (int n = 0; n >= 0; n = peer.getInputStream().read(buffer)) {
        total += n;
        peer.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException e) {
      reset = true;
    }
    ended.add(new Heard(total, reset));
  }

  private Heard ended() throws InterruptedException {
    Heard heard = ended.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    assertThat(heard).as("the server's connection ends").isNotNull();
    return heard;
  }

  private Socket connect() throws IOException {
    return connect(proxy);
  }

  private static Socket connect(FaultProxy to) throws IOException {
    Socket client = new Socket();
    client.setSoTimeout(PATIENCE_MILLIS);
    client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to.port()));
    return client;
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String receive(Socket client, int bytes) throws IOException {
    byte[] read = client.getInputStream().readNBytes(bytes);
    return new String(read, StandardCharsets.US_ASCII);
  }

  private static String echo(Socket client, String text) throws IOException {
    send(client, text);
    return receive(client, text.length());
  }

  private static void assertSilent(Socket client) throws IOException {
    client.setSoTimeout(A_WHILE_MILLIS);
    assertThatThrownBy(() -> client.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    client.setSoTimeout(PATIENCE_MILLIS);
  }
}
