package org.navicast.driver.sixdof;

import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.Door;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.input.DeviceKind;

/** Driver {@code 6dof-magellan}. */
public final class MagellanProvider implements DriverProvider {
  @Override
  public String id() {
    return "6dof-magellan";
  }

  @Override
  public DeviceKind kind() {
    return DeviceKind.SIX_DOF;
  }

  @Override
  public Door door() {
    return Door.SERIAL_PORT;
  }

  @Override
  public String description() {
    return "Magellan, SpaceMouse Classic, SpaceMouse Plus XT and CadMan on a serial port";
  }

  @Override
  public Shape shape() {
    return MagellanConfig.SHAPE;
  }

  @Override
  public DeviceDriver create(Settings settings, DriverContext context) throws SettingsException {
    return new MagellanDriver(MagellanConfig.from(settings), context);
  }
}
