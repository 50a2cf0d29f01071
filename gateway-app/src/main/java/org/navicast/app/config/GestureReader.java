package org.navicast.app.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.engine.Gesture;
import org.navicast.gateway.engine.GestureSettings;

/** Reads what the gestures on a device's controls mean. */
final class GestureReader {
  private static final int MAX_MILLIS = 2_000;
  private static final int MAX_LONG_MILLIS = 10_000;

  private GestureReader() {}

  /** Reads {@code gestures} and {@code chords}; none where they are absent. */
  static GestureSettings read(Settings device) throws SettingsException {
    List<GestureSettings.OfControl> controls = new ArrayList<>();
    List<String> named = new ArrayList<>();
    for (Settings section : device.sections("gestures")) {
      controls.add(ofControl(section, named));
    }
    List<GestureSettings.Chord> chords = new ArrayList<>();
    List<String> inChord = new ArrayList<>();
    for (Settings section : device.sections("chords")) {
      chords.add(chord(section, inChord));
    }
    return new GestureSettings(controls, chords);
  }

  private static GestureSettings.OfControl ofControl(Settings section, List<String> named)
      throws SettingsException {
    String control = section.text("control");
    if (named.contains(control)) {
      throw section.wrong("control", "is \"" + control + "\" twice; give all its gestures once");
    }
    named.add(control);
    Map<Gesture, String> actions = new EnumMap<>(Gesture.class);
    for (Gesture gesture : Gesture.values()) {
      String key = gesture.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (section.has(key)) {
        actions.put(gesture, Names.word(section, key));
      }
    }
    GestureSettings.Timing feet = GestureSettings.Timing.FOR_FEET;
    int tapMillis = section.integer("tap-millis", feet.tapMillis(), 50, MAX_MILLIS);
    GestureSettings.Timing timing =
        new GestureSettings.Timing(
            tapMillis,
            section.integer("double-gap-millis", feet.doubleGapMillis(), 50, MAX_MILLIS),
            section.integer(
                "long-millis",
                Math.max(tapMillis, feet.longMillis()),
                Math.max(tapMillis, 100),
                MAX_LONG_MILLIS),
            section.integer("repeat-millis", feet.repeatMillis(), 20, MAX_LONG_MILLIS));
    section.rejectUnknown();
    if (actions.isEmpty()) {
      throw section.wrong(
          "control", "has no gesture; give it press, release, tap, double-tap, hold or long-press");
    }
    if (actions.containsKey(Gesture.HOLD) && actions.containsKey(Gesture.LONG_PRESS)) {
      throw section.wrong("long-press", "cannot be told from hold; give one of them");
    }
    return new GestureSettings.OfControl(control, actions, timing);
  }

  private static GestureSettings.Chord chord(Settings section, List<String> inChord)
      throws SettingsException {
    List<String> controls = section.texts("controls");
    if (controls.size() != 2 || controls.get(0).equals(controls.get(1))) {
      throw section.wrong("controls", "are not two; give two controls, such as [left, right]");
    }
    for (String control : controls) {
      if (inChord.contains(control)) {
        throw section.wrong("controls", "name " + control + ", which is in another chord already");
      }
      inChord.add(control);
    }
    GestureSettings.Chord chord =
        new GestureSettings.Chord(
            controls.get(0),
            controls.get(1),
            section.integer(
                "within-millis", GestureSettings.Chord.DEFAULT_WITHIN_MILLIS, 20, 1_000),
            Names.word(section, "action"));
    section.rejectUnknown();
    return chord;
  }
}
