package org.navicast.gateway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviEvent;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.Motion;

/** From a driver to what a hub is told, and back to silence. */
@Timeout(60)
class GatewayTest {
  private final EventLoop loop = new DefaultEventLoop();
  private final Recorder<NaviEvent> told = new Recorder<>();
  private final FakeProvider provider = new FakeProvider();
  private volatile boolean engineFails;
  private final EngineLoop engineLoop =
      new EngineLoop(
          loop,
          new Engine(List.of(DeviceSettings.of("pedals", DeviceKind.FOOTSWITCH)), this::tellOrFail),
          System::nanoTime,
          () -> {});

  @AfterEach
  void end() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void aPedalUnpluggedWhileHeldIsCancelledAndWorksAfterReplugging() throws Exception {
    try (Gateway _ = start()) {
      FakeDriver first = provider.drivers.next();
      first.connect();
      assertDevice(NaviDevice.State.CONNECTED);
      first.press("left");
      assertButton(NaviButton.State.PRESSED, CancelReason.NONE);

      first.fail(new IOException("the cable was pulled"));
      assertButton(NaviButton.State.CANCELLED, CancelReason.DEVICE_LOST);
      assertDevice(NaviDevice.State.LOST);

      FakeDriver second = provider.drivers.next();
      second.connect();
      assertDevice(NaviDevice.State.CONNECTED);
      second.press("left");
      assertButton(NaviButton.State.PRESSED, CancelReason.NONE);
    }
  }

  @Test
  void stoppingLetsGoOfWhatIsHeldAndEndsTheDriver() throws Exception {
    Gateway gateway = start();
    FakeDriver driver = held();

    gateway.close();
    assertButton(NaviButton.State.CANCELLED, CancelReason.GATEWAY_STOPPING);
    assertTrue(driver.isClosed());
    driver.press("right");
    assertEquals(List.of(), told.rest());
  }

  @Test
  void aDriverThatHangsDoesNotDelayTheCancels() throws Exception {
    provider.driversIgnoreClose = true;
    Gateway gateway = start();
    FakeDriver driver = held();

    CompletableFuture<Void> stopped = gateway.stop();
    assertButton(NaviButton.State.CANCELLED, CancelReason.GATEWAY_STOPPING);
    assertFalse(stopped.isDone());

    driver.returnByItself();
    stopped.get(10, TimeUnit.SECONDS);
  }

  @Test
  void stoppingTwiceIsStoppingOnce() throws Exception {
    Gateway gateway = start();

    assertSame(gateway.stop(), gateway.stop());
    gateway.close();
  }

  @Test
  void theEnginesThreadDoesNotWaitForItself() throws Exception {
    Gateway gateway = start();

    ExecutionException refused =
        assertThrows(ExecutionException.class, () -> loop.submit(gateway::close).get());
    assertInstanceOf(IllegalStateException.class, refused.getCause());
    gateway.close();
  }

  @Test
  void stoppingAfterTheLoopHasEndedStillEndsTheDrivers() throws Exception {
    Gateway gateway = start();
    FakeDriver driver = provider.drivers.next();
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();

    gateway.close();
    assertTrue(driver.isClosed());
  }

  @Test
  void aDeviceWhoseReportTheEngineFailsOnIsStartedAnew() throws Exception {
    try (Gateway _ = start()) {
      FakeDriver first = provider.drivers.next();
      first.connect();
      assertDevice(NaviDevice.State.CONNECTED);
      engineFails = true;
      first.say(new Motion("pedals", System.nanoTime(), 1, 0, 0, 0, 0, 0));

      FakeDriver second = provider.drivers.next();
      assertTrue(first.isClosed());
      assertDevice(NaviDevice.State.FAULTED);
      second.connect();
      assertDevice(NaviDevice.State.CONNECTED);
    }
  }

  @Test
  void anotherConfigurationOpensWhatIsNewAndTouchesNothingElse() throws Exception {
    List<DeviceSettings> both =
        List.of(
            DeviceSettings.of("pedals", DeviceKind.FOOTSWITCH),
            DeviceSettings.of("desk", DeviceKind.FOOTSWITCH));
    try (Gateway gateway = start()) {
      FakeDriver pedals = held();
      gateway
          .change(
              Set.of("pedals"),
              List.of(provider.device("desk", System::nanoTime)),
              (engine, nowNanos) -> engine.use(both, Set.of("pedals"), nowNanos))
          .get(10, TimeUnit.SECONDS);
      FakeDriver desk = provider.drivers.next();
      desk.connect();
      assertDevice(NaviDevice.State.CONNECTED);
      desk.press("left");
      assertButton(NaviButton.State.PRESSED, CancelReason.NONE);
      assertFalse(pedals.isClosed());

      gateway
          .change(
              Set.of("desk"),
              List.of(provider.device("pedals", System::nanoTime)),
              (engine, nowNanos) -> engine.use(both, Set.of("desk"), nowNanos))
          .get(10, TimeUnit.SECONDS);
      assertButton(NaviButton.State.CANCELLED, CancelReason.DEVICE_LOST);
      assertDevice(NaviDevice.State.LOST);
      assertTrue(pedals.isClosed());
      pedals.press("right");
      FakeDriver again = provider.drivers.next();
      again.connect();
      assertDevice(NaviDevice.State.CONNECTED);
      again.press("left");
      assertButton(NaviButton.State.PRESSED, CancelReason.NONE);
      assertFalse(desk.isClosed());
    }
  }

  @Test
  void aDeviceTakesThePlaceOfOneThatHangsOnlyAfterAWhile() throws Exception {
    provider.driversIgnoreClose = true;
    List<DeviceSettings> same = List.of(DeviceSettings.of("pedals", DeviceKind.FOOTSWITCH));
    try (Gateway gateway = start()) {
      FakeDriver hanging = held();
      CompletableFuture<Void> changed =
          gateway.change(
              Set.of(),
              List.of(provider.device("pedals", System::nanoTime)),
              (engine, nowNanos) -> engine.use(same, Set.of(), nowNanos));
      assertButton(NaviButton.State.CANCELLED, CancelReason.DEVICE_LOST);
      assertFalse(changed.isDone());
      hanging.returnByItself();
      changed.get(10, TimeUnit.SECONDS);
      FakeDriver next = provider.drivers.next();
      next.returnByItself();
    }
  }

  @Test
  void afterItsEndNothingIsOpened() throws Exception {
    Gateway gateway = start();
    FakeDriver driver = provider.drivers.next();
    driver.connect(); // at work: one that was only made has nothing to close
    gateway.close();
    gateway
        .change(
            Set.of(),
            List.of(provider.device("pedals", System::nanoTime)),
            (engine, nowNanos) -> {
              throw new AssertionError("the engine has ended");
            })
        .get(10, TimeUnit.SECONDS);
    assertTrue(driver.isClosed());
    assertEquals(List.of(), provider.drivers.rest());
  }

  private Gateway start() {
    return Gateway.start(engineLoop, List.of(provider.device("pedals", System::nanoTime)), () -> 0);
  }

  private FakeDriver held() throws Exception {
    FakeDriver driver = provider.drivers.next();
    driver.connect();
    assertDevice(NaviDevice.State.CONNECTED);
    driver.press("left");
    assertButton(NaviButton.State.PRESSED, CancelReason.NONE);
    return driver;
  }

  private void tellOrFail(NaviEvent event) {
    if (engineFails) {
      engineFails = false;
      throw new IllegalStateException("made by the test");
    }
    told.accept(event);
  }

  private void assertDevice(NaviDevice.State state) throws InterruptedException {
    NaviEvent event = nextButHeldAndMotion();
    assertEquals(state, ((NaviDevice) event).state());
  }

  private void assertButton(NaviButton.State state, CancelReason reason)
      throws InterruptedException {
    NaviButton button = (NaviButton) nextButHeldAndMotion();
    assertEquals(state, button.state());
    assertEquals(reason, button.reason());
  }

  /** A slow machine may see a held or a rest in between. */
  private NaviEvent nextButHeldAndMotion() throws InterruptedException {
    NaviEvent event = told.next();
    while (!(event instanceof NaviDevice)
        && !(event instanceof NaviButton button && button.state() != NaviButton.State.HELD)) {
      event = told.next();
    }
    return event;
  }
}
