package org.navicast.driver.simulator;

import java.util.List;

/**
 * A hand that draws with a stylus, and a needle guide that is slowly lowered and lifted; in each 20
 * seconds somebody stands between the guide and the camera for two.
 *
 * <p>Smooth in time, and the same for the same time.
 */
final class TrackerScript {
  private static final double LAP_SECONDS = 20;
  private static final double HIDDEN_FROM = 15;
  private static final double HIDDEN_UNTIL = 17;

  private TrackerScript() {}

  /** Both tools, that many seconds after the beginning. */
  static List<TrackerTool> at(double seconds) {
    return List.of(stylus(seconds), needle(seconds));
  }

  /** A figure of eight, 120 mm wide and 60 mm high, drawn in 5 seconds. */
  private static TrackerTool stylus(double seconds) {
    double angle = turns(seconds / 5);
    return new TrackerTool(
        "StylusTipToReference",
        true,
        60 * Math.sin(angle),
        30 * Math.sin(2 * angle),
        100 + 5 * Math.cos(angle),
        0.5 * Math.sin(angle),
        0.3 * Math.cos(angle));
  }

  /** 40 mm down and up in 10 seconds, while it turns a little. */
  private static TrackerTool needle(double seconds) {
    double lap = seconds % LAP_SECONDS;
    boolean hidden = lap >= HIDDEN_FROM && lap < HIDDEN_UNTIL;
    double angle = turns((hidden ? HIDDEN_FROM : lap) / 10);
    return new TrackerTool(
        "NeedleToReference",
        !hidden,
        -20,
        15,
        80 + 20 * Math.cos(angle),
        0.2 * Math.sin(angle),
        Math.PI / 6);
  }

  private static double turns(double turns) {
    return 2 * Math.PI * turns;
  }
}
