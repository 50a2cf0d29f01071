package org.navicast.driver.sixdof;

import java.util.List;
import java.util.Optional;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidDevices;
import org.navicast.driver.io.HidDriver;
import org.navicast.driver.io.HidLesson;
import org.navicast.driver.io.HidMatch;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.Door;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.input.DeviceKind;

/** Driver {@code 6dof-hid}. */
public final class HidControllerProvider implements DriverProvider, HidDriver {
  @Override
  public String id() {
    return "6dof-hid";
  }

  @Override
  public DeviceKind kind() {
    return DeviceKind.SIX_DOF;
  }

  @Override
  public Door door() {
    return Door.HID;
  }

  @Override
  public String description() {
    return "SpaceMouse and other 3Dconnexion controllers, joysticks and gamepads that speak HID";
  }

  @Override
  public DeviceDriver create(Settings settings, DriverContext context) throws SettingsException {
    return new HidControllerDriver(HidControllerConfig.from(settings), context, HidDevices.door());
  }

  @Override
  public HidMatch match(List<HidDevice> board) {
    for (HidDevice device : board) {
      Optional<HidControllerModel> model = HidControllerModels.of(device);
      if (model.isPresent()) {
        return new HidMatch.Known(model.get().name(), model.get().traps());
      }
    }
    return new HidMatch.Unfit("it has no axes that steer");
  }

  @Override
  public Optional<HidLesson> lesson(List<HidDevice> board) {
    return HidControllerLesson.of(board);
  }
}
