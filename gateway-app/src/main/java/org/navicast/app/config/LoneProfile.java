package org.navicast.app.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.navicast.gateway.engine.action.Profile;
import org.navicast.gateway.input.DeviceKind;

/**
 * A profile without the configuration that it is for: what its devices are is seen by what it says
 * of them.
 *
 * @param devices in the order of the file
 */
public record LoneProfile(Profile profile, Map<String, DeviceKind> devices) {

  /** Reads one of those that come along by its name, or a file. */
  public static LoneProfile read(String nameOrFile) throws ConfigException {
    ConfigDocument document =
        ProfileFile.SHIPPED.contains(nameOrFile)
            ? ProfileFile.shipped(nameOrFile)
            : ConfigFile.read(Path.of(nameOrFile));
    Map<String, DeviceKind> devices = devices(document);
    return new LoneProfile(ProfileReader.read(document, devices), devices);
  }

  private static Map<String, DeviceKind> devices(ConfigDocument document) {
    Map<String, DeviceKind> devices = new LinkedHashMap<>();
    if (document.root().get("modes") instanceof List<?> modes) {
      for (Object mode : modes) {
        if (mode instanceof Map<?, ?> sections) {
          sections.forEach((name, section) -> add(devices, String.valueOf(name), section));
        }
      }
    }
    return devices;
  }

  private static void add(Map<String, DeviceKind> devices, String name, Object section) {
    if (section instanceof Map<?, ?> keys) {
      DeviceKind kind =
          keys.containsKey("roles")
              ? DeviceKind.TRACKER
              : AxesReader.SHAPE.keys().stream().anyMatch(key -> keys.containsKey(key.name()))
                  ? DeviceKind.SIX_DOF
                  : DeviceKind.FOOTSWITCH;
      // A cap may have keys alone in one mode, and axes in another.
      devices.merge(name, kind, (one, other) -> one == DeviceKind.FOOTSWITCH ? other : one);
    }
  }
}
