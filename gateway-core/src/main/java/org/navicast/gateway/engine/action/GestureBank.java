package org.navicast.gateway.engine.action;

import static org.navicast.gateway.engine.Due.NANOS_PER_MILLI;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.navicast.cast.event.NaviButton;
import org.navicast.gateway.engine.Due;

/** The gestures on all controls that mean something in one mode, made of the presses told. */
final class GestureBank {

  /** Where they go. */
  interface Listener {
    /**
     * @param presses numbers of the presses that the gesture is made of
     */
    void did(ControlRef control, Gesture gesture, long nanos, List<Long> presses);

    void did(ChordBinding chord, long nanos, List<Long> presses);
  }

  private final Listener listener;
  private final Map<ControlRef, ControlGestures> controls = new LinkedHashMap<>();
  private final Map<ControlRef, ChordBinding> chords = new HashMap<>();

  GestureBank(List<ControlBinding> bindings, List<ChordBinding> chords, Listener listener) {
    this.listener = listener;
    for (ChordBinding chord : chords) {
      this.chords.put(chord.first(), chord);
      this.chords.put(chord.second(), chord);
    }
    for (ControlBinding binding : bindings) {
      add(binding.control(), binding.meanings().keySet(), binding.timing());
    }
    for (ControlRef control : this.chords.keySet()) {
      if (!controls.containsKey(control)) {
        add(control, Set.of(), Timing.FOR_FEET);
      }
    }
  }

  private void add(ControlRef control, Set<Gesture> means, Timing timing) {
    ChordBinding chord = chords.get(control);
    controls.put(
        control,
        new ControlGestures(
            means,
            timing,
            chord == null ? 0 : chord.withinMillis() * NANOS_PER_MILLI,
            (gesture, nanos, presses) -> listener.did(control, gesture, nanos, presses)));
  }

  void accept(ControlRef name, NaviButton button) {
    ControlGestures control = controls.get(name);
    if (control == null) {
      return;
    }
    switch (button.state()) {
      case PRESSED -> {
        control.press(button.pressId(), button.capturedNanos());
        lookForChord(name, control, button.capturedNanos());
      }
      case RELEASED -> control.release(button.capturedNanos());
      case CANCELLED -> control.cancel();
      case HELD -> {
        // says nothing new
      }
    }
  }

  void tick(long nowNanos) {
    for (ControlGestures control : controls.values()) {
      control.settle(nowNanos);
    }
  }

  /** When {@link #tick} has something to do. */
  long dueNanos() {
    long due = Due.NEVER;
    for (ControlGestures control : controls.values()) {
      due = Math.min(due, control.dueNanos());
    }
    return due;
  }

  /** Nothing comes of what was begun. */
  void forget() {
    controls.values().forEach(ControlGestures::cancel);
  }

  /** The same, of one device. */
  void forget(String device) {
    controls.forEach(
        (control, gestures) -> {
          if (control.device().equals(device)) {
            gestures.cancel();
          }
        });
  }

  private void lookForChord(ControlRef name, ControlGestures control, long nanos) {
    ChordBinding chord = chords.get(name);
    ControlGestures other =
        chord == null
            ? null
            : controls.get(chord.first().equals(name) ? chord.second() : chord.first());
    if (chord == null || other == null) {
      return;
    }
    other.settle(nanos);
    if (other.mayChord() && control.mayChord()) {
      other.chord(nanos);
      control.chord(nanos);
      listener.did(chord, nanos, List.of(other.pressId(), control.pressId()));
    }
  }
}
