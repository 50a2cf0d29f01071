package org.navicast.gateway.engine;

/**
 * How the deflection of one device is shaped and how often it is told.
 *
 * @param deadZone fraction of full deflection around rest that counts as rest, 0…0.9; what is
 *     outside is stretched so that it starts at zero and still ends at one
 * @param curve exponent of the response, 0.2…5: 1 is linear, above 1 is finer around rest
 * @param rateHz at most so many motions a second, 1…1,000, or 0 for as fast as the device reports
 * @param silenceMillis a moving device that reports nothing for so long is taken to be at rest,
 *     20…10,000, or 0 for a device that reports only changes and may be held still in silence
 * @param leaseMillis how long consumers may go on at a rate without hearing of it again, 50…10,000
 */
public record MotionSettings(
    double deadZone, double curve, int rateHz, int silenceMillis, int leaseMillis) {

  public static final MotionSettings DEFAULT = new MotionSettings(0.02, 1.0, 60, 0, 250);

  /**
   * @throws IllegalArgumentException when a value is out of its range
   */
  public MotionSettings {
    Limits.check("the dead zone", deadZone, 0, 0.9);
    Limits.check("the exponent of the curve", curve, 0.2, 5);
    Limits.check("the rate in Hz", rateHz, 0, 1_000);
    Limits.check("the silence in ms", silenceMillis, silenceMillis == 0 ? 0 : 20, 10_000);
    Limits.check("the lease in ms", leaseMillis, 50, 10_000);
  }
}
