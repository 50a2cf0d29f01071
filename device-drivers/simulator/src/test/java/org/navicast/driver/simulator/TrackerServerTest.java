package org.navicast.driver.simulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.navicast.driver.igtlink.TrackerProvider;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Doubt;
import org.navicast.gateway.input.InputEvent;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

@Timeout(30)
final class TrackerServerTest {
  private static final int RATE = 200;

  @ParameterizedTest
  @EnumSource
  void showsBothToolsToTheDriverAsOnePose(TrackerServer.Form form) throws Exception {
    BlockingQueue<InputEvent> events = new LinkedBlockingQueue<>();
    var loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try (TrackerServer server = TrackerServer.start(0, form, RATE)) {
      var context =
          new DriverContext(
              "camera",
              System::nanoTime,
              () -> new Bootstrap().group(loop).channel(NioSocketChannel.class));
      Map<String, Object> settings = new HashMap<>(server.settings());
      settings.remove("driver");
      TrackerProvider provider = new TrackerProvider();
      DeviceDriver driver = provider.create(provider.shape().read("", settings), context);
      var run =
          new FutureTask<Void>(
              () -> {
                driver.run(events::add);
                return null;
              });
      Thread.ofPlatform().daemon().start(run);
      assertInstanceOf(DeviceStatus.class, next(events));
      for (int i = 0; i < 10; i++) {
        Pose pose = nextPose(events);
        assertEquals("Reference", pose.frame());
        assertEquals(
            List.of("StylusTip", "Needle"), pose.tools().stream().map(ToolPose::name).toList());
        for (ToolPose tool : pose.tools()) {
          assertEquals(ToolPose.Status.OK, tool.status());
        }
      }
      driver.close();
      run.get();
    } finally {
      loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
  }

  @Test
  void speaksTheVersionOfItsClient() throws Exception {
    try (TrackerServer server = TrackerServer.start(0, TrackerServer.Form.TRANSFORM, RATE);
        Socket client = connect(server)) {
      assertEquals(1, client.getInputStream().readNBytes(2)[1]);
      client.getInputStream().skipNBytes(2 * 106 - 2);
      client.getOutputStream().write(new byte[] {0, 2});
      int version = 1;
      while (version == 1) {
        version = client.getInputStream().readNBytes(2)[1];
        client.getInputStream().skipNBytes(version == 1 ? 104 : 0);
      }
      assertEquals(2, version);
    }
  }

  @Test
  void takesTheNextClientWhenOneWent() throws Exception {
    try (TrackerServer server = TrackerServer.start(0, TrackerServer.Form.TDATA, RATE)) {
      for (int i = 0; i < 3; i++) {
        try (Socket client = connect(server)) {
          assertArrayEquals(new byte[] {0, 1}, client.getInputStream().readNBytes(2));
        }
      }
    }
  }

  @Test
  void leavesNothingBehind() throws Exception {
    TrackerServer server = TrackerServer.start(0, TrackerServer.Form.TDATA, 1);
    int port = server.port();
    try (Socket client = connect(server)) {
      client.getInputStream().readNBytes(2);
      server.close();
      server.close();
    }
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals("simulated-tracker")));
    TrackerServer.start(port, TrackerServer.Form.TDATA, 1).close();
  }

  private static Socket connect(TrackerServer server) throws Exception {
    return new Socket(InetAddress.getLoopbackAddress(), server.port());
  }

  /** Until the server is heard in version 2, it is said that its tools' state is not known. */
  private static Pose nextPose(BlockingQueue<InputEvent> events) throws InterruptedException {
    InputEvent event = next(events);
    while (event instanceof Doubt) {
      event = next(events);
    }
    return assertInstanceOf(Pose.class, event);
  }

  private static InputEvent next(BlockingQueue<InputEvent> events) throws InterruptedException {
    InputEvent event = events.poll(10, TimeUnit.SECONDS);
    assertNotNull(event);
    return event;
  }
}
