package org.navicast.driver.footswitch;

import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.Door;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.input.DeviceKind;

/** Driver {@code footswitch-serial}. */
public final class SerialPedalProvider implements DriverProvider {
  @Override
  public String id() {
    return "footswitch-serial";
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
    return "Pedals on a serial board that sends a line or a byte for each press and release";
  }

  @Override
  public Shape shape() {
    return SerialPedalConfig.SHAPE;
  }

  @Override
  public DeviceDriver create(Settings settings, DriverContext context) throws SettingsException {
    return new SerialPedalDriver(SerialPedalConfig.from(settings), context);
  }
}
