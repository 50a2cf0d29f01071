package org.navicast.driver.footswitch;

import org.navicast.driver.io.HidDevices;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.Door;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.input.DeviceKind;

/** Driver {@code footswitch-hid}. */
public final class HidPedalProvider implements DriverProvider {
  @Override
  public String id() {
    return "footswitch-hid";
  }

  @Override
  public DeviceKind kind() {
    return DeviceKind.FOOTSWITCH;
  }

  @Override
  public Door door() {
    return Door.HID;
  }

  @Override
  public String description() {
    return "USB and Bluetooth pedals that speak HID, by their model or by their own descriptor";
  }

  @Override
  public DeviceDriver create(Settings settings, DriverContext context) throws SettingsException {
    return new HidPedalDriver(HidPedalConfig.from(settings), context, HidDevices.door());
  }
}
