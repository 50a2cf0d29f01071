package org.navicast.gateway.engine;

import org.navicast.gateway.input.Motion;
import org.navicast.gateway.input.MotionAxis;

/** Shapes the deflections of one device one after the other. */
final class MotionShaper {
  private static final MotionAxis[] AXES = MotionAxis.values();

  private final MotionShape shape;
  private final double[] deflections = new double[AXES.length];
  private final double[] rates = new double[AXES.length];

  private final DominantAxis dominant = new DominantAxis();

  MotionShaper(MotionShape shape) {
    this.shape = shape;
  }

  /**
   * The rates that are told of a motion.
   *
   * @return by {@link MotionAxis#place}, valid until the next call
   */
  double[] shape(Motion motion) {
    deflections[0] = motion.translationX();
    deflections[1] = motion.translationY();
    deflections[2] = motion.translationZ();
    deflections[3] = motion.rotationX();
    deflections[4] = motion.rotationY();
    deflections[5] = motion.rotationZ();
    for (MotionAxis axis : AXES) {
      AxisShape its = shape.axes().get(axis.place());
      rates[axis.place()] =
          shape.locked().holds(axis) ? 0 : its.rate(deflections[its.from().place()]);
    }
    if (shape.isDominantAlone()) {
      dominant.leaveIn(rates);
    }
    return rates;
  }
}
