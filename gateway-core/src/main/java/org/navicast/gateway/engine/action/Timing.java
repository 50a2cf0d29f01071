package org.navicast.gateway.engine.action;

import org.navicast.gateway.engine.Limits;

/**
 * How slow a foot may be.
 *
 * @param tapMillis a press that is shorter is a tap, 50…2,000
 * @param doubleGapMillis from the end of a tap to the next press of a double tap, 50…2,000
 * @param longMillis how long a long press is, 100…10,000 and no shorter than a tap
 * @param repeatMillis how often a hold is told again, 20…10,000, or 0 for once
 */
public record Timing(int tapMillis, int doubleGapMillis, int longMillis, int repeatMillis) {

  /** Slower than what is usual for hands. */
  public static final Timing FOR_FEET = new Timing(300, 400, 600, 200);

  /**
   * @throws IllegalArgumentException when a value is out of its range
   */
  public Timing {
    Limits.check("the longest tap in ms", tapMillis, 50, 2_000);
    Limits.check("the gap of a double tap in ms", doubleGapMillis, 50, 2_000);
    Limits.check("the long press in ms", longMillis, Math.max(100, tapMillis), 10_000);
    Limits.check(
        "the repetition of a hold in ms", repeatMillis, repeatMillis == 0 ? 0 : 20, 10_000);
  }
}
