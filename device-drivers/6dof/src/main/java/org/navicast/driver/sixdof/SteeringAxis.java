package org.navicast.driver.sixdof;

import java.util.Optional;
import org.navicast.driver.hid.HidValue;
import org.navicast.driver.io.KernelAxis;

/** One axis of a device with what is known of it: where it rests, its play, and where it is now. */
final class SteeringAxis {
  /** What the kernel has for an axis that never said anything, among others. */
  private static final int NEVER_HEARD = 0;

  private static final double MOST_PLAY = 0.5;

  private final AxisSource source;
  private final AxisBelief belief;
  private final double play;
  private double rate;

  /**
   * @param leastPlay fraction of full deflection around rest that its model has, 0…0.5
   * @param kernel what the system knows of it before it moves
   */
  SteeringAxis(AxisSource source, double leastPlay, Optional<KernelAxis> kernel) {
    this.source = source;
    this.belief = new AxisBelief(source.isRestKnown());
    this.play = kernel.map(it -> Math.clamp(flat(it), leastPlay, MOST_PLAY)).orElse(leastPlay);
    kernel.filter(it -> it.value() != NEVER_HEARD).ifPresent(this::begin);
  }

  /** Takes where it is now. */
  void take(HidValue.Axis value, long nanos) {
    double deflection = source.deflection(value);
    rate = belief.believes(deflection, nanos) ? source.rate(deflection, play) : 0;
  }

  AxisSource source() {
    return source;
  }

  /** What it adds to the rate that is published: −1…1, 0 while it is not believed. */
  double rate() {
    return rate;
  }

  /** True where it was heard away from its rest and says nothing until it has been there. */
  boolean isDoubted() {
    return belief.isDoubted();
  }

  private void begin(KernelAxis kernel) {
    HidValue.Axis value =
        new HidValue.Axis(source.usage(), kernel.value(), kernel.min(), kernel.max(), false);
    belief.begin(source.deflection(value), play);
  }

  /** The kernel's flat range is to either side of the middle, so half the range is a whole. */
  private static double flat(KernelAxis kernel) {
    return 2.0 * Math.max(0, kernel.flat()) / ((double) kernel.max() - kernel.min());
  }
}
