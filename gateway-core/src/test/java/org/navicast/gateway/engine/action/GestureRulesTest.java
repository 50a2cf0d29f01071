package org.navicast.gateway.engine.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.navicast.gateway.engine.action.GestureSettings.OfControl;

/**
 * The rules of docs/configuration.md, worked out from whole presses with hindsight, against what is
 * told while the presses happen: the same actions at the same times in the same order, for any set
 * of gestures and any times. So no action follows a cancel, a tap is not also a double tap, and
 * what needs no waiting has none.
 */
class GestureRulesTest {
  private static final String PEDAL = "pedal";

  /**
   * A press after a rest.
   *
   * @param isCutOff it ends by an unplug and not by the foot
   */
  record Press(int restMillis, int heldMillis, boolean isCutOff) {}

  @Property
  void whatIsToldIsWhatTheRulesSay(
      @ForAll("gestures") Set<Gesture> gestures,
      @ForAll("timings") Timing timing,
      @ForAll("presses") List<Press> presses) {
    Map<Gesture, String> actions =
        gestures.stream().collect(Collectors.toMap(Function.identity(), GestureRulesTest::name));
    Feet feet =
        new Feet(new GestureSettings(List.of(new OfControl(PEDAL, actions, timing)), List.of()));
    long now = 0;
    for (Press press : presses) {
      now += press.restMillis();
      feet.press(PEDAL, now);
      now += press.heldMillis();
      if (press.isCutOff()) {
        feet.unplug(now);
      } else {
        feet.release(PEDAL, now);
      }
    }
    feet.at(now + 10_000);
    assertEquals(expected(gestures, timing, presses), feet.told());
  }

  private static List<String> expected(Set<Gesture> means, Timing timing, List<Press> presses) {
    List<String> told = new ArrayList<>();
    boolean mayBeTap = means.contains(Gesture.TAP) || means.contains(Gesture.DOUBLE_TAP);
    boolean isSecond = false;
    long now = 0;
    for (int i = 0; i < presses.size(); i++) {
      Press press = presses.get(i);
      long down = now + press.restMillis();
      long up = down + press.heldMillis();
      now = up;
      // At the moment of a cut nothing is told any more.
      long last = press.isCutOff() ? up - 1 : up;
      add(told, means, Gesture.PRESS, down);
      if (isSecond) {
        add(told, means, Gesture.DOUBLE_TAP, down);
      } else if (means.contains(Gesture.LONG_PRESS) && down + timing.longMillis() <= last) {
        add(told, means, Gesture.LONG_PRESS, down + timing.longMillis());
      } else {
        long first = mayBeTap ? down + timing.tapMillis() : down;
        for (long hold = first; hold <= last; hold += timing.repeatMillis()) {
          add(told, means, Gesture.HOLD, hold);
        }
      }
      boolean wasSecond = isSecond;
      isSecond = false;
      if (press.isCutOff()) {
        continue;
      }
      add(told, means, Gesture.RELEASE, up);
      if (wasSecond || press.heldMillis() >= timing.tapMillis()) {
        continue;
      }
      if (means.contains(Gesture.DOUBLE_TAP)) {
        boolean goesOn = i + 1 < presses.size();
        isSecond = goesOn && presses.get(i + 1).restMillis() < timing.doubleGapMillis();
        if (!isSecond) {
          add(told, means, Gesture.TAP, up + timing.doubleGapMillis());
        }
      } else {
        add(told, means, Gesture.TAP, up);
      }
    }
    return told;
  }

  private static void add(List<String> told, Set<Gesture> means, Gesture gesture, long millis) {
    if (means.contains(gesture)) {
      told.add(name(gesture) + "@" + millis);
    }
  }

  private static String name(Gesture gesture) {
    return gesture.name().toLowerCase(Locale.ROOT);
  }

  @Provide
  Arbitrary<Set<Gesture>> gestures() {
    return Arbitraries.of(EnumSet.allOf(Gesture.class))
        .set()
        .filter(set -> !set.containsAll(Set.of(Gesture.HOLD, Gesture.LONG_PRESS)));
  }

  @Provide
  Arbitrary<Timing> timings() {
    return Combinators.combine(
            Arbitraries.integers().between(50, 400),
            Arbitraries.integers().between(50, 500),
            Arbitraries.integers().between(0, 400),
            Arbitraries.integers().between(20, 300))
        .as((tap, gap, more, repeat) -> new Timing(tap, gap, Math.max(100, tap + more), repeat));
  }

  @Provide
  Arbitrary<List<Press>> presses() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 700),
            Arbitraries.integers().between(1, 900),
            Arbitraries.integers().between(0, 9).map(it -> it == 0))
        .as(Press::new)
        .list()
        .ofMaxSize(12);
  }
}
