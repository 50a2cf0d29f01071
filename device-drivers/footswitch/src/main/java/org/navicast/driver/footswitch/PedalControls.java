package org.navicast.driver.footswitch;

import java.util.List;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.ValueType;

/** What every list of pedals in a configuration has in common. */
final class PedalControls {
  static final Key<String> CONTROL =
      Key.text("control", "Name of the pedal, told with its presses and used in profiles.");

  private PedalControls() {}

  /** A list of at least one pedal, with {@link #CONTROL} among its keys. */
  static Key<List<Settings>> list(String name, Shape pedal, String about) {
    return Key.of(
        name,
        new ValueType.Items<>(new ValueType.Section(pedal), 1, Integer.MAX_VALUE, false),
        about);
  }

  /** The name of one control, unlike those before it. */
  static String name(Settings pedal, List<String> before) throws SettingsException {
    String name = pedal.get(CONTROL);
    if (before.contains(name)) {
      throw pedal.wrong(CONTROL, "is \"" + name + "\" twice; give each pedal its own name");
    }
    return name;
  }
}
