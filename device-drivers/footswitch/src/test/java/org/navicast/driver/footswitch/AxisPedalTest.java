package org.navicast.driver.footswitch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.HidValue;

/** Exactly where an axis becomes a press and a release. */
class AxisPedalTest {
  private AxisPedal pedal = upwards();

  @Test
  void goesDownWhereItIsSaidAndComesUpWhereItIsSaid() {
    assertEquals("up up up down down up", after(0, 36, 49, 50, 36, 35));
  }

  @Test
  void theOtherWayRound() {
    pedal = new AxisPedal(new DescribedPedal.Axis(HidUsage.X, 0.5, 0.65, 0));
    assertEquals("up up up down down up", after(100, 64, 51, 50, 64, 65));
  }

  @Test
  void isNotDownBeforeItWasUp() {
    assertEquals("up up up down", after(100, 50, 35, 50));
    pedal = upwards();
    assertEquals("up up up", after(100, 36, 100));
  }

  @Test
  void beyondItsRangeIsItsEnd() {
    assertEquals("up down up", after(-20, 300, -1));
  }

  @Test
  void whatIsNoPositionOfItsAxisSaysNothing() {
    assertTrue(pedal.take(new HidValue.Axis(HidUsage.X, 0, 0, 100, false)));
    assertFalse(pedal.take(new HidValue.Axis(HidUsage.Y, 100, 0, 100, false)));
    assertFalse(pedal.take(new HidValue.Axis(HidUsage.X, 100, 0, 100, true)));
    assertFalse(pedal.take(new HidValue.Axis(HidUsage.X, 7, 7, 7, false)));
    assertFalse(pedal.isDown());
  }

  @Test
  void theRangeNeedNotBeginAtZero() {
    assertTrue(pedal.take(new HidValue.Axis(HidUsage.X, -100, -100, 100, false)));
    assertTrue(pedal.take(new HidValue.Axis(HidUsage.X, -1, -100, 100, false)));
    assertFalse(pedal.isDown());
    assertTrue(pedal.take(new HidValue.Axis(HidUsage.X, 0, -100, 100, false)));
    assertTrue(pedal.isDown());
  }

  private static AxisPedal upwards() {
    return new AxisPedal(new DescribedPedal.Axis(HidUsage.X, 0.5, 0.35, 0));
  }

  /** What the pedal is after each value, of 0 to 100. */
  private String after(long... values) {
    StringBuilder states = new StringBuilder();
    for (long value : values) {
      assertTrue(pedal.take(new HidValue.Axis(HidUsage.X, value, 0, 100, false)));
      states.append(states.isEmpty() ? "" : " ").append(pedal.isDown() ? "down" : "up");
    }
    return states.toString();
  }
}
