package org.navicast.gateway.engine;

/**
 * How the deflection of one device is shaped and how often it is told.
 *
 * @param rateHz at most so many motions a second, 1…1,000, or 0 for as fast as the device reports
 * @param silenceMillis a moving device that reports nothing for so long is taken to be at rest,
 *     20…10,000, or 0 for a device that reports only changes and may be held still in silence
 * @param leaseMillis how long consumers may go on at a rate without hearing of it again, 50…10,000
 */
public record MotionSettings(MotionShape shape, int rateHz, int silenceMillis, int leaseMillis) {

  public static final double DEFAULT_DEAD_ZONE = 0.02;
  public static final double DEFAULT_CURVE = 1;

  public static final MotionSettings DEFAULT =
      new MotionSettings(DEFAULT_DEAD_ZONE, DEFAULT_CURVE, 60, 0, 250);

  /**
   * @throws IllegalArgumentException when a value is out of its range
   */
  public MotionSettings {
    Limits.check("the rate in Hz", rateHz, 0, 1_000);
    Limits.check("the silence in ms", silenceMillis, silenceMillis == 0 ? 0 : 20, 10_000);
    Limits.check("the lease in ms", leaseMillis, 50, 10_000);
  }

  /**
   * With the same shape for all axes.
   *
   * @param deadZone 0…0.9, as in {@link AxisShape}
   * @param curve 0.2…5, as in {@link AxisShape}
   * @throws IllegalArgumentException when a value is out of its range
   */
  public MotionSettings(
      double deadZone, double curve, int rateHz, int silenceMillis, int leaseMillis) {
    this(MotionShape.same(deadZone, curve), rateHz, silenceMillis, leaseMillis);
  }
}
