package org.navicast.gateway.engine;

import java.util.Arrays;

/** Leaves of several rates only that which is deflected most. */
public final class DominantAxis {
  private static final int NONE = -1;

  /** How much more another axis must be deflected to take over: a hand never holds still. */
  private static final double TAKE_OVER = 1.25;

  /** The axis that is told alone; {@link #NONE} at rest. */
  private int dominant = NONE;

  /** Sets all but one of them to 0. */
  public void leaveIn(double[] rates) {
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
