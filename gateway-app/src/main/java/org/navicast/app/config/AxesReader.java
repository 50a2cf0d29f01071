package org.navicast.app.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Refusals;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.Spelling;
import org.navicast.gateway.driver.ValueType;
import org.navicast.gateway.engine.AxisShape;
import org.navicast.gateway.engine.action.AxesBinding;
import org.navicast.gateway.engine.action.ControlRef;
import org.navicast.gateway.engine.action.Vocabulary;
import org.navicast.gateway.engine.action.Vocabulary.Kind;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.MotionAxis;

/** Reads which axes of one device are which rates. */
final class AxesReader {
  private static final Key<String> ACTION =
      Key.of(
          "action",
          ValueType.Word.of(
              Vocabulary.actions().stream().sorted().toList(),
              "site\\..+",
              "see docs/actions.md, or give site.NAME for one of your own"),
          "A rate of docs/actions.md, or site.NAME for one of your own.");
  private static final Key<List<String>> OF_A_RATE =
      Key.of(
          "axes",
          new ValueType.Items<>(ValueType.Choice.of(words()), 1, 6, false),
          "As many as the action has numbers; -x for the other way.");
  private static final Key<String> CLUTCH =
      control("clutch", "DEVICE.CONTROL, which must be down for the axes to count, or none.");
  private static final Key<String> WHILE = control("while", "Only while DEVICE.CONTROL is down.");
  private static final Key<String> UNLESS =
      control("unless", "Only while DEVICE.CONTROL is not down.");
  private static final Key<Double> DEAD_ZONE =
      Key.decimal("dead-zone", 0, 0.9, "Fraction of full deflection that counts as rest.")
          .orElse(0.0);
  private static final Key<Double> CURVE =
      Key.decimal("curve", 0.2, 5, "Above 1 is finer around rest.").orElse(1.0);
  private static final Key<Double> SPEED =
      Key.decimal("speed", 0, 10, "Factor; beyond full deflection counts as full.").orElse(1.0);
  private static final Key<Boolean> DOMINANT_AXIS =
      Key.flag("dominant-axis", "true: only the most deflected of its axes counts.");
  private static final Key<List<Settings>> AXES =
      Key.sections(
          "axes",
          Shape.of(
              OF_A_RATE, ACTION, CLUTCH, WHILE, UNLESS, DEAD_ZONE, CURVE, SPEED, DOMINANT_AXIS),
          "Of a controller: which axes are which rates.");

  /** The keys of a device in a mode. */
  static final Shape SHAPE = Shape.of(CLUTCH, AXES);

  private final String device;
  private final Map<String, DeviceKind> devices;

  AxesReader(String device, Map<String, DeviceKind> devices) {
    this.device = device;
    this.devices = devices;
  }

  /** Adds the bindings of a device's section. */
  void read(Settings section, Complaints complaints, List<AxesBinding> axes)
      throws SettingsException {
    if (section.has(AXES) && devices.get(device) != DeviceKind.SIX_DOF) {
      throw section.wrong(AXES, "are of a device that can be deflected, which this one is not");
    }
    if (section.has(CLUTCH) && !section.has(AXES)) {
      throw section.wrong(CLUTCH, "lets axes through, and there are none; give axes, or delete it");
    }
    for (Settings binding : section.get(AXES)) {
      complaints.collect(() -> binding(section, binding)).ifPresent(axes::add);
    }
  }

  private AxesBinding binding(Settings section, Settings binding) throws SettingsException {
    String action = binding.get(ACTION);
    List<AxisShape> shapes = shapes(binding);
    Refusals refusals = new Refusals();
    refusals.check(() -> requireRate(binding, action, shapes.size()));
    var clutch = refusals.collect(() -> clutch(binding.has(CLUTCH) ? binding : section));
    var whileDown = refusals.collect(() -> control(binding, WHILE));
    var unlessDown = refusals.collect(() -> control(binding, UNLESS));
    refusals.throwIfAny();
    return new AxesBinding(
        device,
        shapes,
        binding.get(DOMINANT_AXIS),
        action,
        clutch.orElseThrow(),
        whileDown.orElseThrow(),
        unlessDown.orElseThrow());
  }

  private static List<AxisShape> shapes(Settings binding) throws SettingsException {
    List<AxisShape> shapes = new ArrayList<>();
    for (String text : binding.get(OF_A_RATE)) {
      boolean inverted = text.startsWith("-");
      shapes.add(
          new AxisShape(
              MotionAxis.parse(inverted ? text.substring(1) : text),
              binding.get(DEAD_ZONE),
              binding.get(CURVE),
              binding.get(SPEED),
              inverted));
    }
    return shapes;
  }

  private static void requireRate(Settings binding, String action, int axes)
      throws SettingsException {
    Optional<Kind> kind = Vocabulary.kind(action);
    if (kind.isPresent() && !(kind.get() instanceof Kind.Rate)) {
      throw binding.wrong(ACTION, "is " + action + ", which is no rate; bind it to a gesture");
    }
    if (kind.isPresent() && kind.get() instanceof Kind.Rate(int numbers) && numbers != axes) {
      throw binding.wrong(
          OF_A_RATE, "are " + axes + ", and " + action + " has " + numbers + "; give as many");
    }
    if (kind.isEmpty() && !Set.of(1, 2, 3, 6).contains(axes)) {
      throw binding.wrong(OF_A_RATE, "are " + axes + "; give 1, 2, 3 or 6");
    }
  }

  /** That nothing need be down has to be said, so that leaving a clutch out is a decision. */
  private Optional<ControlRef> clutch(Settings section) throws SettingsException {
    if (!section.has(CLUTCH)) {
      throw new SettingsException(
          section.path(),
          "has no clutch; give clutch: DEVICE.CONTROL, which must be down for the axes to count,"
              + " or clutch: none");
    }
    return section.get(CLUTCH).equals("none") ? Optional.empty() : control(section, CLUTCH);
  }

  private Optional<ControlRef> control(Settings section, Key<String> key) throws SettingsException {
    if (!section.has(key)) {
      return Optional.empty();
    }
    ControlRef control = section.get(key, ControlRef::parse);
    if (!devices.containsKey(control.device())) {
      throw section.wrong(
          key,
          "names "
              + control.device()
              + ", which is no device of this gateway; "
              + Spelling.advice(control.device(), new TreeSet<>(devices.keySet())));
    }
    return Optional.of(control);
  }

  private static Key<String> control(String name, String about) {
    return Key.text(name, about).optional();
  }

  private static List<String> words() {
    return Stream.of("", "-")
        .flatMap(sign -> Arrays.stream(MotionAxis.values()).map(axis -> sign + axis.label()))
        .toList();
  }
}
