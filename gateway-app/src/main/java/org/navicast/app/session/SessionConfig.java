package org.navicast.app.session;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.ConfigReader;
import org.navicast.app.config.GatewayConfig;
import org.navicast.app.config.ProfileFile;
import org.navicast.gateway.driver.DriverProvider;
import org.navicast.gateway.runtime.Drivers;

/** The configuration of a gateway that has the devices of a session and a profile. */
public final class SessionConfig {
  private SessionConfig() {}

  /**
   * Reads it as a gateway does.
   *
   * @param file of the session, for complaints
   * @param profile the name of one that comes along, or a file
   */
  public static GatewayConfig of(String file, Session session, String profile)
      throws ConfigException {
    Drivers drivers = Drivers.load();
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("gateway", "session");
    root.put("hub", Map.of("url", "http://127.0.0.1:2018/api/hub", "topic", "session"));
    root.put(
        "devices", session.devices().stream().map(section -> placed(section, drivers)).toList());
    if (ProfileFile.SHIPPED.contains(profile)) {
      root.put("profile", profile);
    } else {
      root.put("profile-file", Path.of(profile).toAbsolutePath().toString());
    }
    return new ConfigReader(drivers).read(file, root);
  }

  /** With a place, which a session does not tell, and nobody looks at. */
  private static Map<String, Object> placed(Map<String, Object> section, Drivers drivers) {
    Map<String, Object> placed = new LinkedHashMap<>(section);
    List<DriverProvider> known =
        drivers.all().stream().filter(each -> each.id().equals(section.get("driver"))).toList();
    for (DriverProvider driver : known) {
      switch (driver.door()) {
        case SERIAL_PORT -> placed.putIfAbsent("port", "recorded");
        case NETWORK -> {
          placed.put("host", "127.0.0.1"); // so that no name is looked up
          placed.remove("reconnect-seconds"); // the session waited
        }
        case HID, GPIO -> {
          // They need no place, or have one.
        }
      }
    }
    return placed;
  }
}
