package org.navicast.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.navicast.app.hub.SystemTime;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.Source;
import org.navicast.cast.fault.FaultProxy;
import org.navicast.cast.fault.LineSpeed;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.hub.HubConfig;
import org.navicast.cast.hub.HubState;
import org.navicast.cast.link.HubAddress;
import org.navicast.cast.net.Transport;
import org.navicast.hub.HubServer;
import org.navicast.hub.HubServerConfig;
import tools.jackson.databind.JsonNode;

/** Presses on a slow line, while a cap tells its motion all the time. */
class SlowLineTest {
  private static final String TOPIC = "OR-3";
  private static final int PRESSES = 6;

  /** More than the way there and back on the slowest line. */
  private static final int BETWEEN_PRESSES_MILLIS = 350;

  /** Of a busy machine. */
  private static final int BUSY_MILLIS = 400;

  @ParameterizedTest
  @EnumSource(
      value = HubConfig.Publish.class,
      names = {"HTTP", "WEBSOCKET"})
  void noPressIsLostOrLateOn2G(HubConfig.Publish publish) throws Exception {
    // 100 ms under way; at most 2 KiB of motion ahead of it, and itself, at 250 kbit/s.
    press(publish, LineSpeed.MOBILE_2G, 100 + 66 + 34);
  }

  @Test
  void noPressIsLostOrLateOn4GByPost() throws Exception {
    press(HubConfig.Publish.HTTP, LineSpeed.MOBILE_4G, 20 + 10);
  }

  private static void press(HubConfig.Publish publish, LineSpeed line, long wayMillis)
      throws Exception {
    Transport transport = Transport.best();
    EventLoopGroup loops = transport.newLoop("engine");
    EventLoop loop = loops.next();
    CountDownLatch online = new CountDownLatch(1);
    try (HubServer hub = HubServer.start(HubServerConfig.loopback(0));
        FaultProxy network = FaultProxy.to(hub.port(), line);
        TestSubscriber viewer = TestSubscriber.of("http://127.0.0.1:" + hub.port(), TOPIC)) {
      HubClient gateway =
          new HubClient(
              HubConfig.of(
                  HubAddress.parse("http://127.0.0.1:" + network.port() + "/api/hub"),
                  TOPIC,
                  new HubConfig.Auth.None(),
                  publish,
                  List.of("status-request")),
              TestLinks.SENDER,
              loop,
              () -> transport.outbound(loops),
              SystemTime.SOURCE,
              () -> 0.5,
              new HubClient.Listener() {
                @Override
                public void changed(HubState state, String reason) {
                  if (state == HubState.ONLINE) {
                    online.countDown();
                  }
                }
              });
      gateway.start();
      assertThat(online.await(10, TimeUnit.SECONDS)).isTrue();
      ScheduledFuture<?> cap =
          loop.scheduleAtFixedRate(
              () -> {
                gateway.offer(motion());
                gateway.flush();
              },
              0,
              10,
              TimeUnit.MILLISECONDS);
      Thread.sleep(500);
      List<Long> ways = new ArrayList<>();
      for (int i = 1; i <= PRESSES; i++) {
        long pressId = i;
        loop.execute(
            () -> {
              gateway.offer(button(pressId, NaviButton.State.PRESSED));
              gateway.offer(button(pressId, NaviButton.State.RELEASED));
              gateway.flush();
            });
        JsonNode pressed = viewer.awaitButton("left", "pressed");
        long arrivedMicros = SystemTime.epochMicros();
        long capturedMicros =
            SystemTime.epochMicros(Instant.parse(pressed.path("capturedAt").asString()));
        assertThat(pressed.path("pressId").asLong()).isEqualTo(pressId);
        assertThat(pressed.path("ageMicros").asLong())
            .as("it does not wait for what is under way")
            .isLessThan(TimeUnit.MILLISECONDS.toMicros(HubConfig.DEFAULT_DEADLINE_MILLIS));
        ways.add(TimeUnit.MICROSECONDS.toMillis(arrivedMicros - capturedMicros));
        viewer.awaitButton("left", "released");
        Thread.sleep(BETWEEN_PRESSES_MILLIS);
      }
      // One by one they tell of the machine; what waits on the line delays them all.
      Collections.sort(ways);
      assertThat(ways.get(PRESSES / 2))
          .as("nor does much wait in front of it: %s ms", ways)
          .isLessThan(wayMillis + BUSY_MILLIS);
      cap.cancel(false);
      gateway.close().get(5, TimeUnit.SECONDS);
    } finally {
      loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    }
  }

  private static NaviButton button(long pressId, NaviButton.State state) {
    return new NaviButton(
        new Source("pedals", "footswitch"),
        System.nanoTime(),
        "left",
        state,
        pressId,
        0,
        250,
        state.ends() ? 0 : 150,
        CancelReason.NONE);
  }

  private static NaviMotion motion() {
    return new NaviMotion(new Source("cap", "6dof"), System.nanoTime(), 0.5, 0, 0, 0, 0, 0, 250, 1);
  }
}
