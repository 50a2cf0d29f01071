package org.navicast.app.config;

import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.engine.DeviceSettings;

/**
 * One device: an item of the list {@code devices}.
 *
 * @param engine how what it does is shaped and told
 * @param driver makes its driver
 * @param settings the whole section, for the driver to read its own keys from; the keys that the
 *     gateway reads itself count as known
 */
public record DeviceConfig(DeviceSettings engine, DriverProvider driver, Settings settings) {

  /** The same device with another driver of the same kind. */
  public DeviceConfig drivenBy(DriverProvider other) {
    return new DeviceConfig(engine, other, settings);
  }

  /** True where nothing about it is different, wherever in the file it stands. */
  public boolean isSameAs(DeviceConfig other) {
    return engine.equals(other.engine)
        && driver.id().equals(other.driver.id())
        && settings.values().equals(other.settings.values());
  }

  /** Its name, unique in the gateway. */
  public String name() {
    return engine.name();
  }
}
