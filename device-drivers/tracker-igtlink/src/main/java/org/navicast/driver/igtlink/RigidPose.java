package org.navicast.driver.igtlink;

import org.navicast.gateway.input.Rigid;
import org.navicast.gateway.input.ToolPose;

/** To position and unit quaternion, from what is a rigid motion at all. */
final class RigidPose {

  /** A quaternion shorter than this has no direction that could be trusted. */
  private static final double SHORTEST = 1e-3;

  /** One longer than this is made of numbers that mean something else, such as "no value". */
  private static final double LONGEST = 1e3;

  private RigidPose() {}

  /** The tool there, or {@link ToolPose.Status#INVALID} where the matrix is no rigid motion. */
  static ToolPose of(String tool, Matrix m) {
    Rigid motion =
        Rigid.ofRows(
            m.r11(), m.r12(), m.r13(), m.tx(), m.r21(), m.r22(), m.r23(), m.ty(), m.r31(), m.r32(),
            m.r33(), m.tz());
    return motion == null
        ? ToolPose.without(tool, ToolPose.Status.INVALID)
        : ToolPose.at(tool, motion);
  }

  /**
   * The tool there, its quaternion brought to unit length, or {@link ToolPose.Status#INVALID} where
   * that cannot be done or something is not finite.
   */
  static ToolPose of(String tool, Placement p) {
    double length =
        Math.sqrt(
            (double) p.qx() * p.qx()
                + (double) p.qy() * p.qy()
                + (double) p.qz() * p.qz()
                + (double) p.qw() * p.qw());
    boolean usable =
        length >= SHORTEST
            && length <= LONGEST
            && Float.isFinite(p.x())
            && Float.isFinite(p.y())
            && Float.isFinite(p.z());
    return usable
        ? ToolPose.at(
            tool, new Rigid(p.x(), p.y(), p.z(), p.qx(), p.qy(), p.qz(), p.qw()).normalized())
        : ToolPose.without(tool, ToolPose.Status.INVALID);
  }
}
