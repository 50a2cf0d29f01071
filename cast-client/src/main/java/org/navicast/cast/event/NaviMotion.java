package org.navicast.cast.event;

/**
 * Deflection of a 6DOF controller: {@code navi-motion}. A rate that lasts until the next one, and
 * at most for its lease; while the cap is deflected it is told again within that time.
 *
 * <p>Right-handed: x right, y up, z towards the person; fractions of full deflection in −1…1.
 *
 * @param leaseMillis how long a consumer may go on at this rate without hearing of it again
 * @param merged how many reports of the device are folded into this one; 0 where it only repeats
 *     what lasts
 */
public record NaviMotion(
    Source source,
    long capturedNanos,
    double translationX,
    double translationY,
    double translationZ,
    double rotationX,
    double rotationY,
    double rotationZ,
    int leaseMillis,
    int merged)
    implements NaviEvent {

  public static final String NAME = "navi-motion";

  @Override
  public String name() {
    return NAME;
  }

  /** True where the cap is at rest: this one ends a movement and is never merged away. */
  public boolean atRest() {
    return translationX == 0
        && translationY == 0
        && translationZ == 0
        && rotationX == 0
        && rotationY == 0
        && rotationZ == 0;
  }

  /** The end of this movement, as of the same time. */
  public NaviMotion stopped() {
    return new NaviMotion(source, capturedNanos, 0, 0, 0, 0, 0, 0, leaseMillis, merged);
  }

  /** This one with the count of an older one that it replaces. */
  public NaviMotion replacing(NaviMotion older) {
    return new NaviMotion(
        source,
        capturedNanos,
        translationX,
        translationY,
        translationZ,
        rotationX,
        rotationY,
        rotationZ,
        leaseMillis,
        merged + older.merged);
  }
}
