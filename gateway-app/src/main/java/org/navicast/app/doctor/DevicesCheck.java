package org.navicast.app.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.navicast.app.config.DeviceConfig;
import org.navicast.app.gateway.LiveDevices;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviEvent;
import org.navicast.gateway.input.DeviceKind;

/** Opens each device as the gateway would, without a hub, and listens to it. */
final class DevicesCheck {
  private DevicesCheck() {}

  /** What is known of one device so far. */
  private static final class Heard {
    private String trouble = "it did not answer";
    private boolean connected;
    private long events;
  }

  static List<Finding> of(List<DeviceConfig> devices, long seconds) throws InterruptedException {
    Map<String, Heard> heard = new LinkedHashMap<>();
    devices.forEach(device -> heard.put(device.name(), new Heard()));
    try (LiveDevices live = LiveDevices.start(devices)) {
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      while (heard.values().stream().anyMatch(it -> !it.connected || it.events == 0)) {
        NaviEvent event = live.next(until - System.nanoTime());
        if (event == null) {
          break;
        }
        Heard its = heard.get(event.source().device());
        if (its != null) {
          take(event, its);
        }
      }
    }
    List<Finding> found = new ArrayList<>();
    for (DeviceConfig device : devices) {
      found.add(finding(device, Objects.requireNonNull(heard.get(device.name())), seconds));
    }
    return found;
  }

  private static void take(NaviEvent event, Heard heard) {
    if (event instanceof NaviDevice device) {
      heard.connected = device.state() == NaviDevice.State.CONNECTED;
      heard.trouble = device.reason();
    } else {
      heard.events++;
    }
  }

  private static Finding finding(DeviceConfig device, Heard heard, long seconds) {
    String layer = "device " + device.name();
    String driver = device.driver().id();
    boolean isTracker = device.driver().kind() == DeviceKind.TRACKER;
    if (!heard.connected) {
      return Finding.fail(
          layer,
          driver + ": " + heard.trouble,
          isTracker
              ? "see that its server runs, and lets this machine in"
              : "navicast devices lists what is plugged in");
    }
    if (heard.events > 0) {
      return Finding.ok(layer, driver + ": connected, and it was heard");
    }
    return Finding.warn(
        layer,
        driver + ": connected, but nothing came from it in " + seconds + " s",
        isTracker
            ? "see that the tracker tracks, and sends transforms"
            : "press or move it while this runs, --seconds gives you more time");
  }
}
