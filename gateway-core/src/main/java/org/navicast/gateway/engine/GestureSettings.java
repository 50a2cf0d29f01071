package org.navicast.gateway.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the gestures on one device's controls mean.
 *
 * @param controls each control that has a gesture, once
 * @param chords each control is in one of them at the most
 */
public record GestureSettings(List<OfControl> controls, List<Chord> chords) {

  public static final GestureSettings NONE = new GestureSettings(List.of(), List.of());

  /**
   * Gestures on one control.
   *
   * @param actions what each gesture means, in the viewer's words; not both HOLD and LONG_PRESS,
   *     since one is the other's beginning
   */
  public record OfControl(String control, Map<Gesture, String> actions, Timing timing) {

    /**
     * @throws IllegalArgumentException when both HOLD and LONG_PRESS mean something
     */
    public OfControl {
      actions = Map.copyOf(actions);
      if (actions.containsKey(Gesture.HOLD) && actions.containsKey(Gesture.LONG_PRESS)) {
        throw new IllegalArgumentException(
            "hold and long-press cannot both mean something; give one of them");
      }
    }
  }

  /**
   * How slow a foot may be.
   *
   * @param tapMillis a press that is shorter is a tap, 50…2,000
   * @param doubleGapMillis from the end of a tap to the next press of a double tap, 50…2,000
   * @param longMillis how long a long press is, 100…10,000 and no shorter than a tap
   * @param repeatMillis how often a hold is told again, 20…10,000
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
      Limits.check("the repetition of a hold in ms", repeatMillis, 20, 10_000);
    }
  }

  /**
   * Two controls pressed together.
   *
   * @param withinMillis how long after the one the other may come, 20…1,000; no other gesture on
   *     either can be told before that
   */
  public record Chord(String first, String second, int withinMillis, String action) {
    public static final int DEFAULT_WITHIN_MILLIS = 100;

    /**
     * @throws IllegalArgumentException when it has one control only, or the time is out of range
     */
    public Chord {
      if (first.equals(second)) {
        throw new IllegalArgumentException("a chord needs two controls; give another one");
      }
      Limits.check("the time of a chord in ms", withinMillis, 20, 1_000);
    }
  }

  /**
   * @throws IllegalArgumentException when a control is there twice
   */
  public GestureSettings {
    controls = List.copyOf(controls);
    chords = List.copyOf(chords);
    Set<String> named = new HashSet<>();
    for (OfControl each : controls) {
      requireNew(named, each.control(), "has its gestures");
    }
    Set<String> inChord = new HashSet<>();
    for (Chord chord : chords) {
      requireNew(inChord, chord.first(), "is in a chord");
      requireNew(inChord, chord.second(), "is in a chord");
    }
  }

  private static void requireNew(Set<String> seen, String control, String what) {
    if (!seen.add(control)) {
      throw new IllegalArgumentException(control + " " + what + " twice; name it once");
    }
  }
}
