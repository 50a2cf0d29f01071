package org.navicast.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.ConfigReader;
import org.navicast.app.config.GatewayConfig;
import org.navicast.gateway.runtime.Drivers;

/**
 * The configuration of the demo: {@code config/demo.yaml}, which the build puts into the program.
 */
final class DemoConfig {
  private static final String FILE = "config/demo.yaml";

  private DemoConfig() {}

  /**
   * Reads it.
   *
   * @param hub keys and values that say where the demo's hub is
   * @param devices by the name of a device, where its simulated one is
   */
  static GatewayConfig read(Map<String, Object> hub, Map<String, Map<String, Object>> devices)
      throws IOException, ConfigException {
    try (InputStream in = DemoConfig.class.getResourceAsStream("demo.yaml")) {
      if (in == null) {
        throw new IOException("the program lacks its " + FILE + "; build it again");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new ConfigReader(Drivers.load()).read(FILE, text, hub, devices);
    }
  }

  /**
   * The one for a profile.
   *
   * @param profile one of those that come along
   * @param hub keys and values that say where the demo's hub is
   * @param devices of which it speaks
   */
  static GatewayConfig of(String profile, Map<String, Object> hub, DemoDevices devices)
      throws ConfigException {
    Map<String, Object> hubKeys = new LinkedHashMap<>(hub);
    hubKeys.put("topic", "DEMO");
    return new ConfigReader(Drivers.load())
        .read(
            "the demo of " + profile,
            Map.of(
                "gateway",
                "demo",
                "hub",
                hubKeys,
                "profile",
                profile,
                "devices",
                devices.sections()));
  }
}
