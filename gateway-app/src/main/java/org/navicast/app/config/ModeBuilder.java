package org.navicast.app.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
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
  private static final List<String> ROLES = List.of("pointer", "needle", "probe", "camera");

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
    for (String key : section.keys()) {
      if (!AxesReader.KEYS.contains(key) && !key.equals("roles")) {
        complaints.check(() -> control(device, key, section.section(key)));
      }
    }
  }

  Mode build(Settings section) throws SettingsException {
    try {
      return new Mode(section.textOr("name", "-"), controls, chords, axes, roles);
    } catch (IllegalArgumentException e) {
      throw section.wrong("name", "has a device of which " + e.getMessage());
    }
  }

  private void roles(String device, Settings section) throws SettingsException {
    if (!section.has("roles")) {
      return;
    }
    if (devices.get(device) != DeviceKind.TRACKER) {
      throw section.wrong("roles", "are of the tools of a tracker, which this device is not");
    }
    Settings tools = section.section("roles");
    Map<String, String> byTool = new HashMap<>();
    for (String tool : tools.keys()) {
      String role = Names.word(tools, tool);
      if (!ROLES.contains(role) && !role.startsWith("site.")) {
        throw tools.wrong(tool, "is \"" + role + "\"; " + Spelling.advice(role, ROLES));
      }
      byTool.put(tool, role);
    }
    roles.put(device, byTool);
  }

  private void control(String device, String name, Settings section) throws SettingsException {
    int plus = name.indexOf('+');
    if (plus > 0) {
      chord(
          new ControlRef(device, name.substring(0, plus)),
          new ControlRef(device, name.substring(plus + 1)),
          section);
      return;
    }
    Map<Gesture, Meaning> means = new EnumMap<>(Gesture.class);
    int repeatMillis = Timing.FOR_FEET.repeatMillis();
    for (Gesture gesture : Gesture.values()) {
      if (section.has(gesture.label())) {
        means.put(gesture, meanings.read(section, gesture));
        repeatMillis = gesture == Gesture.HOLD ? meanings.repeatMillis() : repeatMillis;
      }
    }
    int tapMillis = section.integer("tap-millis", Timing.FOR_FEET.tapMillis(), 50, MAX_MILLIS);
    Timing timing =
        new Timing(
            tapMillis,
            section.integer("double-gap-millis", Timing.FOR_FEET.doubleGapMillis(), 50, MAX_MILLIS),
            section.integer(
                "long-millis",
                Math.max(tapMillis, Timing.FOR_FEET.longMillis()),
                Math.max(tapMillis, 100),
                MAX_LONG_MILLIS),
            repeatMillis);
    section.rejectUnknown();
    if (means.isEmpty()) {
      throw new SettingsException(
          section.path(),
          "has no gesture; give it press, release, tap, double-tap, hold or long-press");
    }
    if (means.containsKey(Gesture.HOLD) && means.containsKey(Gesture.LONG_PRESS)) {
      throw section.wrong("long-press", "cannot be told from hold; give one of them");
    }
    controls.add(new ControlBinding(new ControlRef(device, name), means, timing));
  }

  private void chord(ControlRef first, ControlRef second, Settings section)
      throws SettingsException {
    if (!section.has(Gesture.PRESS.label())) {
      throw new SettingsException(
          section.path(), "is two controls together, which have a press only; give it one");
    }
    Meaning meaning = meanings.read(section, Gesture.PRESS);
    int withinMillis =
        section.integer("within-millis", ChordBinding.DEFAULT_WITHIN_MILLIS, 20, 1_000);
    section.rejectUnknown();
    try {
      chords.add(new ChordBinding(first, second, withinMillis, meaning));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(section.path(), String.valueOf(e.getMessage()));
    }
  }
}
