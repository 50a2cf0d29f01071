package org.navicast.app.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.navicast.app.config.ConfigReader;
import org.navicast.app.config.DeviceConfig;
import org.navicast.gateway.engine.DeviceSettings;
import org.navicast.gateway.engine.FrameSettings;
import org.navicast.gateway.engine.PoseSettings;
import org.navicast.gateway.runtime.Drivers;

/** How a tracker is listened to while a person measures with it. */
final class LiveTrackerTest {
  @TempDir private Path folder;

  @Test
  void silenceMeansWhatTheConfigurationSaysAndNothingIsSmoothedOrPaced() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("or-3.yaml"),
            """
            gateway: or-3
            hub: { url: "http://127.0.0.1:2018/api/hub", topic: OR-3 }
            devices:
              - name: slicer
                driver: tracker-igtlink
                host: 127.0.0.1
                poses: { fresh-millis: 0, rate-hz: 20, range-mm: 5000, join-millis: 20, filters: [ { tool: Stylus } ] }
            """);
    DeviceConfig device = new ConfigReader(Drivers.load()).read(file).devices().getFirst();
    FrameSettings frames =
        new FrameSettings(List.of(), List.of(new FrameSettings.Published("Stylus", "Reference")));
    DeviceSettings settings = LiveTracker.settings(device, frames);
    assertEquals(new PoseSettings(0, 0, 5_000, 20, Map.of()), settings.poses());
    assertEquals(frames, settings.frames());
  }
}
