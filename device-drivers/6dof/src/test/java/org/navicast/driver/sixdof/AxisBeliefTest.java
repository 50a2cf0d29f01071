package org.navicast.driver.sixdof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.navicast.driver.hid.AxisRest;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.HidValue;
import org.navicast.driver.io.KernelAxis;
import org.navicast.gateway.input.MotionAxis;

/** Where an axis rests is found out, not assumed; the clock is turned here. */
class AxisBeliefTest {
  private static final long MILLI = 1_000_000;

  @Test
  void anAxisThatIsFirstHeardNearItsRestIsBelieved() {
    for (boolean isRestKnown : new boolean[] {true, false}) {
      AxisBelief belief = new AxisBelief(isRestKnown);
      assertTrue(belief.believes(-0.25, 0));
      assertTrue(belief.believes(1, MILLI));
      assertFalse(belief.isDoubted());
    }
  }

  @Test
  void whereTheRestIsAGuessAnAxisOnItsWayIsDoubted() {
    assertFalse(new AxisBelief(false).believes(0.26, 0));
    assertTrue(new AxisBelief(true).believes(0.26, 0));
    assertTrue(new AxisBelief(true).believes(-0.89, 0));
    assertFalse(new AxisBelief(true).believes(-0.9, 0));
  }

  @Test
  void whereTheRestIsKnownBeingNearItOnceIsEnough() {
    AxisBelief belief = new AxisBelief(true);
    assertFalse(belief.believes(1, 0));
    assertTrue(belief.isDoubted());
    assertFalse(belief.believes(0.5, MILLI));
    assertTrue(belief.believes(0.2, 2 * MILLI));
    assertTrue(belief.believes(1, 3 * MILLI));
  }

  @Test
  void whereItIsAGuessAnAxisMustLieThere() {
    AxisBelief belief = new AxisBelief(false);
    assertFalse(belief.believes(-1, 0));
    assertFalse(belief.believes(-0.5, MILLI));
    assertFalse(belief.believes(0.1, 2 * MILLI));
    assertFalse(belief.believes(-0.2, 501 * MILLI));
    assertTrue(belief.believes(0.7, 502 * MILLI));
    assertTrue(belief.believes(1, 503 * MILLI));
  }

  @Test
  void leavingStartsTheTimeAnew() {
    AxisBelief belief = new AxisBelief(false);
    assertFalse(belief.believes(-0.5, 0));
    assertFalse(belief.believes(0, MILLI));
    assertFalse(belief.believes(0.5, 400 * MILLI));
    assertFalse(belief.believes(0, 450 * MILLI));
    assertFalse(belief.believes(0.5, 949 * MILLI));
    assertFalse(belief.believes(0, 950 * MILLI));
    assertTrue(belief.believes(0, 1450 * MILLI));
  }

  @Test
  void whatLeapsToItsMiddleIsADigitalPad() {
    AxisBelief belief = new AxisBelief(false);
    assertFalse(belief.believes(1, 0));
    assertFalse(belief.believes(1, MILLI));
    assertTrue(belief.believes(0.004, 2 * MILLI));
    assertTrue(belief.believes(-1, 3 * MILLI));
    assertTrue(belief.believes(1, 4 * MILLI));
  }

  @Test
  void untilItIsSeenInBetween() {
    AxisBelief belief = new AxisBelief(false);
    assertFalse(belief.believes(-1, 0));
    assertTrue(belief.believes(0.1, MILLI));
    assertFalse(belief.believes(0.5, 2 * MILLI));
    assertFalse(belief.believes(1, 3 * MILLI));
    assertFalse(belief.believes(0, 4 * MILLI));
    assertFalse(belief.believes(-1, 5 * MILLI));
    assertTrue(belief.isDoubted());
  }

  @Test
  void whereLeapsBeginAndEnd() {
    AxisBelief belief = new AxisBelief(false);
    assertFalse(belief.believes(0.9, 0));
    assertFalse(belief.believes(-0.9, MILLI));
    assertTrue(belief.believes(0.1, 2 * MILLI));
    assertTrue(belief.believes(0.9, 3 * MILLI));
    assertTrue(belief.believes(-0.1, 4 * MILLI));

    AxisBelief near = new AxisBelief(false);
    assertFalse(near.believes(1, 0));
    assertFalse(near.believes(0.2, MILLI), "it did not leap to its middle");
    assertFalse(near.believes(1, 2 * MILLI));
    assertTrue(near.believes(0, 3 * MILLI));
  }

  @Test
  void asNearAsCanBeItLiesInItsMiddle() {
    AxisBelief belief = new AxisBelief(false);
    assertFalse(belief.believes(-1, 0));
    assertFalse(belief.believes(0.25, MILLI));
    assertFalse(belief.believes(0.25, 500 * MILLI));
    assertTrue(belief.believes(-0.25, 501 * MILLI));

    AxisBelief seen = new AxisBelief(false);
    seen.begin(-0.125, 0.125);
    assertTrue(seen.believes(1, 0));
  }

  @Test
  void aPadThatLiesInItsMiddleIsNoLongerDoubtedAtAll() {
    AxisBelief belief = new AxisBelief(false);
    assertFalse(belief.believes(-1, 0));
    assertTrue(belief.believes(0, MILLI));
    assertTrue(belief.believes(0, 501 * MILLI));
    assertTrue(belief.believes(0.5, 502 * MILLI));
  }

  @Test
  void whatTheSystemSawBeforeCounts() {
    AxisBelief middle = new AxisBelief(false);
    middle.begin(0.12, 0.125);
    assertTrue(middle.believes(1, 0));

    AxisBelief end = new AxisBelief(true);
    end.begin(-0.9, 0.125);
    assertFalse(end.believes(0.5, 0));

    AxisBelief between = new AxisBelief(true);
    between.begin(0.5, 0.125);
    assertFalse(between.isDoubted());
    assertTrue(between.believes(0.6, 0));

    // it leapt while nobody looked
    AxisBelief leapt = new AxisBelief(false);
    leapt.begin(1, 0.125);
    assertTrue(leapt.believes(0, 0));
  }

  /** Whatever a foot does to a pedal in less time than it takes to lie still, it stays silent. */
  @Property(tries = 500)
  void aPedalThatIsPressedAndLetGoIsNeverBelieved(
      @ForAll @IntRange(min = 1, max = 40) int reportsDown,
      @ForAll @IntRange(min = 1, max = 40) int reportsUp,
      @ForAll @DoubleRange(min = -1, max = 1) double depth,
      @ForAll boolean isHigh) {
    AxisBelief belief = new AxisBelief(false);
    double end = isHigh ? 1 : -1;
    assertFalse(belief.believes(end, 0));
    long nanos = 0;
    for (int i = 1; i <= reportsDown + reportsUp; i++) {
      nanos += 8 * MILLI;
      double way =
          i <= reportsDown ? (double) i / reportsDown : 1 - (double) (i - reportsDown) / reportsUp;
      double step = Math.abs((depth - end) / Math.min(reportsDown, reportsUp));
      boolean isBelieved = belief.believes(end + way * (depth - end), nanos);
      // no foot crosses half the way of a pedal within 8 ms
      if (step < 0.5) {
        assertFalse(isBelieved);
      }
    }
  }

  @Test
  void whatTheKernelHasOfAnAxisThatNeverSpokeSaysNothing() {
    SteeringAxis axis = steering(new KernelAxis(0, 0, 255, 0));
    axis.take(new HidValue.Axis(HidUsage.X, 128, 0, 255, false), 0);
    axis.take(new HidValue.Axis(HidUsage.X, 192, 0, 255, false), MILLI);
    assertEquals(0.5, axis.rate(), 0.01);
  }

  @Test
  void thePlayIsTheKernelsFlatRangeOfHalfItsRange() {
    SteeringAxis axis = steering(new KernelAxis(1, -100, 100, 20));
    axis.take(new HidValue.Axis(HidUsage.X, 19, -100, 100, false), 0);
    assertEquals(0, axis.rate());
    axis.take(new HidValue.Axis(HidUsage.X, 60, -100, 100, false), MILLI);
    assertEquals(0.5, axis.rate(), 1e-9); // 0.2 of play, and half of what is left
  }

  private static SteeringAxis steering(KernelAxis kernel) {
    AxisSource source = new AxisSource(MotionAxis.X, HidUsage.X, false, AxisRest.CENTRE, false);
    return new SteeringAxis(source, 0, Optional.of(kernel));
  }

  @Test
  void deflectionIsFromWhereAnAxisRests() {
    assertEquals(0, deflection(AxisRest.LOW, 0));
    assertEquals(1, deflection(AxisRest.LOW, 255));
    assertEquals(0, deflection(AxisRest.HIGH, 255));
    assertEquals(1, deflection(AxisRest.HIGH, 0));
    assertEquals(-1, deflection(AxisRest.CENTRE, 0));
    assertEquals(1, deflection(AxisRest.CENTRE, 255));
  }

  private static double deflection(AxisRest rest, long value) {
    AxisSource source = new AxisSource(MotionAxis.X, HidUsage.X, false, rest, true);
    return source.deflection(new HidValue.Axis(HidUsage.X, value, 0, 255, false));
  }
}
