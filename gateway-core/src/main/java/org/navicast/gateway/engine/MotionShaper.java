package org.navicast.gateway.engine;

import java.util.Arrays;
import org.navicast.gateway.input.Motion;
import org.navicast.gateway.input.MotionAxis;

/** Shapes the deflections of one device one after the other. */
final class MotionShaper {
  private static final MotionAxis[] AXES = MotionAxis.values();
  private static final int NONE = -1;

  /** How much more another axis must be deflected to take over: a hand never holds still. */
  private static final double TAKE_OVER = 1.25;

  private final MotionShape shape;
  private final double[] deflections = new double[AXES.length];
  private final double[] rates = new double[AXES.length];

  /** The axis that is told alone; {@link #NONE} at rest. */
  private int dominant = NONE;

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
      leaveDominant();
    }
    return rates;
  }

  private void leaveDominant() {
    int largest = 0;
    for (int i = 1; i < rates.length; i++) {
      if (Math.abs(rates[i]) > Math.abs(rates[largest])) {
        largest = i;
      }
    }
    double most = Math.abs(rates[largest]);
    if (most == 0) {
      dominant = NONE;
      return;
    }
    if (dominant == NONE || most > TAKE_OVER * Math.abs(rates[dominant])) {
      dominant = largest;
    }
    double told = rates[dominant];
    Arrays.fill(rates, 0);
    rates[dominant] = told;
  }
}
