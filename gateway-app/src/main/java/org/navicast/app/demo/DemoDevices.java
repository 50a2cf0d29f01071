package org.navicast.app.demo;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.navicast.app.lifecycle.CloseStack;
import org.navicast.driver.simulator.Pedals;
import org.navicast.driver.simulator.SimulatedDevice;
import org.navicast.driver.simulator.SpaceMouse;
import org.navicast.driver.simulator.TrackerServer;

/** The simulated devices of the demo, each on a real pty or socket, by their names in its file. */
final class DemoDevices {
  /** The keys that say where a device is; all else is as in the file. */
  private static final List<String> PLACE = List.of("port", "host");

  /** As a usual optical tracker. */
  private static final int TRACKER_HZ = 60;

  private final Map<String, SimulatedDevice> byName = new LinkedHashMap<>();

  private DemoDevices() {}

  /**
   * Plugs them in.
   *
   * @param open takes charge of them
   */
  static DemoDevices plugIn(CloseStack open) throws IOException {
    DemoDevices devices = new DemoDevices();
    devices.byName.put("pedals", open.add(Pedals.plugIn(), SimulatedDevice::close));
    devices.byName.put("spacemouse", open.add(SpaceMouse.plugIn(), SimulatedDevice::close));
    devices.byName.put("tracker", open.add(tracker(), SimulatedDevice::close));
    return devices;
  }

  /**
   * Plugs in those that a profile speaks of, by the names that it has for them.
   *
   * @param profile one of those that come along
   * @param open takes charge of them
   */
  static DemoDevices plugIn(String profile, CloseStack open) throws IOException {
    if (profile.equals("demo")) {
      return plugIn(open);
    }
    DemoDevices devices = new DemoDevices();
    switch (profile) {
      case "radiology-three-pedals" -> devices.add("pedals", Pedals.plugInThree(), open);
      case "ir-suite" -> {
        devices.add("pedals", Pedals.plugIn(), open);
        devices.add("cap", SpaceMouse.plugIn(), open);
        devices.add("tracker", tracker(), open);
      }
      // Of a gamepad the profile needs axes and numbered buttons, which this one has, too.
      case "lab-gamepad" -> devices.add("gamepad", SpaceMouse.plugIn(), open);
      default -> throw new IllegalArgumentException("no devices are known for " + profile);
    }
    return devices;
  }

  private void add(String name, SimulatedDevice device, CloseStack open) {
    byName.put(name, open.add(device, SimulatedDevice::close));
  }

  /** As the list {@code devices} of a configuration has them. */
  List<Map<String, Object>> sections() {
    return byName.entrySet().stream()
        .map(
            device -> {
              Map<String, Object> section = new LinkedHashMap<>(device.getValue().settings());
              section.put("name", device.getKey());
              return section;
            })
        .toList();
  }

  private static SimulatedDevice tracker() throws IOException {
    return TrackerServer.start(0, TrackerServer.Form.TRANSFORM, TRACKER_HZ);
  }

  /** By the name of a device, the keys that say where it is. */
  Map<String, Map<String, Object>> places() {
    return byName.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, device -> place(device.getValue())));
  }

  private static Map<String, Object> place(SimulatedDevice device) {
    Map<String, Object> place = new LinkedHashMap<>(device.settings());
    place.keySet().retainAll(PLACE);
    return place;
  }
}
