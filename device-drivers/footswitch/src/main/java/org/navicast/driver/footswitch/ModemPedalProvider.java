package org.navicast.driver.footswitch;

import org.navicast.driver.io.SerialLines;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.Door;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.input.DeviceKind;

/** Driver {@code footswitch-modem-lines}. */
public final class ModemPedalProvider implements DriverProvider {
  @Override
  public String id() {
    return "footswitch-modem-lines";
  }

  @Override
  public DeviceKind kind() {
    return DeviceKind.FOOTSWITCH;
  }

  @Override
  public Door door() {
    return Door.SERIAL_PORT;
  }

  @Override
  public String description() {
    return "Pedals that are plain contacts on the CTS, DSR, DCD or RI line of a serial port";
  }

  @Override
  public Shape shape() {
    return ModemPedalConfig.SHAPE;
  }

  @Override
  public DeviceDriver create(Settings settings, DriverContext context) throws SettingsException {
    ModemPedalConfig config = ModemPedalConfig.from(settings);
    return new ModemPedalDriver(
        config, context, () -> SerialLines.openModemLines(config.port(), config.supply()));
  }
}
