package org.navicast.gateway.input;

import org.jspecify.annotations.Nullable;

/**
 * A rigid motion from one frame to another: a rotation, then a translation. What is at p in the
 * first frame is at q · p + (x, y, z) in the other.
 *
 * @param x translation in millimetres, as {@code y} and {@code z}
 * @param qx rotation as a unit quaternion x, y, z, w
 */
public record Rigid(double x, double y, double z, double qx, double qy, double qz, double qw) {

  public static final Rigid IDENTITY = new Rigid(0, 0, 0, 0, 0, 0, 1);

  /**
   * How far the columns of a matrix may be from unit length (squared) and from right angles
   * (cosine). Trackers send 32-bit floats of chains of calibrated matrices, which are good to 1e-4;
   * a scale, a shear or zeros are off by far more.
   */
  private static final double TOLERANCE = 1e-2;

  /**
   * A motion without a turn.
   *
   * @param x in millimetres, as the others
   */
  public static Rigid translation(double x, double y, double z) {
    return new Rigid(x, y, z, 0, 0, 0, 1);
  }

  /**
   * From a rotation matrix, row by row, and a translation in millimetres.
   *
   * @return null where that is no rigid motion: not finite, scaled, sheared or mirrored
   */
  public static @Nullable Rigid ofRows(
      double r11,
      double r12,
      double r13,
      double x,
      double r21,
      double r22,
      double r23,
      double y,
      double r31,
      double r32,
      double r33,
      double z) {
    boolean rigid =
        isUnit(r11, r21, r31)
            && isUnit(r12, r22, r32)
            && isUnit(r13, r23, r33)
            && isRight(r11, r21, r31, r12, r22, r32)
            && isRight(r11, r21, r31, r13, r23, r33)
            && isRight(r12, r22, r32, r13, r23, r33)
            && determinant(r11, r12, r13, r21, r22, r23, r31, r32, r33) > 0
            && Double.isFinite(x)
            && Double.isFinite(y)
            && Double.isFinite(z);
    if (!rigid) {
      return null;
    }
    // Shepperd's method: starts from the largest of the quaternion's components, so that nothing
    // small is ever divided by. That component comes out positive.
    double trace = r11 + r22 + r33;
    if (trace >= r11 && trace >= r22 && trace >= r33) {
      return unit(x, y, z, r32 - r23, r13 - r31, r21 - r12, 1 + trace);
    } else if (r11 >= r22 && r11 >= r33) {
      return unit(x, y, z, 1 + r11 - r22 - r33, r12 + r21, r13 + r31, r32 - r23);
    } else if (r22 >= r33) {
      return unit(x, y, z, r12 + r21, 1 - r11 + r22 - r33, r23 + r32, r13 - r31);
    } else {
      return unit(x, y, z, r13 + r31, r23 + r32, 1 - r11 - r22 + r33, r21 - r12);
    }
  }

  /** True where nothing is moved at all, to the last bit. */
  public boolean isIdentity() {
    return x == 0 && y == 0 && z == 0 && qx == 0 && qy == 0 && qz == 0;
  }

  /** First the other, then this. */
  public Rigid after(Rigid first) {
    return new Rigid(
        turnedX(first.x, first.y, first.z) + x,
        turnedY(first.x, first.y, first.z) + y,
        turnedZ(first.x, first.y, first.z) + z,
        qw * first.qx + qx * first.qw + qy * first.qz - qz * first.qy,
        qw * first.qy - qx * first.qz + qy * first.qw + qz * first.qx,
        qw * first.qz + qx * first.qy - qy * first.qx + qz * first.qw,
        qw * first.qw - qx * first.qx - qy * first.qy - qz * first.qz);
  }

  /** The way back. */
  public Rigid inverse() {
    Rigid turnBack = new Rigid(0, 0, 0, -qx, -qy, -qz, qw);
    return new Rigid(
        -turnBack.turnedX(x, y, z),
        -turnBack.turnedY(x, y, z),
        -turnBack.turnedZ(x, y, z),
        -qx,
        -qy,
        -qz,
        qw);
  }

  /** The same with a quaternion of length 1, from which long chains drift by rounding. */
  public Rigid normalized() {
    return unit(x, y, z, qx, qy, qz, qw);
  }

  private static Rigid unit(
      double x, double y, double z, double qx, double qy, double qz, double qw) {
    double length = Math.sqrt(qx * qx + qy * qy + qz * qz + qw * qw);
    return new Rigid(x, y, z, qx / length, qy / length, qz / length, qw / length);
  }

  // In both, "not a number" compares false and so refuses itself.

  private static boolean isUnit(double x, double y, double z) {
    return Math.abs(x * x + y * y + z * z - 1) < TOLERANCE;
  }

  private static boolean isRight(double ax, double ay, double az, double bx, double by, double bz) {
    return Math.abs(ax * bx + ay * by + az * bz) < TOLERANCE;
  }

  /** Near +1 or −1 once the columns are checked; −1 is a mirror, not a motion. */
  private static double determinant(
      double r11,
      double r12,
      double r13,
      double r21,
      double r22,
      double r23,
      double r31,
      double r32,
      double r33) {
    return r11 * (r22 * r33 - r23 * r32)
        - r12 * (r21 * r33 - r23 * r31)
        + r13 * (r21 * r32 - r22 * r31);
  }

  private double turnedX(double px, double py, double pz) {
    return (1 - 2 * (qy * qy + qz * qz)) * px
        + 2 * (qx * qy - qw * qz) * py
        + 2 * (qx * qz + qw * qy) * pz;
  }

  private double turnedY(double px, double py, double pz) {
    return 2 * (qx * qy + qw * qz) * px
        + (1 - 2 * (qx * qx + qz * qz)) * py
        + 2 * (qy * qz - qw * qx) * pz;
  }

  private double turnedZ(double px, double py, double pz) {
    return 2 * (qx * qz - qw * qy) * px
        + 2 * (qy * qz + qw * qx) * py
        + (1 - 2 * (qx * qx + qy * qy)) * pz;
  }
}
