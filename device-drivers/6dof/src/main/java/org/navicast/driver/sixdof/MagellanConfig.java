package org.navicast.driver.sixdof;

import java.util.ArrayList;
import java.util.List;
import org.navicast.driver.io.SerialSettings;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;

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

  private static final Key<String> PORT =
      Key.text("port", "A serial port or a link to one, such as /dev/serial/by-id/NAME.");
  private static final Key<Integer> ONLY_BAUD =
      Key.integer(
              "baud",
              1200,
              115_200,
              "Bits a second, where only these shall be tried; else 9600, then 19200.")
          .optional();
  private static final Key<Integer> STOP_BITS =
      Key.integer("stop-bits", 1, 2, "Where only that shall be tried; else 2, then 1.").optional();
  private static final Key<SerialSettings.FlowControl> FLOW_CONTROL =
      Key.choice(
              "flow-control",
              SerialSettings.FlowControl.class,
              "How either side says stop; adapters that wire RTS and CTS through may want rts-cts.")
          .orElse(SerialSettings.FlowControl.NONE);
  private static final Key<Integer> FULL =
      Key.integer(
              "full-scale",
              100,
              32_767,
              "The value of full deflection; the controller's own sensitivity changes it.")
          .orElse(FULL_SCALE);
  static final Shape SHAPE = Shape.of(PORT, ONLY_BAUD, STOP_BITS, FLOW_CONTROL, FULL);

  /** Reads what {@link #SHAPE} declares. */
  static MagellanConfig from(Settings settings) throws SettingsException {
    List<Integer> bauds = settings.find(ONLY_BAUD).map(List::of).orElse(List.of(BAUD, TURBO_BAUD));
    List<Integer> stopBits = settings.find(STOP_BITS).map(List::of).orElse(List.of(2, 1));
    SerialSettings.FlowControl flow = settings.get(FLOW_CONTROL);
    List<SerialSettings> lines = new ArrayList<>();
    for (int baud : bauds) {
      for (int bits : stopBits) {
        lines.add(SerialSettings.of(baud).withFlow(flow).withStopBits(bits));
      }
    }
    return new MagellanConfig(settings.get(PORT), lines, settings.get(FULL));
  }
}
