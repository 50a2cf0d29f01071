package org.navicast.gateway.engine;

import org.navicast.gateway.input.MotionAxis;

/**
 * What becomes of the deflection of one axis. In this order: dead zone, curve, sensitivity, sign.
 *
 * @param from the axis of the device that is told as this one
 * @param deadZone fraction of full deflection around rest that counts as rest, 0…0.9; what is
 *     outside is stretched so that it starts at zero and still ends at one
 * @param curve exponent of the response, 0.2…5: 1 is linear, above 1 is finer around rest
 * @param sensitivity factor, 0…10; what goes beyond full deflection counts as full, 0 is never told
 * @param inverted true where the other direction is meant
 */
public record AxisShape(
    MotionAxis from, double deadZone, double curve, double sensitivity, boolean inverted) {

  /**
   * @throws IllegalArgumentException when a value is out of its range
   */
  public AxisShape {
    Limits.check("the dead zone", deadZone, 0, 0.9);
    Limits.check("the exponent of the curve", curve, 0.2, 5);
    Limits.check("the sensitivity", sensitivity, 0, 10);
  }

  /**
   * The rate that is told: odd, monotonic, −1…1.
   *
   * @param deflection fraction of full deflection; what is beyond ±1 counts as ±1, what is not a
   *     finite number as rest
   * @return never a negative zero
   */
  public double rate(double deflection) {
    double magnitude = Math.min(Math.abs(deflection), 1);
    if (!Double.isFinite(deflection) || magnitude <= deadZone || sensitivity == 0) {
      return 0;
    }
    double stretched = (magnitude - deadZone) / (1 - deadZone);
    double curved = curve == 1 ? stretched : Math.pow(stretched, curve);
    return Math.copySign(Math.min(curved * sensitivity, 1), inverted ? -deflection : deflection);
  }
}
