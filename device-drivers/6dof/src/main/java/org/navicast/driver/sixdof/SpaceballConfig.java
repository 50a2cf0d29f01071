package org.navicast.driver.sixdof;

import org.navicast.driver.io.SerialSettings;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/**
 * Settings of a Spaceball.
 *
 * @param port path of the serial port
 * @param serial how the port is set
 * @param fullScale what the device reports where its ball is pushed as far as it goes, 100 to 32767
 * @param rotationFullScale the same where it is turned, 100 to 32767
 */
record SpaceballConfig(String port, SerialSettings serial, int fullScale, int rotationFullScale) {
  /** By Linux; up to 14770 was seen, which counts as full. */
  private static final int FULL_SCALE = 8_000;

  /** By Linux. */
  private static final int ROTATION_FULL_SCALE = 1_600;

  private static final int BAUD = 9600;

  /**
   * Reads {@code port}, {@code baud} (9600), {@code flow-control} ({@code xon-xoff}), {@code
   * full-scale} (8000) and {@code rotation-full-scale} (1600).
   */
  static SpaceballConfig from(Settings settings) throws SettingsException {
    SpaceballConfig config =
        new SpaceballConfig(
            settings.text("port"),
            SerialSettings.of(settings.integer("baud", BAUD, 1200, 115200))
                .withFlow(settings.choice("flow-control", SerialSettings.FlowControl.XON_XOFF)),
            settings.integer("full-scale", FULL_SCALE, 100, 32767),
            settings.integer("rotation-full-scale", ROTATION_FULL_SCALE, 100, 32767));
    settings.rejectUnknown();
    return config;
  }
}
