package org.navicast.driver.igtlink;

import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.Door;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.input.DeviceKind;

/** Makes clients of OpenIGTLink servers: PLUS, 3D Slicer, pyigtl, BrainLab. */
public final class TrackerProvider implements DriverProvider {

  @Override
  public String id() {
    return "tracker-igtlink";
  }

  @Override
  public DeviceKind kind() {
    return DeviceKind.TRACKER;
  }

  @Override
  public Door door() {
    return Door.NETWORK;
  }

  @Override
  public String description() {
    return "Tracked tools from an OpenIGTLink server such as PLUS or 3D Slicer";
  }

  @Override
  public DeviceDriver create(Settings settings, DriverContext context) throws SettingsException {
    return new TrackerDriver(TrackerConfig.from(settings), context);
  }
}
