package org.navicast.bench;

import java.util.List;
import java.util.stream.IntStream;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.Source;

/** One event of each kind as a device in use makes it: no round numbers, names of usual length. */
final class Events {
  /** When all of them were captured, in nanoseconds of the monotonic clock. */
  static final long CAPTURED_NANOS = 86_400_123_456_789L;

  private static final Source PEDALS = new Source("pedals", "footswitch");
  private static final Source CAP = new Source("spacemouse", "6dof");
  private static final Source TRACKER = new Source("tracker", "tracker");

  private Events() {}

  static NaviButton button() {
    return new NaviButton(
        PEDALS,
        CAPTURED_NANOS,
        "left",
        NaviButton.State.PRESSED,
        1234,
        0,
        250,
        150,
        CancelReason.NONE);
  }

  static NaviMotion motion() {
    return new NaviMotion(
        CAP, CAPTURED_NANOS, 0.123457, -0.654321, 0.333333, -0.012346, 0.777778, -0.999999, 250, 1);
  }

  static NaviPose pose(int tools, long trackerEpochMicros) {
    List<NaviPose.Tool> poses = IntStream.range(0, tools).mapToObj(Events::tool).toList();
    return new NaviPose(TRACKER, CAPTURED_NANOS, "Tracker", trackerEpochMicros, poses);
  }

  private static NaviPose.Tool tool(int number) {
    double angle = 0.3 + 0.5 * number;
    return new NaviPose.Tool(
        "Tool" + number,
        NaviPose.Tool.OK,
        123.4567 + number,
        -89.0123,
        1456.789,
        0,
        0,
        Math.sin(angle / 2),
        Math.cos(angle / 2));
  }
}
