package org.navicast.gateway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.DefaultEventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.engine.MotionSettings;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Motion;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/** The hand-over from device threads to the engine's loop, with real threads. */
@Timeout(60)
class EngineLoopTest {
  private static final String PEDALS = "pedals";
  private static final String CAP = "cap";

  private final CountingLoop loop = new CountingLoop();
  private final Recorder<NaviEvent> told = new Recorder<>();
  private volatile Consumer<NaviEvent> out = told;
  private volatile Runnable flush = () -> {};
  private final EngineLoop engineLoop = newEngineLoop();

  /** Counts what the engine's loop asks of Netty's. */
  private static final class CountingLoop extends DefaultEventLoop {
    final AtomicInteger tasks = new AtomicInteger();
    final AtomicInteger timers = new AtomicInteger();

    @Override
    public void execute(Runnable task) {
      tasks.incrementAndGet();
      super.execute(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
      timers.incrementAndGet();
      return super.schedule(task, delay, unit);
    }
  }

  @AfterEach
  void end() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  @Test
  void aReportFromADeviceThreadReachesTheEngineOnTheLoop() throws Exception {
    AtomicReference<Thread> teller = new AtomicReference<>();
    out =
        event -> {
          teller.set(Thread.currentThread());
          told.accept(event);
        };
    connect(PEDALS);
    press("left");

    assertInstanceOf(NaviDevice.class, told.next());
    assertButton(NaviButton.State.PRESSED, CancelReason.NONE);
    assertTrue(onLoop(() -> Thread.currentThread() == teller.get()));
  }

  @Test
  void aReportFromTheLoopIsToldBeforeTheCallReturns() throws Exception {
    List<NaviEvent> atOnce =
        onLoop(
            () -> {
              connect(PEDALS);
              press("left");
              return told.rest();
            });

    assertEquals(2, atOnce.size());
  }

  @Test
  void whatWaitsInTheQueueGoesBeforeAReportFromTheLoop() throws Exception {
    onLoop(
        () -> {
          Thread device = Thread.ofPlatform().start(() -> connect(PEDALS));
          device.join();
          press("left");
          return 0;
        });

    assertInstanceOf(NaviDevice.class, told.next());
    assertButton(NaviButton.State.PRESSED, CancelReason.NONE);
  }

  @Test
  void aHeldControlIsKeptHeldByTheTimer() throws Exception {
    connect(PEDALS);
    press("left");

    told.next();
    assertButton(NaviButton.State.PRESSED, CancelReason.NONE);
    assertButton(NaviButton.State.HELD, CancelReason.NONE);
    assertButton(NaviButton.State.HELD, CancelReason.NONE);
  }

  @Test
  void aBurstCostsOneWakeUp() throws Exception {
    connect(PEDALS);
    told.next();
    CountDownLatch free = block();
    int before = loop.tasks.get();
    for (int i = 0; i < 1_000; i++) {
      press("left");
    }

    assertEquals(1, loop.tasks.get() - before);
    free.countDown();
    assertButton(NaviButton.State.PRESSED, CancelReason.NONE);
  }

  @Test
  void reportsDoNotCostATimerEach() throws Exception {
    int timers =
        onLoop(
            () -> {
              connect(CAP);
              int before = loop.timers.get();
              for (int i = 1; i <= 1_000; i++) {
                push(i / 1_000.0);
              }
              return loop.timers.get() - before;
            });

    assertTrue(timers <= 2, timers + " timers");
  }

  @Test
  void aDeviceThatLostButtonReportsLetsGo() throws Exception {
    connect(PEDALS);
    press("left");
    told.next();
    assertButton(NaviButton.State.PRESSED, CancelReason.NONE);

    CountDownLatch free = blockWithFullQueue();
    press("left");
    free.countDown();

    NaviButton end = nextEnd();
    assertEquals(NaviButton.State.CANCELLED, end.state());
    assertEquals(CancelReason.OVERLOAD, end.reason());
    assertTrue(engineLoop.dropped() > 0);
  }

  @Test
  void aStatusIsNeverLost() throws Exception {
    connect(PEDALS);
    told.next();
    CountDownLatch free = blockWithFullQueue();
    lose(PEDALS);
    connect(PEDALS);
    free.countDown();

    NaviButton end = nextEnd();
    assertEquals(CancelReason.DEVICE_LOST, end.reason());
    assertEquals(NaviDevice.State.CONNECTED, ((NaviDevice) told.next()).state());
    press("left");
    assertButton(NaviButton.State.PRESSED, CancelReason.NONE);
  }

  @Test
  void nothingOvertakesWhatWentOver() throws Exception {
    connect(PEDALS);
    told.next();
    CountDownLatch free = blockWithFullQueue();
    lose(PEDALS);
    CountDownLatch draining = new CountDownLatch(1);
    CountDownLatch roomAgain = new CountDownLatch(1);
    out =
        event -> {
          draining.countDown();
          await(roomAgain);
          told.accept(event);
        };
    free.countDown();
    draining.await();
    connect(PEDALS);
    roomAgain.countDown();

    nextEnd();
    assertEquals(NaviDevice.State.CONNECTED, ((NaviDevice) told.next()).state());
    press("left");
    assertButton(NaviButton.State.PRESSED, CancelReason.NONE);
  }

  @Test
  void theReturnToRestIsNeverLost() throws Exception {
    connect(CAP);
    told.next();
    CountDownLatch free = block();
    for (int i = 0; i < EngineLoop.QUEUE_CAPACITY + 10; i++) {
      push(0.5);
    }
    push(0);
    free.countDown();

    NaviMotion motion = (NaviMotion) told.next();
    while (!motion.atRest()) {
      motion = (NaviMotion) told.next();
    }
    assertEquals(10, engineLoop.dropped());
  }

  @Test
  void afterAnOverloadTheDeviceIsHeardAsBefore() throws Exception {
    connect(PEDALS);
    told.next();
    CountDownLatch free = blockWithFullQueue();
    press("left");
    free.countDown();
    nextEnd();

    press("right");
    assertButton(NaviButton.State.PRESSED, CancelReason.NONE);
  }

  @Test
  void anEngineThatFailsCostsTheDeviceNotTheLoop() throws Exception {
    Recorder<String> faulted = new Recorder<>();
    engineLoop.whenFaulted(faulted);
    out =
        event -> {
          told.accept(event);
          if (event instanceof NaviMotion) {
            throw new IllegalStateException("made by the test");
          }
        };
    connect(PEDALS);
    connect(CAP);
    told.next();
    told.next();
    push(0.5);

    assertEquals(CAP, faulted.next());
    assertInstanceOf(NaviMotion.class, told.next());
    press("left");
    NaviEvent next = told.next();
    while (!(next instanceof NaviButton)) {
      next = told.next();
    }
  }

  @Test
  void aTaskThatFailsDoesNotEndTheLoop() throws Exception {
    engineLoop.post(
        (engine, nowNanos) -> {
          throw new IllegalStateException("made by the test");
        });
    connect(PEDALS);

    assertInstanceOf(NaviDevice.class, told.next());
  }

  @Test
  void aFlushThatFailsDoesNotEndTheLoop() throws Exception {
    flush =
        () -> {
          throw new IllegalStateException("made by the test");
        };
    connect(PEDALS);
    told.next();
    onLoop(
        () -> {
          press("left");
          return 0;
        });

    assertButton(NaviButton.State.PRESSED, CancelReason.NONE);
    assertButton(NaviButton.State.HELD, CancelReason.NONE);
  }

  @Test
  void whatWasSaidIsFlushedOnceABatch() throws Exception {
    connect(PEDALS);
    told.next();
    AtomicInteger flushes = new AtomicInteger();
    CountDownLatch free = block();
    flush = flushes::incrementAndGet;
    press("left");
    press("right");
    free.countDown();

    assertButton(NaviButton.State.PRESSED, CancelReason.NONE);
    assertButton(NaviButton.State.PRESSED, CancelReason.NONE);
    assertEquals(1, onLoop(flushes::get));
  }

  @Test
  void aTaskFindsWhatCameBeforeIt() throws Exception {
    Recorder<NaviDevice.State> states = new Recorder<>();
    connect(PEDALS);
    engineLoop.post((engine, nowNanos) -> states.accept(engine.devices().getFirst().state()));

    assertEquals(NaviDevice.State.CONNECTED, states.next());
  }

  @Test
  void whatTheEngineCausesOnItsOwnThreadComesAfterIt() throws Exception {
    List<Integer> told = new ArrayList<>();
    out =
        event -> {
          if (told.isEmpty()) {
            engineLoop.post((engine, nowNanos) -> engine.announce(nowNanos));
          }
          told.add(1);
          told.add(2);
        };
    connect(PEDALS);

    while (onLoop(told::size) < 4) {
      Thread.onSpinWait();
    }
    assertEquals(List.of(1, 2, 1, 2), onLoop(() -> List.copyOf(told)));
  }

  @Test
  void anUnknownDeviceIsRefusedOnTheDriversThread() {
    assertThrows(
        IllegalArgumentException.class,
        () -> engineLoop.accept(new Button("other", 0, "left", true)));
  }

  @Test
  void aLoopThatHasEndedIsNoTroubleForADevice() throws Exception {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();

    connect(PEDALS);
    press("left");
    assertEquals(List.of(), told.rest());
  }

  @Test
  void noWakeUpIsLostBetweenTwoThreads() throws Exception {
    connect(PEDALS);
    told.next();
    for (int i = 0; i < 20_000; i++) {
      pose(PEDALS, i);
      assertEquals(i, ((NaviPose) told.next()).trackerEpochMicros());
    }
  }

  @Test
  void theOrderOfEachDeviceIsKeptAndNothingIsLost() throws Exception {
    int each = 20_000;
    AtomicInteger inFlight = new AtomicInteger();
    List<String> devices = List.of(PEDALS, CAP, "camera", "drill");
    List<List<Long>> came =
        devices.stream().map(device -> (List<Long>) new ArrayList<Long>()).toList();
    CountDownLatch all = new CountDownLatch(devices.size() * each);
    out =
        event -> {
          // Where a device's thread does not run for long, the engine says by itself that it is
          // silent.
          if (event instanceof NaviPose pose
              && pose.trackerEpochMicros() != NaviPose.NO_TRACKER_TIME) {
            came.get(devices.indexOf(pose.source().device())).add(pose.trackerEpochMicros());
            inFlight.decrementAndGet();
            all.countDown();
          }
        };
    for (String device : devices) {
      Thread.ofPlatform()
          .start(
              () -> {
                connect(device);
                for (int i = 0; i < each; i++) {
                  while (inFlight.get() > 2_000) {
                    Thread.onSpinWait();
                  }
                  inFlight.incrementAndGet();
                  pose(device, i);
                }
              });
    }

    assertTrue(all.await(30, TimeUnit.SECONDS), "lost " + all.getCount());
    for (List<Long> ofOne : onLoop(() -> came)) {
      for (int i = 0; i < each; i++) {
        assertEquals(i, ofOne.get(i));
      }
    }
  }

  private EngineLoop newEngineLoop() {
    Engine engine =
        new Engine(
            List.of(
                DeviceSettings.of(PEDALS, DeviceKind.FOOTSWITCH),
                DeviceSettings.of(CAP, DeviceKind.SIX_DOF)
                    .withMotion(new MotionSettings(0, 1, 1, 0, 10_000)),
                DeviceSettings.of("camera", DeviceKind.TRACKER),
                DeviceSettings.of("drill", DeviceKind.TRACKER)),
            event -> out.accept(event));
    return new EngineLoop(loop, engine, System::nanoTime, () -> flush.run());
  }

  private void connect(String device) {
    engineLoop.accept(DeviceStatus.connected(device, System.nanoTime(), "", ""));
  }

  private void lose(String device) {
    engineLoop.accept(
        new DeviceStatus(device, System.nanoTime(), DeviceStatus.State.LOST, "gone", "", ""));
  }

  private void press(String control) {
    engineLoop.accept(new Button(PEDALS, System.nanoTime(), control, true));
  }

  private void push(double deflection) {
    engineLoop.accept(new Motion(CAP, System.nanoTime(), deflection, 0, 0, 0, 0, 0));
  }

  private void pose(String device, long number) {
    ToolPose tool = ToolPose.without("stylus", ToolPose.Status.INVALID);
    engineLoop.accept(new Pose(device, System.nanoTime(), "room", number, List.of(tool)));
  }

  private void assertButton(NaviButton.State state, CancelReason reason)
      throws InterruptedException {
    NaviButton button = (NaviButton) told.next();
    assertEquals(state, button.state());
    assertEquals(reason, button.reason());
  }

  private NaviButton nextEnd() throws InterruptedException {
    NaviEvent event = told.next();
    while (!(event instanceof NaviButton button && button.state().ends())) {
      event = told.next();
    }
    return (NaviButton) event;
  }

  /** Keeps the loop busy until the latch is released, as a stalled machine does. */
  private CountDownLatch block() throws InterruptedException {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    loop.execute(
        () -> {
          blocked.countDown();
          await(free);
        });
    blocked.await();
    return free;
  }

  private CountDownLatch blockWithFullQueue() throws InterruptedException {
    CountDownLatch free = block();
    for (int i = 0; i < EngineLoop.QUEUE_CAPACITY; i++) {
      press("left");
    }
    return free;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> T onLoop(Callable<T> task) throws Exception {
    return loop.submit(task).get(10, TimeUnit.SECONDS);
  }
}
