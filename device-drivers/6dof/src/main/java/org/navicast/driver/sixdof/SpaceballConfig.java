package org.navicast.driver.sixdof;

import org.navicast.driver.io.SerialSettings;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/**
 * Settings of a Spaceball.
 *
 * @param port path of the serial port
 * @param serial how the port is set
 * @param fullScale what the device reports at full deflection of its ball, 100 to 32767
 */
record SpaceballConfig(String port, SerialSettings serial, int fullScale) {
  /** The largest values that were seen (VRPN). */
  private static final int FULL_SCALE = 20_000;

  private static final int BAUD = 9600;

  /**
   * Reads {@code port}, {@code baud} (9600), {@code flow-control} ({@code xon-xoff}) and {@code
   * full-scale} (20000).
   */
  static SpaceballConfig from(Settings settings) throws SettingsException {
    SpaceballConfig config =
        new SpaceballConfig(
            settings.text("port"),
            SerialSettings.of(settings.integer("baud", BAUD, 1200, 115200))
                .withFlow(settings.choice("flow-control", SerialSettings.FlowControl.XON_XOFF)),
            settings.integer("full-scale", FULL_SCALE, 100, 32767));
    settings.rejectUnknown();
    return config;
  }
}
