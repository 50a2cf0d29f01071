package org.navicast.driver.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TrackerScriptTest {
  private static final double FASTEST_MM_PER_SECOND = 200;

  @Test
  void movesSmoothly() {
    double step = 0.001;
    List<TrackerTool> before = TrackerScript.at(0);
    for (double seconds = step; seconds < 15; seconds += step) {
      List<TrackerTool> now = TrackerScript.at(seconds);
      for (int i = 0; i < now.size(); i++) {
        TrackerTool a = before.get(i);
        TrackerTool b = now.get(i);
        double moved = Math.hypot(Math.hypot(b.x() - a.x(), b.y() - a.y()), b.z() - a.z());
        assertTrue(moved < FASTEST_MM_PER_SECOND * step * 1.01, b.name() + " moved " + moved);
      }
      before = now;
    }
  }

  @Test
  void losesSightOfTheNeedleGuideNow() {
    assertEquals(List.of(true, true), seen(14.9));
    assertEquals(List.of(true, false), seen(15));
    assertEquals(List.of(true, false), seen(36.9));
    assertEquals(List.of(true, true), seen(37));
  }

  private static List<Boolean> seen(double seconds) {
    return TrackerScript.at(seconds).stream().map(TrackerTool::seen).toList();
  }
}
