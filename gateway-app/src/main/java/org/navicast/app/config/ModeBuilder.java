package org.navicast.app.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.NamedKeys;
import org.navicast.gateway.driver.Refusals;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.ValueType;
import org.navicast.gateway.engine.action.AxesBinding;
import org.navicast.gateway.engine.action.ChordBinding;
import org.navicast.gateway.engine.action.ControlBinding;
import org.navicast.gateway.engine.action.ControlRef;
import org.navicast.gateway.engine.action.Gesture;
import org.navicast.gateway.engine.action.Meaning;
import org.navicast.gateway.engine.action.Mode;
import org.navicast.gateway.engine.action.Timing;
import org.navicast.gateway.input.DeviceKind;

/** Reads the sections of one mode, device by device. */
final class ModeBuilder {
  private static final int MAX_MILLIS = 2_000;
  private static final int MAX_LONG_MILLIS = 10_000;
  private static final int LEAST_LONG_MILLIS = 100;
  private static final NamedKeys<String> TOOL =
      NamedKeys.of(
          ".+",
          ValueType.Word.of(
              List.of("pointer", "needle", "probe", "camera"),
              "site\\.[A-Za-z0-9._-]{1,59}",
              "give pointer, needle, probe, camera, or site.NAME for one of your own"),
          "What the tool of that name is, told with its poses.");
  private static final Key<Settings> ROLES =
      Key.section("roles", Shape.of().and(TOOL), "Of a tracker: what its tools are.");

  private static final Map<Gesture, Key<Settings>> GESTURES = new EnumMap<>(Gesture.class);

  static {
    for (Gesture gesture : Gesture.values()) {
      GESTURES.put(gesture, MeaningReader.key(gesture, about(gesture)));
    }
  }

  private static final Key<Integer> TAP_MILLIS =
      Key.integer("tap-millis", 50, MAX_MILLIS, "A press that is shorter is a tap.")
          .orElse(Timing.FOR_FEET.tapMillis());
  private static final Key<Integer> DOUBLE_GAP_MILLIS =
      Key.integer(
              "double-gap-millis",
              50,
              MAX_MILLIS,
              "From the end of a tap to the next press of a double tap.")
          .orElse(Timing.FOR_FEET.doubleGapMillis());
  private static final Key<Integer> LONG_MILLIS =
      Key.integer(
              "long-millis",
              LEAST_LONG_MILLIS,
              MAX_LONG_MILLIS,
              "How long a long press is; at least tap-millis.")
          .orElse(Timing.FOR_FEET.longMillis());
  private static final NamedKeys<Settings> CONTROL =
      NamedKeys.of(
          "[^+]+",
          new ValueType.Section(
              Shape.of(GESTURES.values().toArray(new Key<?>[0]))
                  .and(Shape.of(TAP_MILLIS, DOUBLE_GAP_MILLIS, LONG_MILLIS))),
          "What gestures on the control of that name mean.");

  private static final Key<Settings> PRESS = MeaningReader.key(Gesture.PRESS, "Told at once.");
  private static final Key<Integer> WITHIN_MILLIS =
      Key.integer("within-millis", 20, 1_000, "How far apart the two presses may be.")
          .orElse(ChordBinding.DEFAULT_WITHIN_MILLIS);
  private static final NamedKeys<Settings> CHORD =
      NamedKeys.of(
          "[^+]+[+][^+]+",
          new ValueType.Section(Shape.of(PRESS.required(), WITHIN_MILLIS)),
          "What two controls that are pressed together mean.");

  /** The keys of a device in a mode. */
  static final Shape SHAPE = AxesReader.SHAPE.and(Shape.of(ROLES)).and(CHORD).and(CONTROL);

  private final Map<String, DeviceKind> devices;
  private final Complaints complaints;
  private final MeaningReader meanings;
  private final List<ControlBinding> controls = new ArrayList<>();
  private final List<ChordBinding> chords = new ArrayList<>();
  private final List<AxesBinding> axes = new ArrayList<>();
  private final Map<String, Map<String, String>> roles = new HashMap<>();

  ModeBuilder(Map<String, DeviceKind> devices, Set<String> modes, Complaints complaints) {
    this.devices = devices;
    this.complaints = complaints;
    this.meanings = new MeaningReader(modes);
  }

  /** What one device does in this mode: its axes, its tools, and a section for each control. */
  void read(String device, Settings section) {
    AxesReader axesReader = new AxesReader(device, devices);
    complaints.check(() -> axesReader.read(section, complaints, axes));
    complaints.check(() -> roles(device, section));
    for (String chord : section.names(CHORD)) {
      complaints.check(() -> chord(device, chord, section.get(CHORD, chord)));
    }
    for (String control : section.names(CONTROL)) {
      complaints.check(() -> control(device, control, section.get(CONTROL, control)));
    }
  }

  /**
   * The mode.
   *
   * @throws IllegalArgumentException when what was read does not fit together
   */
  Mode build(String name) {
    return new Mode(name, controls, chords, axes, roles);
  }

  private void roles(String device, Settings section) throws SettingsException {
    if (!section.has(ROLES)) {
      return;
    }
    if (devices.get(device) != DeviceKind.TRACKER) {
      throw section.wrong(ROLES, "are of the tools of a tracker, which this device is not");
    }
    Settings tools = section.get(ROLES);
    Map<String, String> byTool = new HashMap<>();
    for (String tool : tools.names(TOOL)) {
      byTool.put(tool, tools.get(TOOL, tool));
    }
    roles.put(device, byTool);
  }

  private void control(String device, String name, Settings section) throws SettingsException {
    Refusals refusals = new Refusals();
    Map<Gesture, Meaning> means = new EnumMap<>(Gesture.class);
    int repeatMillis = Timing.FOR_FEET.repeatMillis();
    for (Map.Entry<Gesture, Key<Settings>> each : GESTURES.entrySet()) {
      Gesture gesture = each.getKey();
      if (section.has(each.getValue())) {
        refusals
            .collect(() -> meanings.read(section.get(each.getValue()), gesture))
            .ifPresent(meaning -> means.put(gesture, meaning));
        repeatMillis = gesture == Gesture.HOLD ? meanings.repeatMillis() : repeatMillis;
      }
    }
    int tapMillis = section.get(TAP_MILLIS);
    int longMillis =
        section.find(LONG_MILLIS).orElse(Math.max(tapMillis, Timing.FOR_FEET.longMillis()));
    if (longMillis < tapMillis) {
      refusals.add(
          section.wrong(LONG_MILLIS, "is shorter than tap-millis; give at least " + tapMillis));
    }
    if (!section.hasUnknown() && GESTURES.values().stream().noneMatch(section::has)) {
      refusals.add(
          section.wrong(
              "has no gesture; give it press, release, tap, double-tap, hold or long-press"));
    }
    if (has(section, Gesture.HOLD) && has(section, Gesture.LONG_PRESS)) {
      refusals.add(
          section.wrong(
              GESTURES.getOrDefault(Gesture.LONG_PRESS, PRESS),
              "cannot be told from hold; give one of them"));
    }
    refusals.throwIfAny();
    Timing timing = new Timing(tapMillis, section.get(DOUBLE_GAP_MILLIS), longMillis, repeatMillis);
    controls.add(new ControlBinding(new ControlRef(device, name), means, timing));
  }

  private static boolean has(Settings section, Gesture gesture) {
    return section.has(GESTURES.getOrDefault(gesture, PRESS));
  }

  private void chord(String device, String names, Settings section) throws SettingsException {
    int plus = names.indexOf('+');
    Meaning meaning = meanings.read(section.get(PRESS), Gesture.PRESS);
    try {
      chords.add(
          new ChordBinding(
              new ControlRef(device, names.substring(0, plus)),
              new ControlRef(device, names.substring(plus + 1)),
              section.get(WITHIN_MILLIS),
              meaning));
    } catch (IllegalArgumentException e) {
      throw section.wrong(String.valueOf(e.getMessage()));
    }
  }

  private static String about(Gesture gesture) {
    return switch (gesture) {
      case PRESS -> "Told at once.";
      case RELEASE -> "Told at once; a release that the gateway makes up is none.";
      case TAP -> "A press that is shorter than tap-millis, told when it ends.";
      case DOUBLE_TAP -> "Told at the second press.";
      case HOLD -> "As long as the control is down; not beside long-press.";
      case LONG_PRESS -> "Told once after long-millis, while still held.";
    };
  }
}
