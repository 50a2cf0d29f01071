package org.navicast.gateway.engine;

import java.util.List;
import java.util.OptionalInt;
import org.navicast.cast.event.NaviDevice;
import org.navicast.gateway.input.DeviceKind;

/**
 * What is true of one device at the moment of asking.
 *
 * @param state lost until the device has answered for the first time
 * @param reason why it is not connected, one plain sentence; empty while it is
 * @param product what the device calls itself, the last that is known; empty where it never said
 * @param serial its serial number, the last that is known; empty where it never said
 * @param sinceNanos since when it is in that state, in nanoseconds of the monotonic clock
 * @param battery how full its battery is in percent; empty where it has not said since it came
 * @param held names of the controls whose press is open, in the order in which they were first
 *     used; unmodifiable
 * @param tally what was counted of it
 */
public record DeviceState(
    String device,
    DeviceKind kind,
    NaviDevice.State state,
    String reason,
    String product,
    String serial,
    long sinceNanos,
    OptionalInt battery,
    List<String> held,
    DeviceTally tally) {

  public DeviceState {
    held = List.copyOf(held);
  }
}
