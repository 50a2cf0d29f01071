package org.navicast.driver.igtlink;

import org.navicast.gateway.input.ToolPose;

/** To position and unit quaternion, from what is a rigid motion at all. */
final class RigidPose {

  /**
   * How far columns may be from unit length (squared) and from right angles (cosine). Trackers send
   * 32-bit floats of chains of calibrated matrices, which are good to 1e-4; a scale, a shear or
   * zeros are off by far more.
   */
  private static final double TOLERANCE = 1e-2;

  /** A quaternion shorter than this has no direction that could be trusted. */
  private static final double SHORTEST = 1e-3;

  private RigidPose() {}

  /** The tool there, or {@link ToolPose.Status#INVALID} where the matrix is no rigid motion. */
  static ToolPose of(String tool, Matrix m) {
    return isRigid(m) ? rigid(tool, m) : ToolPose.without(tool, ToolPose.Status.INVALID);
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
            && Double.isFinite(length)
            && Float.isFinite(p.x())
            && Float.isFinite(p.y())
            && Float.isFinite(p.z());
    return usable
        ? new ToolPose(
            tool,
            ToolPose.Status.OK,
            p.x(),
            p.y(),
            p.z(),
            p.qx() / length,
            p.qy() / length,
            p.qz() / length,
            p.qw() / length)
        : ToolPose.without(tool, ToolPose.Status.INVALID);
  }

  /** Finite, columns of unit length and at right angles, and right-handed. */
  private static boolean isRigid(Matrix m) {
    return isUnit(m.r11(), m.r21(), m.r31())
        && isUnit(m.r12(), m.r22(), m.r32())
        && isUnit(m.r13(), m.r23(), m.r33())
        && isRight(m.r11(), m.r21(), m.r31(), m.r12(), m.r22(), m.r32())
        && isRight(m.r11(), m.r21(), m.r31(), m.r13(), m.r23(), m.r33())
        && isRight(m.r12(), m.r22(), m.r32(), m.r13(), m.r23(), m.r33())
        && determinant(m) > 0
        && Float.isFinite(m.tx())
        && Float.isFinite(m.ty())
        && Float.isFinite(m.tz());
  }

  // In both, "not a number" compares false and so refuses itself.

  private static boolean isUnit(double x, double y, double z) {
    return Math.abs(x * x + y * y + z * z - 1) < TOLERANCE;
  }

  private static boolean isRight(double ax, double ay, double az, double bx, double by, double bz) {
    return Math.abs(ax * bx + ay * by + az * bz) < TOLERANCE;
  }

  /** Near +1 or −1 once the columns are checked; −1 is a mirror, not a motion. */
  private static double determinant(Matrix m) {
    return (double) m.r11() * ((double) m.r22() * m.r33() - (double) m.r23() * m.r32())
        - (double) m.r12() * ((double) m.r21() * m.r33() - (double) m.r23() * m.r31())
        + (double) m.r13() * ((double) m.r21() * m.r32() - (double) m.r22() * m.r31());
  }

  /**
   * Shepperd's method: starts from the largest of the quaternion's components, so that nothing
   * small is ever divided by. That component comes out positive.
   */
  private static ToolPose rigid(String tool, Matrix m) {
    double xx = m.r11();
    double yy = m.r22();
    double zz = m.r33();
    double trace = xx + yy + zz;
    if (trace >= xx && trace >= yy && trace >= zz) {
      return unit(
          tool,
          m,
          (double) m.r32() - m.r23(),
          (double) m.r13() - m.r31(),
          (double) m.r21() - m.r12(),
          1 + trace);
    } else if (xx >= yy && xx >= zz) {
      return unit(
          tool,
          m,
          1 + xx - yy - zz,
          (double) m.r12() + m.r21(),
          (double) m.r13() + m.r31(),
          (double) m.r32() - m.r23());
    } else if (yy >= zz) {
      return unit(
          tool,
          m,
          (double) m.r12() + m.r21(),
          1 - xx + yy - zz,
          (double) m.r23() + m.r32(),
          (double) m.r13() - m.r31());
    } else {
      return unit(
          tool,
          m,
          (double) m.r13() + m.r31(),
          (double) m.r23() + m.r32(),
          1 - xx - yy + zz,
          (double) m.r21() - m.r12());
    }
  }

  private static ToolPose unit(String tool, Matrix m, double x, double y, double z, double w) {
    double length = Math.sqrt(x * x + y * y + z * z + w * w);
    return new ToolPose(
        tool,
        ToolPose.Status.OK,
        m.tx(),
        m.ty(),
        m.tz(),
        x / length,
        y / length,
        z / length,
        w / length);
  }
}
