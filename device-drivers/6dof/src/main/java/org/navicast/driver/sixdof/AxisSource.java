package org.navicast.driver.sixdof;

import org.navicast.driver.hid.AxisRest;
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
 * @param isRestKnown false where the rest is only what most axes of its name have
 */
record AxisSource(
    MotionAxis axis, HidUsage usage, boolean inverted, AxisRest rest, boolean isRestKnown) {

  /** The same where its rest is only what most axes of its name have. */
  AxisSource guessed() {
    return new AxisSource(axis, usage, inverted, rest, false);
  }

  /** How far a value is from rest: −1…1, of an axis that rests at an end 0…1. */
  double deflection(HidValue.Axis value) {
    double fraction =
        value.min() < 0 ? (value.fraction() + 1) / 2 : value.fraction(); // 0 to 1 of its range
    return switch (rest) {
      case CENTRE -> 2 * fraction - 1;
      case LOW -> fraction;
      case HIGH -> 1 - fraction;
    };
  }

  /**
   * The rate of a deflection: −1…1, of an axis that rests at an end 0…1 or −1…0.
   *
   * @param play fraction of full deflection around rest that the device itself cannot hold, 0…0.5;
   *     what is outside is stretched, so that there is no step
   */
  double rate(double deflection, double play) {
    double magnitude = Math.abs(deflection);
    if (magnitude <= play) {
      return 0;
    }
    return Math.copySign((magnitude - play) / (1 - play), inverted ? -deflection : deflection);
  }
}
