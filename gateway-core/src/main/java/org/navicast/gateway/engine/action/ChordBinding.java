package org.navicast.gateway.engine.action;

import org.navicast.gateway.engine.Limits;

/**
 * Two controls pressed together.
 *
 * @param withinMillis how long after the one the other may come, 20…1,000; no other gesture on
 *     either can be told before that
 */
public record ChordBinding(ControlRef first, ControlRef second, int withinMillis, Meaning meaning) {
  public static final int DEFAULT_WITHIN_MILLIS = 100;

  /**
   * @throws IllegalArgumentException when it has one control only, the time is out of range, or it
   *     would last
   */
  public ChordBinding {
    if (first.equals(second)) {
      throw new IllegalArgumentException("a chord needs two controls; give another one");
    }
    if (meaning instanceof Meaning.Lasting) {
      throw new IllegalArgumentException("a chord cannot last; give an action that is a trigger");
    }
    Limits.check("the time of a chord in ms", withinMillis, 20, 1_000);
  }
}
