package org.navicast.driver.footswitch;

import org.navicast.driver.io.GpioChips;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.Door;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.input.DeviceKind;

/** Driver {@code footswitch-gpio}. */
public final class GpioPedalProvider implements DriverProvider {
  @Override
  public String id() {
    return "footswitch-gpio";
  }

  @Override
  public DeviceKind kind() {
    return DeviceKind.FOOTSWITCH;
  }

  @Override
  public Door door() {
    return Door.GPIO;
  }

  @Override
  public String description() {
    return "Pedals that are plain contacts on GPIO lines, such as those of a Raspberry Pi's header";
  }

  @Override
  public Shape shape() {
    return GpioPedalConfig.SHAPE;
  }

  @Override
  public DeviceDriver create(Settings settings, DriverContext context) throws SettingsException {
    return new GpioPedalDriver(GpioPedalConfig.from(settings), context, GpioChips.door());
  }
}
