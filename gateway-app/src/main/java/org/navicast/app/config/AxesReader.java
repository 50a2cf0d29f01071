package org.navicast.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.engine.AxisShape;
import org.navicast.gateway.engine.action.AxesBinding;
import org.navicast.gateway.engine.action.ControlRef;
import org.navicast.gateway.engine.action.Vocabulary;
import org.navicast.gateway.engine.action.Vocabulary.Kind;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.input.MotionAxis;

/** Reads which axes of one device are which rates. */
final class AxesReader {
  static final Set<String> KEYS = Set.of("axes", "clutch");

  private static final String AXES = "axes";
  private static final String ACTION = "action";
  private static final String CLUTCH = "clutch";

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
    for (Settings binding : section.sections(AXES)) {
      complaints.collect(() -> binding(section, binding)).ifPresent(axes::add);
    }
  }

  private AxesBinding binding(Settings section, Settings binding) throws SettingsException {
    String action = binding.text(ACTION);
    List<AxisShape> shapes = shapes(binding);
    requireRate(binding, action, shapes.size());
    AxesBinding read =
        new AxesBinding(
            device,
            shapes,
            binding.flag("dominant-axis", false),
            action,
            clutch(binding.has(CLUTCH) ? binding : section),
            control(binding, "while"),
            control(binding, "unless"));
    binding.rejectUnknown();
    return read;
  }

  private static List<AxisShape> shapes(Settings binding) throws SettingsException {
    double deadZone = binding.decimal("dead-zone", 0, 0, 0.9);
    double curve = binding.decimal("curve", 1, 0.2, 5);
    double speed = binding.decimal("speed", 1, 0, 10);
    List<AxisShape> shapes = new ArrayList<>();
    for (String text : binding.texts(AXES)) {
      boolean inverted = text.startsWith("-");
      try {
        MotionAxis axis = MotionAxis.parse(inverted ? text.substring(1) : text);
        shapes.add(new AxisShape(axis, deadZone, curve, speed, inverted));
      } catch (IllegalArgumentException e) {
        throw binding.wrong(
            AXES, "name \"" + text + "\"; " + e.getMessage() + ", with a - for the other way");
      }
    }
    return shapes;
  }

  private static void requireRate(Settings binding, String action, int axes)
      throws SettingsException {
    Optional<Kind> kind = Vocabulary.kind(action);
    if (kind.isEmpty()) {
      MeaningReader.requireOwn(binding, action);
    } else if (!(kind.get() instanceof Kind.Rate(int numbers))) {
      throw binding.wrong(ACTION, "is " + action + ", which is no rate; bind it to a gesture");
    } else if (numbers != axes) {
      throw binding.wrong(
          AXES, "are " + axes + ", and " + action + " has " + numbers + "; give as many");
    }
    if (kind.isEmpty() && !Set.of(1, 2, 3, 6).contains(axes)) {
      throw binding.wrong(AXES, "are " + axes + "; give 1, 2, 3 or 6");
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
    return section.text(CLUTCH).equals("none") ? Optional.empty() : control(section, CLUTCH);
  }

  private Optional<ControlRef> control(Settings section, String key) throws SettingsException {
    if (!section.has(key)) {
      return Optional.empty();
    }
    ControlRef control = section.parsed(key, ControlRef::parse);
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
}
