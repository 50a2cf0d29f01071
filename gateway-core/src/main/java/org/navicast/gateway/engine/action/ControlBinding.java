package org.navicast.gateway.engine.action;

import java.util.Map;

/**
 * What the gestures on one control mean.
 *
 * @param meanings not both of HOLD and LONG_PRESS, since one is the other's beginning
 * @param timing of which the repetition counts only where a hold means a trigger: all else lasts by
 *     itself
 */
public record ControlBinding(ControlRef control, Map<Gesture, Meaning> meanings, Timing timing) {

  /**
   * @throws IllegalArgumentException when both HOLD and LONG_PRESS mean something
   */
  public ControlBinding {
    meanings = Map.copyOf(meanings);
    if (meanings.containsKey(Gesture.HOLD) && meanings.containsKey(Gesture.LONG_PRESS)) {
      throw new IllegalArgumentException(
          "hold and long-press cannot both mean something; give one of them");
    }
    if (!(meanings.get(Gesture.HOLD) instanceof Meaning.Trigger)) {
      timing = new Timing(timing.tapMillis(), timing.doubleGapMillis(), timing.longMillis(), 0);
    }
  }
}
