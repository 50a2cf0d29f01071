package org.navicast.driver.sixdof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.navicast.driver.io.HidClaims;
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
import org.navicast.gateway.driver.Shape;
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
  public Shape shape() {
    return HidControllerConfig.SHAPE;
  }

  @Override
  public DeviceDriver create(Settings settings, DriverContext context) throws SettingsException {
    return new HidControllerDriver(
        HidControllerConfig.from(settings), context, HidDevices.door(), HidClaims.ofAllDrivers());
  }

  @Override
  public HidMatch match(List<HidDevice> board) {
    Optional<String> refusal = refusal(board, HidClaims.ofAllDrivers());
    if (refusal.isPresent()) {
      return new HidMatch.Unfit(refusal.get());
    }
    return steering(board)
        .<HidMatch>map(it -> new HidMatch.Known(it.model().name(), notes(board, it.model())))
        .orElseGet(() -> new HidMatch.Unfit("it has no axes that steer"));
  }

  @Override
  public Optional<String> claim(List<HidDevice> board) {
    return steering(board)
        .map(Steering::model)
        .filter(HidControllerModel::isKnown)
        .map(HidControllerModel::name);
  }

  @Override
  public Optional<HidLesson> lesson(List<HidDevice> board) {
    return refusal(board, HidClaims.ofAllDrivers()).isPresent()
        ? Optional.empty()
        : HidControllerLesson.of(board);
  }

  /** Why a board is no controller, though something on it may seem to steer. */
  static Optional<String> refusal(List<HidDevice> board, HidClaims claims) {
    return board.stream()
        .flatMap(
            device -> HidControllerModels.known(device).flatMap(it -> it.refuses(device)).stream())
        .findFirst()
        .or(
            () ->
                claims
                    .byOthers(HidControllerProvider.class, board)
                    .map(model -> "it is known as " + model + ", which is no controller"));
  }

  private static Optional<Steering> steering(List<HidDevice> board) {
    return board.stream()
        .flatMap(device -> HidControllerModels.steering(device).stream())
        .findFirst();
  }

  private static List<String> notes(List<HidDevice> board, HidControllerModel model) {
    List<String> notes = new ArrayList<>(model.traps());
    if (!model.isKnown()) {
      notes.add(
          "where its axes rest is not known: each says nothing until it has been in its middle");
    }
    long ports =
        board.stream().mapToLong(device -> HidControllerModels.steering(device).size()).sum();
    if (ports > 1 && !model.isReceiver()) {
      notes.add("it has controls at " + ports + " ports: give its port, 1 to " + ports);
    }
    return notes;
  }
}
