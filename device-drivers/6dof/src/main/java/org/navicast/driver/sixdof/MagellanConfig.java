package org.navicast.driver.sixdof;

import java.util.List;
import org.navicast.driver.io.SerialSettings;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/**
 * Settings of a Magellan.
 *
 * @param port path of the serial port
 * @param lines how the port may be set, in the order in which that is tried
 * @param fullScale what the device reports at full deflection of its cap, 100 to 32767
 */
record MagellanConfig(String port, List<SerialSettings> lines, int fullScale) {
  MagellanConfig {
    lines = List.copyOf(lines);
  }

  /** The device's only rate; Turbo models with 19200 baud speak another language. */
  private static final int BAUD = 9600;

  /** About what a cap gives at its stop (VRPN's figure for this device). */
  private static final int FULL_SCALE = 7200;

  /**
   * Reads {@code port}, {@code baud} (9600), {@code stop-bits} (2, then 1), {@code flow-control}
   * ({@code none}; adapters that wire RTS and CTS through may want {@code rts-cts}) and {@code
   * full-scale} (7200).
   */
  static MagellanConfig from(Settings settings) throws SettingsException {
    SerialSettings line =
        SerialSettings.of(settings.integer("baud", BAUD, 1200, 115200))
            .withFlow(settings.choice("flow-control", SerialSettings.FlowControl.NONE));
    List<SerialSettings> lines =
        settings.has("stop-bits")
            ? List.of(line.withStopBits(settings.integer("stop-bits", 2, 1, 2)))
            : List.of(line.withStopBits(2), line.withStopBits(1));
    MagellanConfig config =
        new MagellanConfig(
            settings.text("port"), lines, settings.integer("full-scale", FULL_SCALE, 100, 32767));
    settings.rejectUnknown();
    return config;
  }
}
