package org.navicast.gateway.runtime;

import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/**
 * One configured device: all that is needed to make its driver, as often as it takes.
 *
 * @param settings what the driver is configured with; known to be good, since a driver was made of
 *     them when the configuration was read
 */
public record GatewayDevice(DriverProvider provider, Settings settings, DriverContext context) {

  /** Its name in the configuration. */
  public String name() {
    return context.device();
  }

  DeviceDriver newDriver() throws SettingsException {
    return provider.create(settings, context);
  }
}
