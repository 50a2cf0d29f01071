package org.navicast.app.learn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The section of one device as a configuration has it. */
public final class Snippet {
  private Snippet() {}

  /**
   * A text that begins with the key {@code devices}.
   *
   * @param settings the driver's own keys and values
   */
  public static String yaml(String name, String driver, Map<String, Object> settings) {
    Map<String, Object> device = new LinkedHashMap<>();
    device.put("name", name);
    device.put("driver", driver);
    device.putAll(settings);
    DumpSettings style =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .build();
    return new Dump(style).dumpToString(Map.of("devices", List.of(device)));
  }
}
