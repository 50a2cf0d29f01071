package org.navicast.gateway.engine.action;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.navicast.gateway.engine.action.GestureSettings.Chord;
import org.navicast.gateway.engine.action.GestureSettings.OfControl;

/** What is told of feet, by their times alone. Every line is {@code action@milliseconds}. */
class GesturesTest {
  private static final String LEFT = "left";
  private static final String RIGHT = "right";
  private static final List<Chord> CHORD = List.of(new Chord(LEFT, RIGHT, 100, "chord"));

  /**
   * Something a foot does after a wait.
   *
   * @param cancelled the press ends without a release, as when the cable is pulled
   */
  record Move(int waitMillis, boolean isLeft, boolean cancelled) {}

  @Test
  void aPressAloneWaitsForNothing() {
    Feet feet = feet(Gesture.PRESS);
    feet.press(LEFT, 1_000);
    assertEquals(List.of("press@1000"), feet.told());
    feet.release(LEFT, 1_001);
    feet.at(9_000);
    assertEquals(List.of(), feet.told());
  }

  @Test
  void aTapIsToldWhenItEndsUnlessItMayBecomeADoubleTap() {
    Feet feet = feet(Gesture.TAP);
    feet.press(LEFT, 0);
    feet.release(LEFT, 299);
    assertEquals(List.of("tap@299"), feet.told());
    feet.press(LEFT, 1_000);
    feet.release(LEFT, 1_300);
    assertEquals(List.of(), feet.told());

    Feet waiting = feet(Gesture.TAP, Gesture.DOUBLE_TAP);
    waiting.press(LEFT, 0);
    waiting.release(LEFT, 100);
    waiting.at(499);
    assertEquals(List.of(), waiting.told());
    waiting.at(500);
    assertEquals(List.of("tap@500"), waiting.told());
  }

  @Test
  void aDoubleTapIsToldAtTheSecondPressAndIsNothingElse() {
    Feet feet = feet(Gesture.TAP, Gesture.DOUBLE_TAP, Gesture.HOLD);
    feet.press(LEFT, 0);
    feet.release(LEFT, 100);
    feet.press(LEFT, 499);
    assertEquals(List.of("double_tap@499"), feet.told());
    feet.at(3_000);
    feet.release(LEFT, 3_000);
    feet.at(9_000);
    assertEquals(List.of(), feet.told());
  }

  @Test
  void aHoldBeginsAtOnceUnlessItMayBeATap() {
    Feet feet = feet(Gesture.HOLD);
    feet.press(LEFT, 0);
    assertEquals(List.of("hold@0"), feet.told());
    feet.at(450);
    feet.release(LEFT, 450);
    assertEquals(List.of("hold@200", "hold@400"), feet.told());

    Feet waiting = feet(Gesture.HOLD, Gesture.TAP);
    waiting.press(LEFT, 0);
    waiting.at(299);
    assertEquals(List.of(), waiting.told());
    waiting.at(500);
    waiting.release(LEFT, 500);
    assertEquals(List.of("hold@300", "hold@500"), waiting.told());
  }

  @Test
  void aHoldThatNobodyLookedAtIsToldOnceAndNotInABurst() {
    Feet feet = feet(Gesture.HOLD);
    feet.press(LEFT, 0);
    feet.told();
    feet.jump(10_050);
    assertEquals(List.of("hold@10000"), feet.told());
  }

  @Test
  void aLongPressIsToldOnceWhileItIsHeld() {
    Feet feet = feet(Gesture.TAP, Gesture.LONG_PRESS, Gesture.RELEASE);
    feet.press(LEFT, 0);
    feet.at(600);
    assertEquals(List.of("long_press@600"), feet.told());
    feet.at(5_000);
    feet.release(LEFT, 5_000);
    assertEquals(List.of("release@5000"), feet.told());
    feet.press(LEFT, 6_000);
    feet.release(LEFT, 6_400);
    assertEquals(List.of("release@6400"), feet.told());
  }

  @Test
  void twoTogetherAreAChordAndNothingElse() {
    Feet feet = new Feet(new GestureSettings(List.of(all(LEFT), all(RIGHT)), CHORD));
    feet.press(LEFT, 0);
    feet.press(RIGHT, 99);
    assertEquals(List.of("chord@99"), feet.told());
    feet.at(2_000);
    feet.release(RIGHT, 2_000);
    feet.release(LEFT, 2_000);
    feet.at(9_000);
    assertEquals(List.of(), feet.told());
  }

  @Test
  void twoThatAreNotTogetherAreTwo() {
    Feet feet = new Feet(new GestureSettings(List.of(only(LEFT, Gesture.PRESS)), CHORD));
    feet.press(LEFT, 0);
    feet.press(RIGHT, 100);
    assertEquals(List.of("press@100"), feet.told());
    feet.release(LEFT, 200);
    feet.press(LEFT, 300);
    feet.release(LEFT, 350);
    assertEquals(List.of("press@350"), feet.told());
  }

  @Test
  void aTapThatWaitedForItsDoubleIsToldWhenTheNextPressBecomesAChord() {
    Feet feet =
        new Feet(new GestureSettings(List.of(only(LEFT, Gesture.TAP, Gesture.DOUBLE_TAP)), CHORD));
    feet.press(LEFT, 0);
    feet.release(LEFT, 100);
    feet.press(LEFT, 300);
    feet.press(RIGHT, 350);
    assertEquals(List.of("tap@350", "chord@350"), feet.told());
  }

  @Test
  void aHoldThatIsNotRepeatedIsToldOnce() {
    Feet feet =
        new Feet(
            new GestureSettings(
                List.of(
                    new OfControl(
                        LEFT, Map.of(Gesture.HOLD, "hold"), new Timing(300, 400, 600, 0))),
                List.of()));
    feet.press(LEFT, 0);
    feet.at(5_000);
    feet.release(LEFT, 5_000);
    assertEquals(List.of("hold@0"), feet.told());
  }

  @Test
  void aGestureKnowsThePressesThatItIsMadeOf() {
    Feet feet = feet(Gesture.TAP, Gesture.DOUBLE_TAP);
    feet.press(LEFT, 0);
    feet.release(LEFT, 100);
    feet.at(1_000);
    assertEquals(List.of(1L), feet.madeOf());
    feet.press(LEFT, 2_000);
    feet.release(LEFT, 2_100);
    feet.press(LEFT, 2_200);
    assertEquals(List.of(2L, 3L), feet.madeOf());

    Feet both = new Feet(new GestureSettings(List.of(), CHORD));
    both.press(LEFT, 0);
    both.press(RIGHT, 50);
    assertEquals(List.of(1L, 2L), both.madeOf());
  }

  @Test
  void whatWasCutOffWasNoGesture() {
    Feet feet = feet(Gesture.TAP, Gesture.DOUBLE_TAP, Gesture.LONG_PRESS, Gesture.RELEASE);
    feet.press(LEFT, 0);
    feet.release(LEFT, 100);
    assertEquals(List.of("release@100"), feet.told());
    feet.unplug(200);
    feet.press(LEFT, 300);
    feet.unplug(310);
    feet.at(9_000);
    assertEquals(List.of(), feet.told());
  }

  @Test
  void refusesWhatCannotBeToldApart() {
    Map<Gesture, String> both = Map.of(Gesture.HOLD, "a", Gesture.LONG_PRESS, "b");
    assertThrows(IllegalArgumentException.class, () -> new OfControl(LEFT, both, Timing.FOR_FEET));
    assertThrows(IllegalArgumentException.class, () -> new Timing(700, 400, 600, 200));
    assertThrows(IllegalArgumentException.class, () -> new Chord(LEFT, LEFT, 100, "a"));
    List<OfControl> twice = List.of(only(LEFT, Gesture.TAP), only(LEFT, Gesture.HOLD));
    assertThrows(IllegalArgumentException.class, () -> new GestureSettings(twice, List.of()));
  }

  /** The times of the decisions do not depend on when somebody looks. */
  @Property
  void howOftenTheClockIsLookedAtMakesNoDifference(@ForAll("moves") List<Move> moves) {
    GestureSettings settings =
        new GestureSettings(
            List.of(
                only(LEFT, Gesture.TAP, Gesture.DOUBLE_TAP, Gesture.LONG_PRESS, Gesture.PRESS),
                only(RIGHT, Gesture.TAP, Gesture.RELEASE)),
            CHORD);
    Feet whenDue = new Feet(settings);
    Feet always = new Feet(settings);
    play(moves, whenDue, false);
    play(moves, always, true);
    assertEquals(whenDue.told(), always.told());
  }

  /** One press is one thing: a tap, a double tap, a hold, a long press, a chord, or nothing. */
  @Property
  void aPressIsOneThing(@ForAll("moves") List<Move> moves) {
    Map<Gesture, String> actions =
        Map.of(Gesture.TAP, "x", Gesture.DOUBLE_TAP, "x", Gesture.LONG_PRESS, "x");
    Feet feet =
        new Feet(
            new GestureSettings(
                List.of(new OfControl(LEFT, actions, Timing.FOR_FEET)),
                List.of(new Chord(LEFT, RIGHT, 100, "x"))));
    int presses = play(moves, feet, false);
    assertTrue(feet.told().size() <= presses);
  }

  /** A control with only a press bound tells each one, at once, whatever else happens. */
  @Property
  void everyPressIsTold(@ForAll("moves") List<Move> moves) {
    Feet feet =
        new Feet(
            new GestureSettings(
                List.of(only(LEFT, Gesture.PRESS), only(RIGHT, Gesture.PRESS)), List.of()));
    assertEquals(play(moves, feet, false), feet.told().size());
  }

  @Provide
  Arbitrary<List<Move>> moves() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 700),
            Arbitraries.of(true, false),
            Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true))))
        .as(Move::new)
        .list()
        .ofMaxSize(30);
  }

  /** Plays the moves, each the opposite of the control's last one; returns the presses. */
  private static int play(List<Move> moves, Feet feet, boolean everyMilli) {
    long now = 0;
    int presses = 0;
    boolean left = false;
    boolean right = false;
    for (Move move : moves) {
      for (int i = 0; everyMilli && i < move.waitMillis(); i++) {
        feet.jump(now + i);
      }
      now += move.waitMillis();
      if (move.cancelled()) {
        feet.unplug(now);
        left = false;
        right = false;
        continue;
      }
      boolean isDown = move.isLeft() ? left : right;
      String control = move.isLeft() ? LEFT : RIGHT;
      if (isDown) {
        feet.release(control, now);
      } else {
        feet.press(control, now);
        presses++;
      }
      left = move.isLeft() ? !left : left;
      right = move.isLeft() ? right : !right;
    }
    feet.at(now + 10_000);
    return presses;
  }

  private static Feet feet(Gesture... gestures) {
    return new Feet(new GestureSettings(List.of(only(LEFT, gestures)), List.of()));
  }

  private static OfControl all(String control) {
    return only(
        control,
        Gesture.PRESS,
        Gesture.RELEASE,
        Gesture.TAP,
        Gesture.DOUBLE_TAP,
        Gesture.LONG_PRESS);
  }

  private static OfControl only(String control, Gesture... gestures) {
    Map<Gesture, String> actions = new EnumMap<>(Gesture.class);
    for (Gesture gesture : gestures) {
      actions.put(gesture, gesture.name().toLowerCase(Locale.ROOT));
    }
    return new OfControl(control, actions, Timing.FOR_FEET);
  }
}
