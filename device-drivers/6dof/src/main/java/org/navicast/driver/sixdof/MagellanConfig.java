package org.navicast.driver.sixdof;

import java.util.ArrayList;
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

  private static final int BAUD = 9600;

  /** Of Turbo models; they are told apart by nothing else. */
  private static final int TURBO_BAUD = 19_200;

  /**
   * About what a cap gives at its stop: ±440 to the sides, ±370 up and down by the maker's answers
   * to questions, ±360 by Linux; the largest of the maker's example is 533.
   */
  private static final int FULL_SCALE = 400;

  /**
   * Reads {@code port}, {@code baud} (9600, then 19200 as Turbo models have it), {@code stop-bits}
   * (2, then 1), {@code flow-control} ({@code none}; adapters that wire RTS and CTS through may
   * want {@code rts-cts}) and {@code full-scale} (400).
   */
  static MagellanConfig from(Settings settings) throws SettingsException {
    SerialSettings.FlowControl flow =
        settings.choice("flow-control", SerialSettings.FlowControl.NONE);
    List<SerialSettings> lines = new ArrayList<>();
    for (int baud :
        settings.has("baud") ? new int[] {baud(settings)} : new int[] {BAUD, TURBO_BAUD}) {
      SerialSettings line = SerialSettings.of(baud).withFlow(flow);
      if (settings.has("stop-bits")) {
        lines.add(line.withStopBits(settings.integer("stop-bits", 2, 1, 2)));
      } else {
        lines.add(line.withStopBits(2));
        lines.add(line.withStopBits(1));
      }
    }
    MagellanConfig config =
        new MagellanConfig(
            settings.text("port"), lines, settings.integer("full-scale", FULL_SCALE, 100, 32767));
    settings.rejectUnknown();
    return config;
  }

  private static int baud(Settings settings) throws SettingsException {
    return settings.integer("baud", BAUD, 1200, 115200);
  }
}
