package org.navicast.gateway.engine;

import static org.navicast.gateway.engine.Due.NANOS_PER_MILLI;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.ActionValue;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.Source;

/**
 * The gestures on all controls of one device, made of the presses that its {@link ButtonBank}
 * tells. An action is whole in itself, so that nothing goes on at a viewer when the link is cut.
 */
final class GestureBank {
  private static final String NO_MODE = "";
  private static final String NO_PROFILE = "";

  private final Source source;
  private final int validMillis;
  private final Consumer<? super NaviEvent> out;
  private final Map<String, ControlGestures> controls = new LinkedHashMap<>();
  private final Map<String, Partner> partners = new HashMap<>();

  /** The other control of a chord. */
  private record Partner(String control, String action) {}

  GestureBank(
      Source source, GestureSettings settings, int validMillis, Consumer<? super NaviEvent> out) {
    this.source = source;
    this.validMillis = validMillis;
    this.out = out;
    Map<String, Long> chordNanos = new HashMap<>();
    for (GestureSettings.Chord chord : settings.chords()) {
      partners.put(chord.first(), new Partner(chord.second(), chord.action()));
      partners.put(chord.second(), new Partner(chord.first(), chord.action()));
      chordNanos.put(chord.first(), chord.withinMillis() * NANOS_PER_MILLI);
      chordNanos.put(chord.second(), chord.withinMillis() * NANOS_PER_MILLI);
    }
    for (GestureSettings.OfControl each : settings.controls()) {
      Long chord = chordNanos.remove(each.control());
      controls.put(
          each.control(),
          new ControlGestures(
              each.actions(), each.timing(), chord == null ? 0 : chord, this::tell));
    }
    chordNanos.forEach(
        (control, nanos) ->
            controls.put(
                control,
                new ControlGestures(Map.of(), GestureSettings.Timing.FOR_FEET, nanos, this::tell)));
  }

  void accept(NaviButton button) {
    ControlGestures control = controls.get(button.control());
    if (control == null) {
      return;
    }
    switch (button.state()) {
      case PRESSED -> {
        control.press(button.pressId(), button.capturedNanos());
        lookForChord(button.control(), control, button.capturedNanos());
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

  private void lookForChord(String name, ControlGestures control, long nanos) {
    Partner partner = partners.get(name);
    @Nullable ControlGestures other = partner == null ? null : controls.get(partner.control());
    if (partner == null || other == null) {
      return;
    }
    other.settle(nanos);
    if (other.mayChord()) {
      other.chord(nanos);
      control.chord(nanos);
      tell(partner.action(), nanos, List.of(other.pressId(), control.pressId()));
    }
  }

  private void tell(String action, long nanos, List<Long> presses) {
    out.accept(
        NaviAction.triggered(
            source, nanos, action, ActionValue.ONE, validMillis, NO_MODE, NO_PROFILE, presses));
  }
}
