package org.navicast.driver.sixdof;

import org.navicast.driver.io.SerialSettings;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;

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

  private static final Key<String> PORT =
      Key.text("port", "A serial port or a link to one, such as /dev/serial/by-id/NAME.");
  private static final Key<Integer> BAUD =
      Key.integer("baud", 1200, 115_200, "Bits a second.").orElse(9600);
  private static final Key<SerialSettings.FlowControl> FLOW_CONTROL =
      Key.choice("flow-control", SerialSettings.FlowControl.class, "How either side says stop.")
          .orElse(SerialSettings.FlowControl.XON_XOFF);
  private static final Key<Integer> FULL_SCALE_OF_PUSHES =
      Key.integer(
              "full-scale", 100, 32_767, "The value where the ball is pushed as far as it goes.")
          .orElse(FULL_SCALE);
  private static final Key<Integer> FULL_SCALE_OF_TURNS =
      Key.integer(
              "rotation-full-scale",
              100,
              32_767,
              "The value where the ball is turned as far as it goes.")
          .orElse(ROTATION_FULL_SCALE);
  static final Shape SHAPE =
      Shape.of(PORT, BAUD, FLOW_CONTROL, FULL_SCALE_OF_PUSHES, FULL_SCALE_OF_TURNS);

  /** Reads what {@link #SHAPE} declares. */
  static SpaceballConfig from(Settings settings) throws SettingsException {
    return new SpaceballConfig(
        settings.get(PORT),
        SerialSettings.of(settings.get(BAUD)).withFlow(settings.get(FLOW_CONTROL)),
        settings.get(FULL_SCALE_OF_PUSHES),
        settings.get(FULL_SCALE_OF_TURNS));
  }
}
