package org.navicast.driver.igtlink;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.navicast.driver.igtlink.RawMessage.TIME_MICROS;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.InputEvent;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/** The driver against a real socket into which the test writes the bytes. */
@Timeout(30)
final class TrackerDriverTest {
  private static EventLoopGroup loop;

  private final BlockingQueue<InputEvent> events = new LinkedBlockingQueue<>();
  private ServerSocket server;

  @BeforeAll
  static void startLoop() {
    loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  }

  @AfterAll
  static void stopLoop() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stopListening() throws IOException {
    server.close();
  }

  @Test
  void isFoundByItsId() {
    DriverProvider provider =
        ServiceLoader.load(DriverProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(p -> p.id().equals("tracker-igtlink"))
            .findFirst()
            .orElseThrow();
    assertEquals(DeviceKind.TRACKER, provider.kind());
  }

  @Test
  void readsPosesFromMessagesCutAtOddPlaces() throws Exception {
    DeviceDriver driver = driver();
    FutureTask<Void> run = start(driver);
    try (Socket client = server.accept()) {
      client.setTcpNoDelay(true);
      DeviceStatus connected = assertInstanceOf(DeviceStatus.class, next());
      assertEquals(DeviceStatus.State.CONNECTED, connected.state());
      assertEquals("OpenIGTLink " + address(), connected.product());
      byte[] greeting = Vectors.bytes("greeting-v2");
      assertArrayEquals(greeting, client.getInputStream().readNBytes(greeting.length));

      byte[] bytes =
          RawMessage.join(
              Vectors.bytes("image-v2-unknown"),
              Vectors.bytes("transform-v2-ok"),
              Vectors.bytes("status-v1-keep-alive"),
              Vectors.bytes("tdata-v2"));
      OutputStream out = client.getOutputStream();
      for (int at = 0; at < bytes.length; at += 7) {
        out.write(bytes, at, Math.min(7, bytes.length - at));
      }

      Pose first = assertInstanceOf(Pose.class, next());
      assertEquals("camera", first.device());
      assertEquals("Reference", first.frame());
      assertEquals(TIME_MICROS, first.trackerEpochMicros());
      ToolPose stylus = first.tools().getFirst();
      assertEquals("StylusTip", stylus.name());
      assertEquals(-20.25, stylus.y());
      assertEquals(Math.sqrt(0.5), stylus.qz(), 1e-6);

      Pose second = assertInstanceOf(Pose.class, next());
      assertEquals(2, second.tools().size());
      assertEquals(ToolPose.without("Needle", ToolPose.Status.MISSING), second.tools().get(1));
    }
    assertEquals("the OpenIGTLink server at " + address() + " closed the connection", failure(run));
    driver.close();
  }

  @Test
  void endsWhenTheServerVanishes() throws Exception {
    FutureTask<Void> run = start(driver());
    Socket client = server.accept();
    next();
    client.setSoLinger(true, 0); // a reset, as from a process that was killed
    client.close();
    String reason = failure(run);
    assertTrue(reason.contains("the OpenIGTLink server at " + address()), reason);
  }

  @Test
  void tellsThatNobodyAnswers() throws Exception {
    server.close();
    IOException e = assertThrows(IOException.class, () -> driver().run(events::add));
    assertEquals(
        "no OpenIGTLink server answers at " + address() + " (connection refused)", e.getMessage());
    assertEquals(0, events.size());
  }

  @Test
  void tellsThatANameIsNotKnown() throws Exception {
    DeviceDriver driver = driver(new TrackerProvider(), Map.of("host", "[::nowhere]"));
    IOException e = assertThrows(IOException.class, () -> driver.run(events::add));
    assertEquals(
        "the name [::nowhere] of the OpenIGTLink server is not known; check host", e.getMessage());
  }

  @Test
  void returnsWhenClosed() throws Exception {
    DeviceDriver driver = driver();
    FutureTask<Void> run = start(driver);
    try (Socket client = server.accept()) {
      next();
      driver.close();
      run.get();
      client.getInputStream().skipNBytes(Vectors.bytes("greeting-v2").length);
      assertEquals(-1, client.getInputStream().read());
    }
  }

  @Test
  void greetsInVersion1AServerThatBrokeTheConnectionAtTheGreeting() throws Exception {
    DriverProvider provider = new TrackerProvider();
    FutureTask<Void> run = start(driver(provider, settings()));
    try (Socket client = server.accept()) {
      client.getInputStream().skipNBytes(2);
      client.setSoLinger(true, 0);
    }
    String reason = failure(run);
    assertTrue(reason.contains("it is greeted in version 1 next"), reason);

    FutureTask<Void> next = start(driver(provider, settings()));
    try (Socket client = server.accept()) {
      client.getOutputStream().write(Vectors.bytes("transform-v1"));
      byte[] asked = Vectors.bytes("greeting-v2");
      assertArrayEquals(
          asked, client.getInputStream().readNBytes(asked.length), "once it is heard, not before");
      client.shutdownOutput();
    }
    assertEquals(
        "the OpenIGTLink server at "
            + address()
            + " closed the connection after it was asked for version 2, as servers of version 1"
            + " do; it is not asked on the next connection (protocol: 1 never asks)",
        failure(next));

    FutureTask<Void> third = start(driver(provider, settings()));
    try (Socket client = server.accept()) {
      client.getOutputStream().write(Vectors.bytes("transform-v1"));
      client.shutdownOutput();
      assertEquals(-1, client.getInputStream().read(), "version 1 has no greeting");
    }
    assertEquals(
        "the OpenIGTLink server at " + address() + " closed the connection", failure(third));
  }

  @Test
  void leavesAServerAloneForAsLongAsItIsTold() throws Exception {
    DriverProvider provider = new TrackerProvider();
    Map<String, Object> settings = settings();
    settings.put("reconnect-seconds", 3_600L);
    FutureTask<Void> run = start(driver(provider, settings));
    server.accept().close();
    failure(run);

    DeviceDriver patient = driver(provider, settings);
    FutureTask<Void> waiting = start(patient);
    server.setSoTimeout(200);
    assertThrows(SocketTimeoutException.class, () -> server.accept());
    assertFalse(waiting.isDone());
    patient.close();
    waiting.get();
  }

  @Test
  void doesNotConnectOnceClosed() throws Exception {
    DeviceDriver driver = driver();
    driver.close();
    driver.run(events::add);
    assertEquals(0, events.size());
  }

  private DeviceDriver driver() throws SettingsException {
    return driver(new TrackerProvider(), settings());
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("host", InetAddress.getLoopbackAddress().getHostAddress());
    settings.put("port", (long) server.getLocalPort());
    return settings;
  }

  private static DeviceDriver driver(DriverProvider provider, Map<String, ?> settings)
      throws SettingsException {
    var context =
        new DriverContext(
            "camera",
            System::nanoTime,
            () -> new Bootstrap().group(loop).channel(NioSocketChannel.class));
    return provider.create(provider.shape().read("devices[0]", settings), context);
  }

  private FutureTask<Void> start(DeviceDriver driver) {
    var run =
        new FutureTask<Void>(
            () -> {
              driver.run(events::add);
              return null;
            });
    Thread.ofPlatform().daemon().start(run);
    return run;
  }

  private InputEvent next() throws InterruptedException {
    InputEvent event = events.poll(10, TimeUnit.SECONDS);
    assertNotNull(event);
    return event;
  }

  private String address() {
    return InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.getLocalPort();
  }

  private static String failure(FutureTask<Void> run) {
    var e = assertThrows(ExecutionException.class, run::get);
    return String.valueOf(assertInstanceOf(IOException.class, e.getCause()).getMessage());
  }
}
