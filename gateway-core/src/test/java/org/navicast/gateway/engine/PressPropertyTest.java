package org.navicast.gateway.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviEvent;
import org.navicast.gateway.input.DeviceStatus;

/** What holds for presses whatever people, cables and the scheduler do. */
class PressPropertyTest {
  private static final int DEBOUNCE_MILLIS = ButtonSettings.DEFAULT.debounceMillis();

  enum Act {
    PRESS_LEFT,
    RELEASE_LEFT,
    PRESS_RIGHT,
    RELEASE_RIGHT,
    UNPLUG,
    FAULT,
    RECONNECT,
    OVERLOAD,
    TICK
  }

  /**
   * @param waitMillis how much time passes before it
   * @param stalled nobody ticks in that time
   * @param lateMillis how long a reading waits in a queue before the engine sees it
   */
  record Step(int waitMillis, boolean stalled, int lateMillis, Act act) {}

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void everyPressEndsOnceBeforeTheNextAndNothingIsOpenInTheEnd(
      @ForAll("steps") List<Step> steps, @ForAll boolean shortHold) {
    EngineFixture desk =
        EngineFixture.connected(
            new ButtonSettings(DEBOUNCE_MILLIS, shortHold ? 1_000 : 60_000, 50, 250, 150),
            MotionSettings.DEFAULT);
    PressRules rules = new PressRules();
    long millis = 0;
    for (Step step : steps) {
      millis += step.waitMillis();
      pass(desk, step.stalled(), millis);
      act(desk, step.act(), Math.max(0, millis - step.lateMillis()));
      rules.check(desk.events());
    }
    rules.check(desk.stop().events());
    rules.nothingIsOpen();
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void afterATickNothingIsDueAnyMore(@ForAll("steps") List<Step> steps) {
    EngineFixture desk = EngineFixture.connected();
    long millis = 0;
    for (Step step : steps) {
      millis += step.waitMillis();
      desk.stallUntil(millis);
      act(desk, step.act(), millis);
      desk.tick();
      assertTrue(desk.engine().nextDueNanos() > desk.nowNanos());
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void onceTheLockOutIsOverWhatIsReportedIsWhatTheContactSays(@ForAll("steps") List<Step> steps) {
    EngineFixture desk = EngineFixture.connected();
    PressRules rules = new PressRules();
    Contacts contacts = new Contacts();
    long millis = 0;
    for (Step step : steps) {
      millis += step.waitMillis();
      // What is found later than that is a press that nobody may act on any more.
      pass(desk, step.stalled() && step.waitMillis() <= 100, millis);
      act(desk, step.act(), millis);
      desk.tick();
      contacts.follow(step.act());
    }
    rules.check(desk.at(millis + DEBOUNCE_MILLIS).events());

    assertEquals(contacts.isClosed("left"), rules.isOpen("left"));
    assertEquals(contacts.isClosed("right"), rules.isOpen("right"));
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void aPressAfterALockOutOfQuietIsNeverDelayed(@ForAll("steps") List<Step> steps) {
    EngineFixture desk = EngineFixture.connected();
    Contacts contacts = new Contacts();
    long millis = 0;
    for (Step step : steps) {
      // A lock-out can be followed by that of the edge at its end: two of them are quiet enough.
      millis += 2L * DEBOUNCE_MILLIS + step.waitMillis();
      desk.at(millis).events();
      boolean wasClosed = contacts.isClosed("left");
      act(desk, step.act(), millis);
      contacts.follow(step.act());
      List<NaviEvent> told = desk.events();
      if (step.act() == Act.PRESS_LEFT && contacts.isClosed("left") && !wasClosed) {
        assertEquals(NaviButton.State.PRESSED, ((NaviButton) told.getFirst()).state());
      }
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void aHeldControlIsNeverSilentForLongerThanTheInterval(@ForAll("steps") List<Step> steps) {
    EngineFixture desk = EngineFixture.connected();
    PressRules rules = new PressRules();
    Map<String, Long> heardAt = new HashMap<>();
    long end = steps.stream().mapToLong(Step::waitMillis).sum();
    int next = 0;
    long nextAt = 0;
    for (long millis = 0; millis <= end; millis++) {
      desk.at(millis);
      while (next < steps.size() && nextAt + steps.get(next).waitMillis() <= millis) {
        nextAt += steps.get(next).waitMillis();
        act(desk, steps.get(next++).act(), millis);
      }
      List<NaviEvent> told = desk.events();
      rules.check(told);
      for (NaviEvent event : told) {
        if (event instanceof NaviButton button) {
          heardAt.put(button.control(), millis);
        }
      }
      for (Map.Entry<String, Long> heard : heardAt.entrySet()) {
        assertTrue(!rules.isOpen(heard.getKey()) || millis - heard.getValue() <= 50);
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Integer> waits =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.integers().between(0, 15)),
            Tuple.of(3, Arbitraries.integers().between(0, 200)),
            Tuple.of(1, Arbitraries.integers().between(0, 1_500)));
    Arbitrary<Act> acts =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.of(Act.PRESS_LEFT, Act.RELEASE_LEFT, Act.PRESS_RIGHT)),
            Tuple.of(4, Arbitraries.of(Act.class)));
    return Combinators.combine(
            waits, Arbitraries.of(true, false), Arbitraries.integers().between(0, 30), acts)
        .as(Step::new)
        .list()
        .ofMaxSize(60);
  }

  private static void pass(EngineFixture desk, boolean stalled, long millis) {
    if (stalled) {
      desk.stallUntil(millis);
    } else {
      desk.at(millis);
    }
  }

  private static void act(EngineFixture desk, Act act, long capturedMillis) {
    switch (act) {
      case PRESS_LEFT -> desk.late("left", true, capturedMillis);
      case RELEASE_LEFT -> desk.late("left", false, capturedMillis);
      case PRESS_RIGHT -> desk.late("right", true, capturedMillis);
      case RELEASE_RIGHT -> desk.late("right", false, capturedMillis);
      case UNPLUG -> desk.status(DeviceStatus.State.LOST, "unplugged");
      case FAULT -> desk.status(DeviceStatus.State.FAULTED, "contradiction");
      case RECONNECT -> desk.status(DeviceStatus.State.CONNECTED, "");
      case OVERLOAD -> desk.overload();
      case TICK -> desk.tick();
    }
  }

  /** The simplest account of which contacts the engine has been told are closed. */
  private static final class Contacts {
    private final Map<String, Boolean> closed = new HashMap<>();
    private boolean connected = true;

    void follow(Act act) {
      switch (act) {
        case PRESS_LEFT -> closed.put("left", connected);
        case RELEASE_LEFT -> closed.put("left", false);
        case PRESS_RIGHT -> closed.put("right", connected);
        case RELEASE_RIGHT -> closed.put("right", false);
        case UNPLUG, FAULT -> connected = forget(false);
        case RECONNECT -> connected = forget(true);
        case OVERLOAD -> closed.clear();
        case TICK -> {}
      }
    }

    boolean isClosed(String control) {
      return closed.getOrDefault(control, false);
    }

    private boolean forget(boolean connectedNow) {
      closed.clear();
      return connectedNow;
    }
  }
}
