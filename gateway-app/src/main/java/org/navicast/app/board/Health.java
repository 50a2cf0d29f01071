package org.navicast.app.board;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.navicast.cast.event.NaviDevice;
import org.navicast.gateway.engine.DeviceState;

/**
 * How a gateway is at one moment.
 *
 * @param devices in the order of the configuration
 * @param isPaused whether all viewers that would act on actions are paused
 * @param clock of the machine; empty where nobody knows
 */
public record Health(
    Link link, List<DeviceState> devices, boolean isPaused, Optional<ClockState> clock) {

  /**
   * The link to the hub.
   *
   * @param joined whether events flow
   * @param words what it does, or why it does not, without a full stop
   */
  public record Link(boolean joined, String words) {}

  public Health {
    devices = List.copyOf(devices);
  }

  /** In one word. */
  public Condition condition() {
    if (any(NaviDevice.State.FAULTED)) {
      return Condition.FAULT;
    }
    if (!link.joined()) {
      return Condition.NO_HUB;
    }
    if (any(NaviDevice.State.LOST)) {
      return Condition.NO_DEVICE;
    }
    return isPaused ? Condition.PAUSED : Condition.JOINED;
  }

  /**
   * In one line for a person: the link, that viewers are paused, the devices that are there, each
   * that is not, and a wrong clock.
   */
  public String words() {
    StringJoiner words = new StringJoiner("; ");
    words.add(link.words());
    if (isPaused) {
      words.add("all viewers are paused");
    }
    String there =
        devices.stream()
            .filter(device -> device.state() == NaviDevice.State.CONNECTED)
            .map(DeviceState::device)
            .collect(Collectors.joining(", "));
    if (!there.isEmpty()) {
      words.add(there + " connected");
    }
    devices.stream()
        .filter(device -> device.state() != NaviDevice.State.CONNECTED)
        .forEach(device -> words.add(missing(device)));
    clock
        .filter(state -> !state.isGood())
        .ifPresent(state -> words.add("the clock is " + state.words()));
    return words.toString();
  }

  private static String missing(DeviceState device) {
    return device.device()
        + " "
        + device.state().label()
        + (device.reason().isEmpty() ? "" : " (" + device.reason() + ")");
  }

  private boolean any(NaviDevice.State state) {
    return devices.stream().anyMatch(device -> device.state() == state);
  }
}
