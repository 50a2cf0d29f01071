package org.navicast.gateway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.SelectStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.navicast.cast.event.ActionValue;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.engine.action.Actions;
import org.navicast.gateway.engine.action.ControlBinding;
import org.navicast.gateway.engine.action.ControlRef;
import org.navicast.gateway.engine.action.Gesture;
import org.navicast.gateway.engine.action.Meaning;
import org.navicast.gateway.engine.action.Mode;
import org.navicast.gateway.engine.action.Profile;
import org.navicast.gateway.engine.action.Timing;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.InputEvent;
import org.navicast.gateway.input.Motion;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.Rigid;
import org.navicast.gateway.input.ToolPose;

/** A loop that stood still, in virtual time: what it finds then is nothing that happens now. */
class StandstillTest {
  private static final String DEVICE = "desk";

  private final HandLoop eventLoop = new HandLoop();
  private final List<String> told = new ArrayList<>();
  private long nanos = 1_000_000_000;
  private long sleptNanos;
  private int waitingToBeRead;
  private long capturedNanos;
  private final StandstillWatch watch =
      new StandstillWatch(() -> nanos, () -> nanos + sleptNanos, millis(75));
  private final SelectStrategy waiting = watch.over((ready, hasTasks) -> SelectStrategy.SELECT);
  private static final List<DeviceSettings> DEVICES =
      List.of(DeviceSettings.of(DEVICE, DeviceKind.FOOTSWITCH));

  private final Engine engine = new Engine(DEVICES, profile(), this::hear, _ -> {});
  private final EngineLoop loop = new EngineLoop(eventLoop, engine, () -> nanos, () -> {}, watch);

  /** The left control means something by each press. */
  private Actions profile() {
    ControlBinding left =
        new ControlBinding(
            new ControlRef(DEVICE, "left"),
            Map.of(Gesture.PRESS, new Meaning.Trigger("slice.next", ActionValue.ONE)),
            Timing.FOR_FEET);
    Mode mode = new Mode("read", List.of(left), List.of(), List.of(), Map.of());
    return new Actions(
        new Profile("test", List.of(mode), Set.of()), DEVICES, 150, this::hear, _ -> {});
  }

  private void hear(NaviEvent event) {
    told.add(word(event));
    capturedNanos = event.capturedNanos();
  }

  /** Its thread is whoever calls, unless a device's is played; nothing runs by itself. */
  private static final class HandLoop extends DefaultEventLoop {
    private final List<Runnable> tasks = new ArrayList<>();
    private boolean isElsewhere;

    @Override
    public boolean inEventLoop() {
      return !isElsewhere;
    }

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    void runTasks() {
      List<Runnable> now = List.copyOf(tasks);
      tasks.clear();
      now.forEach(Runnable::run);
    }
  }

  @BeforeEach
  void connect() {
    watch.beat();
    loop.accept(DeviceStatus.connected(DEVICE, nanos, "", ""));
    told.clear();
  }

  @Test
  void aLoopThatWaitsForLongDoesNotStandStill() {
    pass(10_000);
    press();

    assertTold("pressed", "slice.next");
    assertEquals(0, watch.count());
  }

  @Test
  void aShortDelayCostsNothing() {
    press();
    told.clear();
    standStill(90);
    release();

    assertTold("released");
    assertEquals(0, watch.count());
  }

  @Test
  void aPressReadAfterAShortDelayIsAsOldAsItMayBe() {
    pass(1_000);
    long latestBeat = nanos;
    standStill(90);
    press();

    assertTold("pressed", "slice.next");
    assertEquals(latestBeat, capturedNanos);
  }

  @Test
  void aTapFoundAfterwardsIsNotToldThoughNoTimerHasRun() {
    pass(1_000);
    standStill(400);
    press();
    release();
    pass(30);
    assertTold();

    press();
    assertTold("pressed", "slice.next");
  }

  @Test
  void whatWasHeldIsLetGoAndItsReleaseIsNobodys() {
    press();
    told.clear();
    standStill(110);
    release();
    assertTold("cancelled overload");

    pass(100);
    press();
    assertTold("cancelled overload", "pressed", "slice.next");
  }

  @Test
  void aTimerThatIsLateFindsItToo() {
    press();
    told.clear();
    standStill(2_000);
    watch.beat();

    assertTold("cancelled overload");
    assertEquals(1, watch.count());
  }

  @Test
  void aPedalThatWentDownMeanwhileCountsOnceItWasUp() {
    standStill(400);
    press();
    pass(1_000);
    release();
    assertTold();

    press();
    assertTold("pressed", "slice.next");
  }

  @Test
  void theDoubtLastsAsLongAsThereIsMoreToRead() {
    standStill(5_000);
    waitingToBeRead = 1;
    for (int i = 0; i < 20; i++) {
      press();
      release();
      pass(25);
    }
    assertTold();

    waitingToBeRead = 0;
    pass(25);
    press();
    assertTold("pressed", "slice.next");
  }

  @Test
  void aMachineThatSleptIsNoticedThoughTheMonotonicClockSleptToo() {
    press();
    told.clear();
    sleptNanos = TimeUnit.SECONDS.toNanos(3);
    release();
    press();

    assertTold("cancelled overload");
  }

  @Test
  void whatAThreadOfItsOwnReadBeforeTheLoopNoticedIsInDoubtToo() {
    standStill(400);
    onOwnThread(new Button(DEVICE, nanos, "left", true));
    nanos += millis(1);
    eventLoop.runTasks();
    assertTold();

    onOwnThread(new Button(DEVICE, nanos, "left", false));
    pass(100);
    press();
    assertTold("pressed", "slice.next");
  }

  @Test
  void whereTheKernelKnowsTheTimeThatCounts() {
    standStill(400);
    loop.accept(new Button(DEVICE, nanos - millis(300), "left", true, true));
    loop.accept(new Button(DEVICE, nanos - millis(200), "left", false, true));
    assertTold();

    loop.accept(new Button(DEVICE, nanos - millis(20), "left", true, true));
    assertTold("pressed", "slice.next");
  }

  @Test
  void aMovementComesToRestAndBeginsAnew() {
    push(0.5);
    standStill(400);
    push(0.7);
    assertTold("moving", "rest");

    pass(50);
    push(0.6);
    assertTold("moving", "rest", "moving");
  }

  @Test
  void aPoseIsNotCalledFresh() {
    pose();
    standStill(200);
    pose();
    assertTold("tip ok");

    pass(50);
    pose();
    assertTold("tip ok", "tip ok");
    standStill(10_000);
    pose();
    assertTold("tip ok", "tip ok", "tip missing");
  }

  private void press() {
    loop.accept(new Button(DEVICE, nanos, "left", true));
  }

  private void release() {
    loop.accept(new Button(DEVICE, nanos, "left", false));
  }

  private void push(double x) {
    loop.accept(new Motion(DEVICE, nanos, x, 0, 0, 0, 0, 0));
  }

  private void pose() {
    loop.accept(
        new Pose(
            DEVICE,
            nanos,
            "Tracker",
            Pose.NO_TRACKER_TIME,
            List.of(ToolPose.at("tip", Rigid.IDENTITY))));
  }

  /** A device's thread reads it now; the loop hears of it with its next tasks. */
  private void onOwnThread(InputEvent event) {
    eventLoop.isElsewhere = true;
    loop.accept(event);
    eventLoop.isElsewhere = false;
  }

  /** Time in which the loop turns whenever it should. */
  private void pass(long millis) {
    for (long end = nanos + millis(millis); nanos < end; ) {
      nanos += Math.min(end - nanos, millis(5));
      if (nanos / millis(5) % 5 == 0) {
        watch.beat();
      }
      eventLoop.runTasks();
      loop.post((_, _) -> {});
      turn();
    }
    told.removeIf(word -> word.equals("held"));
  }

  private void turn() {
    try {
      waiting.calculateStrategy(() -> waitingToBeRead, false);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void standStill(long millis) {
    nanos += millis(millis);
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private void assertTold(String... words) {
    assertEquals(List.of(words), told);
  }

  private static String word(NaviEvent event) {
    return switch (event) {
      case NaviButton button -> (button.state().label() + " " + button.reason().label()).strip();
      case NaviAction action -> action.action();
      case NaviMotion motion -> motion.atRest() ? "rest" : "moving";
      case NaviPose pose -> pose.tools().getFirst().name() + " " + pose.tools().getFirst().status();
      default -> event.name();
    };
  }
}
