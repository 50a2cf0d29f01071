package org.navicast.driver.footswitch;

import java.util.List;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/** What every list of pedals in a configuration has in common. */
final class PedalControls {
  private PedalControls() {}

  /** The sections of the list, at least one. */
  static List<Settings> sections(Settings settings, String key) throws SettingsException {
    List<Settings> sections = settings.sections(key);
    if (sections.isEmpty()) {
      throw settings.wrong(key, "is missing or empty; give each pedal after a -");
    }
    return sections;
  }

  /** The name of one control, unlike those before it. */
  static String name(Settings pedal, List<String> before) throws SettingsException {
    String name = pedal.text("control");
    if (before.contains(name)) {
      throw pedal.wrong("control", "is \"" + name + "\" twice; give each pedal its own name");
    }
    return name;
  }
}
