package org.navicast.driver.sixdof;

import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.Door;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.input.DeviceKind;

/** Driver {@code 6dof-spaceball}. */
public final class SpaceballProvider implements DriverProvider {
  @Override
  public String id() {
    return "6dof-spaceball";
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
    return "Spaceball 2003, 3003 and 4000 on a serial port";
  }

  @Override
  public Shape shape() {
    return SpaceballConfig.SHAPE;
  }

  @Override
  public DeviceDriver create(Settings settings, DriverContext context) throws SettingsException {
    return new SpaceballDriver(SpaceballConfig.from(settings), context);
  }
}
