package org.navicast.gateway.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.navicast.gateway.input.Button;

class HoldWatchTest {
  private final HoldWatch watch = new HoldWatch();
  private final List<String> found = new ArrayList<>();
  private long nowMillis;

  @Test
  void aPedalThatAlwaysLetsGoAtOnceIsFoundOnce() {
    for (int i = 0; i < 20; i++) {
      press("left", 4);
      pass(500);
    }
    assertEquals(List.of("left"), found);
  }

  @Test
  void itTakesMoreThanFivePressesOfWhichTheLastIsOver() {
    for (int i = 0; i < HoldWatch.ENOUGH; i++) {
      press("left", 20);
      pass(100);
    }
    assertEquals(List.of(), found);
    press("left", 20);
    assertEquals(List.of("left"), found);
  }

  @Test
  void aPedalThatWasHeldOnceCanBeHeld() {
    press("left", 21);
    for (int i = 0; i < 20; i++) {
      pass(500);
      press("left", 4);
    }
    assertEquals(List.of(), found);
  }

  @Test
  void aContactThatBouncesIsNoShortPress() {
    for (int i = 0; i < 20; i++) {
      press("left", 2);
      pass(1);
      press("left", 300);
      pass(500);
    }
    assertEquals(List.of(), found);
  }

  @Test
  void aContactThatBouncesOnTheWayUpIsNone() {
    for (int i = 0; i < 20; i++) {
      press("left", 15);
      pass(1);
      press("left", 15);
      pass(500);
    }
    assertEquals(List.of(), found);
  }

  @Test
  void eachControlIsLookedAtByItself() {
    for (int i = 0; i < 20; i++) {
      press("left", 4);
      pass(500);
      press("right", 200);
      pass(500);
    }
    assertEquals(List.of("left"), found);
  }

  private void press(String control, long millis) {
    take(control, true);
    pass(millis);
    take(control, false);
  }

  private void take(String control, boolean pressed) {
    if (watch.take(
        new Button("pedals", TimeUnit.MILLISECONDS.toNanos(nowMillis), control, pressed))) {
      found.add(control);
    }
  }

  private void pass(long millis) {
    nowMillis += millis;
  }
}
