package org.navicast.gateway.input;

/**
 * One tool of a tracker frame: position in millimetres, orientation as a unit quaternion.
 *
 * <p>Position and orientation mean something only while {@link #status()} is {@link Status#OK};
 * they are zero and the identity otherwise.
 *
 * @param name the tool's name, such as {@code StylusTip}
 */
public record ToolPose(
    String name,
    Status status,
    double x,
    double y,
    double z,
    double qx,
    double qy,
    double qz,
    double qw) {

  /** What the tracker says of the tool. */
  public enum Status {
    /** Seen, and its pose is a rigid one. */
    OK,
    /** Not seen: out of view, out of volume, or silent for too long. */
    MISSING,
    /** Something came that cannot be a pose: not a number, or no rotation. */
    INVALID
  }

  /** A tool that is seen, and where. */
  public static ToolPose at(String name, Rigid motion) {
    return new ToolPose(
        name,
        Status.OK,
        motion.x(),
        motion.y(),
        motion.z(),
        motion.qx(),
        motion.qy(),
        motion.qz(),
        motion.qw());
  }

  /** The way from the tool to the frame that its pose is in. */
  public Rigid motion() {
    return new Rigid(x, y, z, qx, qy, qz, qw);
  }

  /** A tool without a usable pose. */
  public static ToolPose without(String name, Status status) {
    return new ToolPose(name, status, 0, 0, 0, 0, 0, 0, 1);
  }
}
