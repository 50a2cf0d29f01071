package org.navicast.gateway.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.Rigid;
import org.navicast.gateway.input.ToolPose;

/** Smoothing does not depend on how the axes of a frame lie. */
class FilterSymmetryTest {
  @Test
  void aWayThatIsTurnedIsSmoothedToTheSameWayTurned() {
    Random random = new Random(5);
    for (int way = 0; way < 20; way++) {
      Rigid turn = new Rigid(0, 0, 0, some(random), some(random), some(random), some(random));
      Rigid turned = turn.normalized();
      ToolFilter one = new ToolFilter(PoseSettings.Smoothing.DEFAULT);
      ToolFilter other = new ToolFilter(PoseSettings.Smoothing.DEFAULT);
      Rigid at = Rigid.translation(some(random), some(random), some(random));
      for (int i = 0; i < 50; i++) {
        at = step(random).after(at).normalized();
        Rigid expected = turned.after(smoothed(one, i, at));
        assertSame(expected, smoothed(other, i, turned.after(at)));
      }
    }
  }

  @Test
  void ofALargeTurnTheSameShareIsTakenAsOfASmallOne() {
    assertEquals(shareOfTurn(0.001), shareOfTurn(3), 1e-6);
  }

  /** Without a speed, the share depends on time alone. */
  private static double shareOfTurn(double radians) {
    ToolFilter filter = new ToolFilter(new PoseSettings.Smoothing(1, 0, 1, 1, 0, 1));
    smoothed(filter, 0, Rigid.IDENTITY);
    Rigid turn = new Rigid(0, 0, 0, 0, 0, Math.sin(radians / 2), Math.cos(radians / 2));
    Rigid told = smoothed(filter, 10, turn);
    return 2 * Math.atan2(told.qz(), told.qw()) / radians;
  }

  private static Rigid step(Random random) {
    return new Rigid(
            20 * some(random),
            5 * some(random),
            some(random),
            0.3 * some(random),
            0.2 * some(random),
            0.1 * some(random),
            1)
        .normalized();
  }

  private static Rigid smoothed(ToolFilter filter, int i, Rigid motion) {
    return filter
        .filter(ToolPose.at("Stylus", motion), i * 10_000_000L, Pose.NO_TRACKER_TIME)
        .motion();
  }

  private static void assertSame(Rigid expected, Rigid actual) {
    assertEquals(expected.x(), actual.x(), 1e-6);
    assertEquals(expected.y(), actual.y(), 1e-6);
    assertEquals(expected.z(), actual.z(), 1e-6);
    double cosine =
        expected.qx() * actual.qx()
            + expected.qy() * actual.qy()
            + expected.qz() * actual.qz()
            + expected.qw() * actual.qw();
    assertEquals(1, Math.abs(cosine), 1e-12);
  }

  private static double some(Random random) {
    return random.nextDouble(-1, 1);
  }
}
