package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoopGroup;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.navicast.app.hub.SystemTime;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.hub.HubState;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.net.Transport;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.runtime.EngineLoop;
import org.navicast.hub.HubServer;
import org.navicast.hub.HubServerConfig;

/** A second hub on standby: the gateway goes there, tells what is true, and comes back. */
class StandbyTest {
  private static final String TOPIC = "OR-3";
  private static final String PEDALS = "pedals";
  private static final int RETURN_SECONDS = 1;

  private final EventLoopGroup loops = Transport.best().newLoop("gateway");
  private final BlockingQueue<HubAddress> online = new LinkedBlockingQueue<>();
  private HubServer first;
  private HubServer second;
  private HubClient gateway;
  private EngineLoop engine;

  @BeforeEach
  void start() throws Exception {
    first = HubServer.start(HubServerConfig.loopback(0));
    second = HubServer.start(HubServerConfig.loopback(0));
    gateway =
        new HubClient(
            HubConfig.of(
                    HubAddress.parse(url(first)),
                    TOPIC,
                    new HubConfig.Auth.Mock("or-3"),
                    HubConfig.Publish.AUTO,
                    List.of("status-request"))
                .withStandby(
                    new HubConfig.Standby(List.of(HubAddress.parse(url(second))), RETURN_SECONDS)),
            TestLinks.SENDER,
            loops.next(),
            () -> Transport.best().outbound(loops),
            SystemTime.SOURCE,
            () -> 0.999,
            new HubClient.Listener() {
              @Override
              public void changed(HubState state, String reason) {
                if (state == HubState.ONLINE) {
                  online.add(gateway.hub());
                }
              }

              @Override
              public void online(long nowNanos) {
                engine.post(Engine::announce);
              }
            });
    engine =
        new EngineLoop(
            loops.next(),
            new Engine(List.of(DeviceSettings.of(PEDALS, DeviceKind.FOOTSWITCH)), gateway::offer),
            System::nanoTime,
            gateway::flush);
    engine.accept(DeviceStatus.connected(PEDALS, System.nanoTime(), "", ""));
    gateway.start();
    assertThat(nextOnline()).isEqualTo(url(first));
    TimeUnit.MILLISECONDS.sleep(1_100); // from then on the link counts as one that worked
  }

  @AfterEach
  void stop() throws Exception {
    gateway.close().get(5, TimeUnit.SECONDS);
    first.close();
    second.close();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
  }

  @Test
  void theSecondTakesOverAndHearsWhatIsTrue() throws Exception {
    try (TestSubscriber viewer = TestSubscriber.of(root(second), TOPIC)) {
      press(true);
      long from = System.nanoTime();
      first.close();
      assertThat(nextOnline()).isEqualTo(url(second));
      // The first retry, which fails at once, and the way in.
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from)).isLessThan(3_000);
      viewer.awaitDevice(PEDALS, "connected");
      press(false);
      press(true);
      assertThat(viewer.awaitButton("left", "pressed").path("pressId").asLong())
          .as("the press of before is not told again")
          .isEqualTo(2);
      press(false);
      viewer.awaitButton("left", "released");
    }
  }

  @Test
  void theFirstIsUsedAgainOnceNothingIsHeld() throws Exception {
    int port = first.port();
    first.close();
    assertThat(nextOnline()).isEqualTo(url(second));
    press(true);
    first = HubServer.start(HubServerConfig.loopback(port));
    assertThat(online.poll(2 * RETURN_SECONDS + 1, TimeUnit.SECONDS)).as("while held").isNull();
    try (TestSubscriber viewer = TestSubscriber.of(root(second), TOPIC);
        TestSubscriber firstViewer = TestSubscriber.of(root(first), TOPIC)) {
      press(false);
      viewer.awaitButton("left", "released");
      assertThat(nextOnline()).isEqualTo(url(first));
      firstViewer.awaitDevice(PEDALS, "connected");
      press(true);
      firstViewer.awaitButton("left", "pressed");
      press(false);
    }
  }

  @Test
  void aShortCutOfTheFirstIsNoReasonToLeaveIt() throws Exception {
    int port = first.port();
    first.close();
    first = HubServer.start(HubServerConfig.loopback(port));
    assertThat(nextOnline()).isEqualTo(url(first));
  }

  private void press(boolean pressed) throws InterruptedException {
    engine.accept(new Button(PEDALS, System.nanoTime(), "left", pressed));
    TimeUnit.MILLISECONDS.sleep(30); // contacts bounce for less
  }

  private String nextOnline() throws InterruptedException {
    HubAddress next = online.poll(10, TimeUnit.SECONDS);
    assertThat(next).as("online").isNotNull();
    return next.toString();
  }

  private static String root(HubServer hub) {
    return "http://127.0.0.1:" + hub.port();
  }

  private static String url(HubServer hub) {
    return root(hub) + "/api/hub";
  }
}
