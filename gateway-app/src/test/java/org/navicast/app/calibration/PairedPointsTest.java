package org.navicast.app.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.navicast.gateway.input.Rigid;

class PairedPointsTest {
  private static final List<Point> FACE =
      List.of(
          new Point(0, 84.5, 12),
          new Point(-72, 0, 0),
          new Point(72, 0, 0),
          new Point(0, 30, 95),
          new Point(20, -60, 40));

  @Test
  void findsTheMotionThatThePointsMade() throws Exception {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      Rigid motion = motion(random);
      Fit fit = PairedPoints.fit(moved(motion, FACE), FACE);
      assertNear(motion.inverse(), fit.motion());
      assertEquals(0, fit.rmsMillimetres(), 1e-9);
    }
  }

  @Test
  void aTurnIsFoundAlsoWherePointsLieInAPlane() throws Exception {
    Random random = new Random(2);
    List<Point> plane = FACE.subList(0, 3);
    for (int i = 0; i < 200; i++) {
      Rigid motion = motion(random);
      assertNear(motion.inverse(), PairedPoints.fit(moved(motion, plane), plane).motion());
    }
  }

  @Test
  void pointsInAPlaneFitTheirMirrorImageAndAreKnown() throws Exception {
    List<Point> plane = List.of(new Point(0, 0, 0), new Point(100, 0, 0), new Point(0, 50, 0));
    List<Point> mirrored = List.of(new Point(0, 0, 0), new Point(-100, 0, 0), new Point(0, 50, 0));
    assertEquals(0, PairedPoints.fit(plane, mirrored).rmsMillimetres(), 1e-9);
    assertTrue(PairedPoints.areFlat(plane));
    assertFalse(PairedPoints.areFlat(FACE));
    assertTrue(PairedPoints.areFlat(FACE.subList(0, 3)));
  }

  @Test
  void whatIsLeftOverIsTheErrorThatWasMade() throws Exception {
    Random random = new Random(3);
    List<Point> many = new ArrayList<>();
    List<Point> measured = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Point at = new Point(200 * random.nextDouble(), 200 * random.nextDouble(), 50);
      many.add(at);
      measured.add(
          new Point(
              at.x() + 0.5 * random.nextGaussian(),
              at.y() + 0.5 * random.nextGaussian(),
              at.z() + 0.5 * random.nextGaussian()));
    }
    Fit fit = PairedPoints.fit(measured, many);
    assertEquals(0.5 * Math.sqrt(3), fit.rmsMillimetres(), 0.03);
    assertEquals(2_000, PairedPoints.errors(fit.motion(), measured, many).size());
  }

  @Test
  void pointsOnALineAreRefused() {
    List<Point> line =
        List.of(new Point(0, 0, 0), new Point(50, 1, 0), new Point(100, 0, 0), new Point(20, 0, 1));
    assertTrue(refusal(line).contains("on a line"));
  }

  @Test
  void twoPointsAreRefused() {
    assertTrue(refusal(FACE.subList(0, 2)).contains("three pairs"));
  }

  private static String refusal(List<Point> points) {
    return String.valueOf(
        assertThrows(CalibrationException.class, () -> PairedPoints.fit(points, points))
            .getMessage());
  }

  private static List<Point> moved(Rigid motion, List<Point> points) {
    return points.stream()
        .map(
            point -> {
              Rigid moved = motion.after(Rigid.translation(point.x(), point.y(), point.z()));
              return new Point(moved.x(), moved.y(), moved.z());
            })
        .toList();
  }

  static Rigid motion(Random random) {
    return new Rigid(
            500 * random.nextGaussian(),
            500 * random.nextGaussian(),
            500 * random.nextGaussian(),
            random.nextGaussian(),
            random.nextGaussian(),
            random.nextGaussian(),
            random.nextGaussian())
        .normalized();
  }

  private static void assertNear(Rigid expected, Rigid actual) {
    Rigid rest = expected.inverse().after(actual);
    assertEquals(0, Math.abs(rest.x()) + Math.abs(rest.y()) + Math.abs(rest.z()), 1e-6);
    assertEquals(1, Math.abs(rest.qw()), 1e-9);
  }
}
