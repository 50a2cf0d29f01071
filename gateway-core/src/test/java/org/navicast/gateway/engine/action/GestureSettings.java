package org.navicast.gateway.engine.action;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.navicast.cast.event.ActionValue;

/** Gestures on the pedals of one board, each a trigger, in short. */
record GestureSettings(List<OfControl> controls, List<Chord> chords) {
  private static final String BOARD = "pedals";

  GestureSettings {
    var _ = mode(controls, chords);
  }

  /** Gestures on one control. */
  record OfControl(String control, Map<Gesture, String> actions, Timing timing) {
    OfControl {
      var _ = binding(control, actions, timing);
    }
  }

  /** Two controls pressed together. */
  record Chord(String first, String second, int withinMillis, String action) {
    Chord {
      var _ = binding(first, second, withinMillis, action);
    }
  }

  Mode mode() {
    return mode(controls, chords);
  }

  static ControlRef on(String control) {
    return new ControlRef(BOARD, control);
  }

  private static Mode mode(List<OfControl> controls, List<Chord> chords) {
    return new Mode(
        "read",
        controls.stream().map(it -> binding(it.control, it.actions, it.timing)).toList(),
        chords.stream()
            .map(it -> binding(it.first, it.second, it.withinMillis, it.action))
            .toList(),
        List.of(),
        Map.of());
  }

  private static ControlBinding binding(
      String control, Map<Gesture, String> actions, Timing timing) {
    return new ControlBinding(
        on(control),
        actions.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> trigger(entry.getValue()))),
        timing);
  }

  private static ChordBinding binding(
      String first, String second, int withinMillis, String action) {
    return new ChordBinding(on(first), on(second), withinMillis, trigger(action));
  }

  private static Meaning trigger(String action) {
    return new Meaning.Trigger(action, ActionValue.ONE);
  }
}
