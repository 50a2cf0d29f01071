package org.navicast.gateway.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.navicast.gateway.engine.MotionShape.Lock;
import org.navicast.gateway.input.Motion;
import org.navicast.gateway.input.MotionAxis;

/** What becomes of a deflection, one wish at a time. */
class ShapingTest {
  private static final MotionShape PLAIN = MotionShape.same(0, 1);

  @Test
  void eachAxisHasItsOwnDeadZoneCurveSensitivityAndSign() {
    MotionShape shape =
        with(
            new AxisShape(MotionAxis.X, 0.2, 1, 1, false),
            new AxisShape(MotionAxis.Y, 0, 2, 1, false),
            new AxisShape(MotionAxis.Z, 0, 1, 0.5, false),
            new AxisShape(MotionAxis.RX, 0, 1, 4, true),
            new AxisShape(MotionAxis.RY, 0, 1, 0, false),
            new AxisShape(MotionAxis.RZ, 0.5, 2, 2, true));
    assertShaped(shape, of(0.6, 0.5, 0.5, 0.5, 0.5, -0.75), 0.5, 0.25, 0.25, -1, 0, 0.5);
    assertShaped(shape, of(0.2, -0.5, -1, -0.125, -1, 0.5), 0, -0.25, -0.5, 0.5, 0, 0);
  }

  @Test
  void axesAreSwapped() {
    MotionShape shape =
        with(
            plain(MotionAxis.X),
            plain(MotionAxis.Z),
            plain(MotionAxis.Y),
            plain(MotionAxis.RX),
            plain(MotionAxis.RX),
            plain(MotionAxis.RZ));
    assertShaped(shape, of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6), 0.1, 0.3, 0.2, 0.4, 0.4, 0.6);
  }

  @Test
  void aLockedHalfIsNeverTold() {
    Motion motion = of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6);
    assertShaped(locked(Lock.TRANSLATION), motion, 0, 0, 0, 0.4, 0.5, 0.6);
    assertShaped(locked(Lock.ROTATION), motion, 0.1, 0.2, 0.3, 0, 0, 0);
  }

  @Test
  void aLockedHalfThatMovesAloneIsRest() {
    EngineFixture desk =
        EngineFixture.connected(
            ButtonSettings.DEFAULT, new MotionSettings(locked(Lock.TRANSLATION), 60, 0, 250));
    assertEquals(List.of(), desk.push(0.5).push(0).said());
  }

  @Test
  void theDominantAxisStaysUntilAnotherIsClearlyLarger() {
    MotionShaper shaper = new MotionShaper(new MotionShape(PLAIN.axes(), Lock.NONE, true));
    assertArrayEquals(six(0, 0.5, 0, 0, 0, 0), shaper.shape(of(0.4, 0.5, 0, 0, 0, 0)));
    assertArrayEquals(six(0, 0.5, 0, 0, 0, 0), shaper.shape(of(0.6, 0.5, 0, 0, 0, 0)));
    assertArrayEquals(six(0.7, 0, 0, 0, 0, 0), shaper.shape(of(0.7, 0.5, 0, 0, 0, 0)));
    assertArrayEquals(six(0, 0, 0, 0, 0, -0.1), shaper.shape(of(0, 0, 0, 0, 0, -0.1)));
    assertArrayEquals(new double[6], shaper.shape(of(0, 0, 0, 0, 0, 0)));
    assertArrayEquals(six(0.3, 0, 0, 0, 0, 0), shaper.shape(of(0.3, 0.29, 0, 0, 0, 0)));
  }

  @Test
  void aLockedAxisDominatesNothing() {
    MotionShaper shaper = new MotionShaper(new MotionShape(PLAIN.axes(), Lock.ROTATION, true));
    assertArrayEquals(six(0.1, 0, 0, 0, 0, 0), shaper.shape(of(0.1, 0, 0, 0.9, 0, 0)));
  }

  @Test
  void whatIsOutOfItsRangeIsRefused() {
    assertRefused(() -> new AxisShape(MotionAxis.X, 0.95, 1, 1, false));
    assertRefused(() -> new AxisShape(MotionAxis.X, 0, 0.1, 1, false));
    assertRefused(() -> new AxisShape(MotionAxis.X, 0, 1, Double.NaN, false));
    assertRefused(() -> new AxisShape(MotionAxis.X, 0, 1, 10.5, false));
    assertRefused(() -> new MotionShape(List.of(), Lock.NONE, false));
  }

  private static void assertRefused(org.junit.jupiter.api.function.Executable making) {
    assertThrows(IllegalArgumentException.class, making);
  }

  private static void assertShaped(MotionShape shape, Motion motion, double... expected) {
    assertArrayEquals(expected, new MotionShaper(shape).shape(motion), 1e-12);
  }

  private static MotionShape locked(Lock lock) {
    return new MotionShape(PLAIN.axes(), lock, false);
  }

  private static MotionShape with(AxisShape... axes) {
    return new MotionShape(new ArrayList<>(List.of(axes)), Lock.NONE, false);
  }

  private static AxisShape plain(MotionAxis from) {
    return new AxisShape(from, 0, 1, 1, false);
  }

  private static double[] six(double... rates) {
    return rates;
  }

  private static Motion of(double x, double y, double z, double rx, double ry, double rz) {
    return new Motion("cap", 0, x, y, z, rx, ry, rz);
  }
}
