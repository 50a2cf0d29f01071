package org.navicast.app.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.NamedKeys;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.Spelling;
import org.navicast.gateway.driver.ValueType;
import org.navicast.gateway.engine.action.Mode;
import org.navicast.gateway.engine.action.Profile;
import org.navicast.gateway.input.DeviceKind;

/** Reads a profile as a whole, and finds what is wrong with it in one go. */
final class ProfileReader {
  private static final Key<String> PROFILE =
      Names.word("profile", "Its name, told with every action.");
  private static final Key<String> ABOUT =
      Names.line("about", "For whom, for people who read it.").optional();
  private static final NamedKeys<Boolean> TOLD =
      NamedKeys.of(
          ".+",
          new ValueType.Flag(),
          "false: what the device of that name does is told by what it means alone.");
  private static final Key<Settings> RAW =
      Key.section(
          "raw",
          Shape.of().and(TOLD),
          "By device, whether navi-button, navi-motion and navi-pose are told beside what they"
              + " mean; true where left out.");
  private static final Key<String> NAME = Names.word("name", "Name of the mode; not next.");
  private static final NamedKeys<Settings> DEVICE =
      NamedKeys.of(
          ".+",
          new ValueType.Section(ModeBuilder.SHAPE),
          "What the device of that name does in this mode.");
  private static final Key<List<Settings>> MODES =
      Key.of(
          "modes",
          new ValueType.Items<>(
              new ValueType.Section(Shape.of(NAME).and(DEVICE)), 1, Integer.MAX_VALUE, false),
          "Modes; the first is on at the start.");

  /** The keys of a profile. */
  static final Shape SHAPE = Shape.of(PROFILE, ABOUT, RAW, MODES);

  private final ConfigDocument document;
  private final Map<String, DeviceKind> devices;
  private final Complaints complaints;

  private ProfileReader(ConfigDocument document, Map<String, DeviceKind> devices) {
    this.document = document;
    this.devices = devices;
    this.complaints = new Complaints(document);
  }

  /**
   * Reads it.
   *
   * @param devices of the gateway that it is for; it may name no others
   */
  static Profile read(ConfigDocument document, List<DeviceConfig> devices) throws ConfigException {
    return read(
        document,
        devices.stream()
            .collect(Collectors.toMap(DeviceConfig::name, device -> device.engine().kind())));
  }

  /** The same, of devices of which no more is known than what they are. */
  static Profile read(ConfigDocument document, Map<String, DeviceKind> devices)
      throws ConfigException {
    return new ProfileReader(document, devices).read();
  }

  private Profile read() throws ConfigException {
    SHAPE.check("", document.root(), complaints::add);
    Settings root = new Settings("", document.root(), SHAPE);
    Optional<String> name = complaints.collect(() -> root.get(PROFILE));
    Set<String> silent = new HashSet<>();
    complaints.check(() -> silent.addAll(silent(root.get(RAW))));
    List<Mode> modes = new ArrayList<>();
    complaints.check(() -> modes(root.get(MODES), modes));
    complaints.throwIfAny();
    return new Profile(name.orElseThrow(), modes, silent);
  }

  private Set<String> silent(Settings raw) throws SettingsException {
    Set<String> silent = new HashSet<>();
    for (String device : raw.names(TOLD)) {
      complaints.check(() -> requireDevice(raw, device));
      if (!raw.get(TOLD, device)) {
        silent.add(device);
      }
    }
    return silent;
  }

  private void modes(List<Settings> sections, List<Mode> modes) {
    Set<String> names = new HashSet<>();
    for (Settings section : sections) {
      complaints.check(() -> name(section, names));
    }
    for (Settings section : sections) {
      mode(section, names).ifPresent(modes::add);
    }
  }

  private static void name(Settings section, Set<String> names) throws SettingsException {
    String name = section.get(NAME);
    if (name.equals("next")) {
      throw section.wrong(NAME, "is next, which means the mode that follows; give another");
    }
    if (!names.add(name)) {
      throw section.wrong(NAME, "is taken by another mode; give each its own");
    }
  }

  private Optional<Mode> mode(Settings section, Set<String> names) {
    ModeBuilder mode = new ModeBuilder(devices, names, complaints);
    for (String device : section.names(DEVICE)) {
      complaints.check(
          () -> {
            requireDevice(section, device);
            mode.read(device, section.get(DEVICE, device));
          });
    }
    return complaints.collect(
        () -> {
          try {
            return mode.build(section.get(NAME));
          } catch (IllegalArgumentException e) {
            throw section.wrong(NAME, "has a device of which " + e.getMessage());
          }
        });
  }

  private void requireDevice(Settings section, String device) throws SettingsException {
    if (!devices.containsKey(device)) {
      throw section.wrong(
          device,
          "is no device of this gateway; "
              + Spelling.advice(device, devices.keySet().stream().sorted().toList()));
    }
  }
}
