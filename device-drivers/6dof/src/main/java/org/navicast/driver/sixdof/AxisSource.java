package org.navicast.driver.sixdof;

import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.HidValue;
import org.navicast.gateway.input.MotionAxis;

/**
 * Where a published rate comes from.
 *
 * @param axis what is published
 * @param usage what the device calls it
 * @param inverted true where the device's positive direction is the negative one
 * @param rest where it is when nobody touches it
 */
record AxisSource(MotionAxis axis, HidUsage usage, boolean inverted, Rest rest) {

  /** Where an axis is when nobody touches it. */
  enum Rest {
    /** In the middle of its range, as a stick. */
    CENTRE,
    /** At the lower end, as a trigger. */
    LOW
  }

  /**
   * The rate of a value: −1…1, of a trigger 0…1 or −1…0.
   *
   * @param play fraction of full deflection around rest that the device itself cannot hold, 0…0.5;
   *     what is outside is stretched, so that there is no step
   */
  double rate(HidValue.Axis value, double play) {
    double fraction =
        switch (rest) {
          case CENTRE -> value.min() < 0 ? value.fraction() : 2 * value.fraction() - 1;
          case LOW -> value.min() < 0 ? (value.fraction() + 1) / 2 : value.fraction();
        };
    double magnitude = Math.abs(fraction);
    if (magnitude <= play) {
      return 0;
    }
    return Math.copySign((magnitude - play) / (1 - play), inverted ? -fraction : fraction);
  }
}
