package org.navicast.cast.event;

import java.util.List;

/**
 * Where tracked tools are: {@code navi-pose}.
 *
 * @param frame the reference frame of all positions and orientations
 * @param trackerEpochMicros the tracker's own time, microseconds since 1970 UTC, or {@link
 *     #NO_TRACKER_TIME}
 * @param tools unmodifiable
 */
public record NaviPose(
    Source source, long capturedNanos, String frame, long trackerEpochMicros, List<Tool> tools)
    implements NaviEvent {

  public static final String NAME = "navi-pose";

  /** The tracker sent no time. */
  public static final long NO_TRACKER_TIME = Long.MIN_VALUE;

  public NaviPose {
    tools = List.copyOf(tools);
  }

  /**
   * One tool: position in millimetres, orientation as a unit quaternion x, y, z, w; both are left
   * out on the wire unless the status is {@code ok}.
   *
   * @param role what it is to a viewer, such as {@code needle}; empty where no profile says so
   * @param status {@code ok}, {@code missing} or {@code invalid}
   */
  public record Tool(
      String name,
      String role,
      String status,
      double x,
      double y,
      double z,
      double qx,
      double qy,
      double qz,
      double qw) {

    public static final String OK = "ok";
    public static final String MISSING = "missing";
    public static final String INVALID = "invalid";

    /** A tool without a role. */
    public Tool(
        String name,
        String status,
        double x,
        double y,
        double z,
        double qx,
        double qy,
        double qz,
        double qw) {
      this(name, "", status, x, y, z, qx, qy, qz, qw);
    }

    /** A tool that is not seen. */
    public static Tool missing(String name) {
      return new Tool(name, MISSING, 0, 0, 0, 0, 0, 0, 1);
    }

    /** The same tool in another role. */
    public Tool inRole(String other) {
      return new Tool(name, other, status, x, y, z, qx, qy, qz, qw);
    }
  }

  /** The same, of these tools only. */
  public NaviPose withTools(List<Tool> others) {
    return new NaviPose(source, capturedNanos, frame, trackerEpochMicros, others);
  }

  @Override
  public String name() {
    return NAME;
  }
}
