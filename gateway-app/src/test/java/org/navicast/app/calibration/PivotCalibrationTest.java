package org.navicast.app.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.navicast.gateway.input.Rigid;

class PivotCalibrationTest {
  private static final Rigid TIP = Rigid.translation(3, -18, 152);
  private static final Rigid HOLE = Rigid.translation(-80, 40, 1_200);

  @Test
  void findsTheTipAroundWhichTheToolWasTilted() throws Exception {
    Fit fit = PivotCalibration.fit(pivoted(30, 0, 300));
    assertTip(fit, 1e-6);
    assertEquals(0, fit.rmsMillimetres(), 1e-9);
  }

  @Test
  void toleratesTheNoiseOfATrackerAndTellsIt() throws Exception {
    Fit fit = PivotCalibration.fit(pivoted(30, 0.25, 600));
    assertTip(fit, 0.3);
    assertEquals(0.25 * Math.sqrt(3), fit.rmsMillimetres(), 0.05);
  }

  @Test
  void aToolThatWasHardlyTiltedIsRefused() {
    assertTrue(refusal(pivoted(2, 0.25, 600)).contains("tilted too little"));
  }

  @Test
  void aToolThatWasTurnedAboutOneAxisOnlyIsRefused() {
    List<Rigid> poses = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      poses.add(at(turn(0, 0, 1, Math.toRadians(3.6 * i))));
    }
    assertTrue(refusal(poses).contains("tilted too little"));
  }

  @Test
  void aToolThatWasHardlySeenIsRefused() {
    assertTrue(refusal(pivoted(30, 0, 19)).contains("only 19 poses"));
  }

  private static List<Rigid> pivoted(double degrees, double noise, int count) {
    Random random = new Random(7);
    List<Rigid> poses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double way = random.nextDouble() * 2 * Math.PI;
      double tilt = Math.toRadians(degrees) * Math.sqrt(random.nextDouble());
      Rigid pose = at(turn(Math.cos(way), Math.sin(way), 0, tilt));
      poses.add(
          new Rigid(
              pose.x() + noise * random.nextGaussian(),
              pose.y() + noise * random.nextGaussian(),
              pose.z() + noise * random.nextGaussian(),
              pose.qx(),
              pose.qy(),
              pose.qz(),
              pose.qw()));
    }
    return poses;
  }

  /** The tool so turned, with its tip in the hole. */
  private static Rigid at(Rigid turn) {
    return HOLE.after(turn).after(TIP.inverse());
  }

  private static Rigid turn(double x, double y, double z, double angle) {
    double sine = Math.sin(angle / 2);
    return new Rigid(0, 0, 0, x * sine, y * sine, z * sine, Math.cos(angle / 2));
  }

  private static void assertTip(Fit fit, double within) {
    assertEquals(TIP.x(), fit.motion().x(), within);
    assertEquals(TIP.y(), fit.motion().y(), within);
    assertEquals(TIP.z(), fit.motion().z(), within);
  }

  private static String refusal(List<Rigid> poses) {
    return String.valueOf(
        assertThrows(CalibrationException.class, () -> PivotCalibration.fit(poses)).getMessage());
  }
}
