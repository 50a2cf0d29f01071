package org.navicast.gateway.engine;

/** The response of an axis: dead zone, then curve; odd, monotonic, and onto −1…1. */
final class AxisShaper {
  private final double deadZone;
  private final double curve;

  AxisShaper(MotionSettings settings) {
    this.deadZone = settings.deadZone();
    this.curve = settings.curve();
  }

  /**
   * @param deflection fraction of full deflection; what is beyond ±1 counts as ±1, what is not a
   *     finite number as rest
   * @return never a negative zero
   */
  double shape(double deflection) {
    double magnitude = Math.min(Math.abs(deflection), 1);
    if (!Double.isFinite(deflection) || magnitude <= deadZone) {
      return 0;
    }
    double stretched = (magnitude - deadZone) / (1 - deadZone);
    return Math.copySign(curve == 1 ? stretched : Math.pow(stretched, curve), deflection);
  }
}
