package org.navicast.driver.footswitch;

import java.util.List;
import java.util.Optional;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidDevices;
import org.navicast.driver.io.HidDoor;
import org.navicast.driver.io.HidDriver;
import org.navicast.driver.io.HidLesson;
import org.navicast.driver.io.HidMatch;
import org.navicast.gateway.driver.DeviceDriver;
import org.navicast.gateway.driver.Door;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.input.DeviceKind;

/** Driver {@code footswitch-hid}. */
public final class HidPedalProvider implements DriverProvider, HidDriver {
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
  public Shape shape() {
    return HidPedalConfig.SHAPE;
  }

  @Override
  public DeviceDriver create(Settings settings, DriverContext context) throws SettingsException {
    HidPedalConfig config = HidPedalConfig.from(settings);
    HidDoor door =
        switch (config.door()) {
          case AUTO -> HidDevices.door();
          case HIDRAW -> HidDevices.hidraw();
          case HIDAPI -> HidDevices.hid4java();
        };
    return new HidPedalDriver(config, context, door);
  }

  @Override
  public HidMatch match(List<HidDevice> board) {
    Optional<HidPedalModel> model = model(board);
    if (model.isPresent()) {
      return new HidMatch.Known(model.get().name(), model.get().traps());
    }
    return lesson(board).isPresent()
        ? new HidMatch.Learnable()
        : new HidMatch.Unfit("it has no buttons, no keys and no axes");
  }

  @Override
  public Optional<String> claim(List<HidDevice> board) {
    return model(board).map(HidPedalModel::name);
  }

  /** The model that knows a board, and whose pedals are on it. */
  private static Optional<HidPedalModel> model(List<HidDevice> board) {
    return HidPedalModels.of(board.getFirst())
        .filter(
            model ->
                board.stream()
                    .anyMatch(device -> HidPedalConfig.decoder(device, model).isPresent()));
  }

  @Override
  public Optional<HidLesson> lesson(List<HidDevice> board) {
    return HidPedalLesson.of(board);
  }
}
