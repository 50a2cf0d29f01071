package org.navicast.app.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.navicast.app.config.DeviceConfig;
import org.navicast.app.config.GatewayConfig;

/** What is different in a configuration that takes the place of another. */
record Changes(GatewayConfig before, GatewayConfig next) {

  /** Another hub, or the same in another way or as somebody else. */
  boolean isOtherHub() {
    return !next.hub().equals(before.hub()) || !next.name().equals(before.name());
  }

  /** Names of the devices that go on as they are. */
  Set<String> staying() {
    return next.devices().stream()
        .filter(device -> before.devices().stream().anyMatch(device::isSameAs))
        .map(DeviceConfig::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Those that are opened, new ones and such with other settings. */
  List<DeviceConfig> opened() {
    Set<String> staying = staying();
    return next.devices().stream().filter(device -> !staying.contains(device.name())).toList();
  }

  private List<String> takenOut() {
    return before.devices().stream()
        .map(DeviceConfig::name)
        .filter(name -> next.devices().stream().noneMatch(device -> device.name().equals(name)))
        .toList();
  }

  /** For a person to read, without a full stop. */
  String words() {
    List<String> words = new ArrayList<>();
    if (!next.profiles().equals(before.profiles())) {
      words.add("what the controls mean");
    }
    if (!opened().isEmpty()) {
      words.add("opened: " + names(opened().stream().map(DeviceConfig::name).toList()));
    }
    if (!takenOut().isEmpty()) {
      words.add("taken out: " + names(takenOut()));
    }
    if (isOtherHub()) {
      words.add("a new link, to " + next.hub().link().address());
    }
    if (!next.board().equals(before.board()) || !next.figures().equals(before.figures())) {
      words.add("board or figures, which count from the next start on");
    }
    return words.isEmpty() ? "nothing is different" : String.join("; ", words);
  }

  private static String names(List<String> names) {
    return String.join(", ", names);
  }
}
