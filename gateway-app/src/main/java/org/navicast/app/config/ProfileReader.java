package org.navicast.app.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.engine.action.Mode;
import org.navicast.gateway.engine.action.Profile;
import org.navicast.gateway.input.DeviceKind;

/** Reads a profile as a whole, and finds what is wrong with it in one go. */
final class ProfileReader {
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
    Settings root = new Settings("", document.root());
    Optional<String> name = complaints.collect(() -> Names.word(root, "profile"));
    complaints.check(() -> Names.lineOr(root, "about", "-"));
    Set<String> silent = new HashSet<>();
    complaints.check(() -> silent.addAll(silent(root.section("raw"))));
    List<Mode> modes = new ArrayList<>();
    complaints.check(() -> modes(root, modes));
    complaints.check(root::rejectUnknown);
    complaints.throwIfAny();
    return new Profile(name.orElseThrow(), modes, silent);
  }

  private Set<String> silent(Settings raw) throws SettingsException {
    Set<String> silent = new HashSet<>();
    for (String device : raw.keys()) {
      requireDevice(raw, device);
      if (!raw.flag(device, true)) {
        silent.add(device);
      }
    }
    return silent;
  }

  private void modes(Settings root, List<Mode> modes) throws SettingsException {
    List<Settings> sections = root.sections("modes");
    if (sections.isEmpty()) {
      throw root.wrong("modes", "is missing; give at least one, each after a - with its name");
    }
    Set<String> names = new HashSet<>();
    for (Settings section : sections) {
      complaints.check(() -> name(section, names));
    }
    for (Settings section : sections) {
      mode(section, names).ifPresent(modes::add);
    }
  }

  private static void name(Settings section, Set<String> names) throws SettingsException {
    String name = Names.word(section, "name");
    if (name.equals("next")) {
      throw section.wrong("name", "is next, which means the mode that follows; give another");
    }
    if (!names.add(name)) {
      throw section.wrong("name", "is taken by another mode; give each its own");
    }
  }

  private Optional<Mode> mode(Settings section, Set<String> names) {
    ModeBuilder mode = new ModeBuilder(devices, names, complaints);
    for (String device : section.keys()) {
      if (!device.equals("name")) {
        complaints.check(
            () -> {
              requireDevice(section, device);
              mode.read(device, section.section(device));
            });
      }
    }
    return complaints.collect(() -> mode.build(section));
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
