package org.navicast.gateway.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.Rigid;
import org.navicast.gateway.input.ToolPose;

/** How late the One Euro filter is, as docs/configuration.md tells it. */
class FilterDelayTest {
  private static final long SECOND_MICROS = 1_000_000;
  private static final long START_MICROS = 1_795_000_000_000_000L;

  @ParameterizedTest
  @CsvSource({
    "20, 0.0001, 138", "60, 0.0001, 138", "100, 0.0001, 138", "1000, 0.0001, 138",
    "20, 0.1, 121", "60, 0.1, 105", "100, 0.1, 95", "1000, 0.1, 46",
    "20, 0.5, 87", "60, 0.5, 66", "100, 0.5, 57", "1000, 0.5, 23"
  })
  void positionsAreAsLateAsToldAtThatManyMetresASecond(int rateHz, double speed, double millis) {
    assertEquals(millis, delayMillis(rateHz, speed), 0.6);
  }

  @ParameterizedTest
  @CsvSource({
    "20, 0.001, 106", "60, 0.001, 106", "100, 0.001, 106", "1000, 0.001, 103",
    "20, 1, 61", "60, 1, 47", "100, 1, 40", "1000, 1, 16"
  })
  void turnsAreAsLateAsToldAtThatManyRadiansASecond(int rateHz, double speed, double millis) {
    assertEquals(millis, turnDelayMillis(rateHz, speed), 0.6);
  }

  @Test
  void posesOfOneReadAreSmoothedByTheTimesOfTheTracker() {
    ToolFilter one = new ToolFilter(PoseSettings.Smoothing.DEFAULT);
    ToolFilter byFour = new ToolFilter(PoseSettings.Smoothing.DEFAULT);
    for (int i = 0; i < 400; i++) {
      Rigid motion = new Rigid(i, 0, 0, 0, 0, Math.sin(i * 0.01), Math.cos(i * 0.01));
      ToolPose tool = ToolPose.at("Stylus", motion);
      long micros = START_MICROS + i * 10_000L;
      // They came one by one, or four in each read.
      ToolPose expected = one.filter(tool, micros * Due.NANOS_PER_MICRO, Pose.NO_TRACKER_TIME);
      ToolPose told = byFour.filter(tool, (i / 4 + 1) * 40_000_000L, micros);
      assertEquals(expected, told);
    }
  }

  @Test
  void aTimeThatGoesBackIsNotBelieved() {
    ToolFilter filter = new ToolFilter(PoseSettings.Smoothing.DEFAULT);
    filter.filter(at(0), 0, START_MICROS);
    ToolPose told = filter.filter(at(10), 10_000_000, START_MICROS - 5_000_000);
    ToolFilter without = new ToolFilter(PoseSettings.Smoothing.DEFAULT);
    without.filter(at(0), 0, Pose.NO_TRACKER_TIME);
    assertEquals(without.filter(at(10), 10_000_000, Pose.NO_TRACKER_TIME), told);
  }

  @Test
  void twoOfOneReadOfAClockAtZeroAreToldAsTheyAre() {
    ToolFilter filter = new ToolFilter(PoseSettings.Smoothing.DEFAULT);
    for (double x : new double[] {1, 2}) {
      ToolPose pose = ToolPose.at("stylus", Rigid.translation(x, 0, 0));
      assertEquals(pose, filter.filter(pose, 0, Pose.NO_TRACKER_TIME));
    }
  }

  @Test
  void startsAnewAfterAGap() {
    ToolFilter filter = new ToolFilter(PoseSettings.Smoothing.DEFAULT);
    filter.filter(at(0), 0, Pose.NO_TRACKER_TIME);
    assertNotEquals(at(10), filter.filter(at(10), 500_000_000, Pose.NO_TRACKER_TIME));
    assertEquals(at(90), filter.filter(at(90), 1_000_000_001, Pose.NO_TRACKER_TIME));
    assertEquals(at(50), filter.filter(at(50), 900_000_000, Pose.NO_TRACKER_TIME), "back in time");
  }

  private static ToolPose at(double x) {
    return ToolPose.at("Stylus", Rigid.translation(x, x / 2, -x));
  }

  private static double delayMillis(int rateHz, double metresASecond) {
    ToolFilter filter = new ToolFilter(PoseSettings.Smoothing.DEFAULT);
    double behind = 0;
    for (int i = 0; i <= 10 * rateHz; i++) {
      double x = 1_000 * metresASecond * i / rateHz;
      behind = x - filter(filter, i, rateHz, Rigid.translation(x, 0, 0)).x();
    }
    return behind / metresASecond;
  }

  private static double turnDelayMillis(int rateHz, double radiansASecond) {
    ToolFilter filter = new ToolFilter(PoseSettings.Smoothing.DEFAULT);
    double behind = 0;
    for (int i = 0; i <= 10 * rateHz; i++) {
      double half = radiansASecond * i / rateHz / 2;
      Rigid turn = new Rigid(0, 0, 0, 0, 0, Math.sin(half), Math.cos(half));
      ToolPose told = filter(filter, i, rateHz, turn);
      behind = 2 * half - 2 * Math.atan2(told.qz(), told.qw());
      behind -= 2 * Math.PI * Math.round(behind / (2 * Math.PI));
    }
    return 1_000 * behind / radiansASecond;
  }

  private static ToolPose filter(ToolFilter filter, int i, int rateHz, Rigid motion) {
    long micros = i * SECOND_MICROS / rateHz;
    return filter.filter(
        ToolPose.at("Stylus", motion), micros * Due.NANOS_PER_MICRO, Pose.NO_TRACKER_TIME);
  }
}
