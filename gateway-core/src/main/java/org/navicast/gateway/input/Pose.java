package org.navicast.gateway.input;

import java.util.List;

/**
 * Where tracked tools are, as one frame of a tracker.
 *
 * @param frame name of the reference frame that positions and orientations are expressed in
 * @param trackerEpochMicros the tracker's own time of the frame, microseconds since 1970 UTC, or
 *     {@link #NO_TRACKER_TIME} where it sent none
 * @param tools the tools of this frame; unmodifiable, at least one
 */
public record Pose(
    String device, long capturedNanos, String frame, long trackerEpochMicros, List<ToolPose> tools)
    implements InputEvent {

  /** The tracker sent no time (OpenIGTLink: a timestamp of zero). */
  public static final long NO_TRACKER_TIME = Long.MIN_VALUE;

  public Pose {
    tools = List.copyOf(tools);
  }
}
