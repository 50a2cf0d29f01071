package org.navicast.app.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.ConfigReader;
import org.navicast.app.config.DeviceConfig;
import org.navicast.app.gateway.LiveTracker;
import org.navicast.cast.words.Foreign;
import org.navicast.gateway.engine.Doubted;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.runtime.Drivers;

/** What the trackers of a configuration tell of their tools, and what of it is not believed. */
final class TrackerListing {
  private static final int CONNECT_MILLIS = 5_000;

  /** Long enough for all that a gateway has doubts about. */
  private static final int WATCH_MILLIS = 7_000;

  private final Console console;
  private final boolean json;

  /** What was told of a tool in a frame. */
  private static final class Told {
    private int times;
    private String status = "";
  }

  TrackerListing(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  /** Connects to each of them, and watches for some seconds. */
  int tell(Path config) throws InterruptedException, ConfigException {
    List<DeviceConfig> trackers =
        new ConfigReader(Drivers.load())
            .read(config).devices().stream()
                .filter(device -> device.driver().kind() == DeviceKind.TRACKER)
                .toList();
    if (trackers.isEmpty() && !json) {
      console.print(config + " has no tracker.");
    }
    int exit = ExitCode.OK;
    for (DeviceConfig tracker : trackers) {
      exit = Math.max(exit, tell(tracker));
    }
    return exit;
  }

  private int tell(DeviceConfig tracker) throws InterruptedException {
    try (LiveTracker live = LiveTracker.start(tracker, tracker.engine().frames())) {
      String trouble = live.awaitConnected(CONNECT_MILLIS);
      header(tracker.name(), trouble);
      if (trouble != null) {
        return ExitCode.FAILED;
      }
      Map<LiveTracker.Place, Told> told = new LinkedHashMap<>();
      for (LiveTracker.Seen seen : live.watch(WATCH_MILLIS)) {
        Told its = told.computeIfAbsent(seen.place(), _ -> new Told());
        its.times++;
        its.status = seen.tool().status();
      }
      told.forEach((place, its) -> tool(tracker.name(), place, its));
      live.doubted().forEach(this::doubt);
      return ExitCode.OK;
    }
  }

  private void header(String tracker, @Nullable String trouble) {
    if (json) {
      console.print(
          Json.line(
              Json.object()
                  .put("type", "tracker")
                  .put("name", tracker)
                  .put("usable", trouble == null)
                  .put("trouble", trouble == null ? "" : trouble)));
    } else {
      console.print(tracker + (trouble == null ? "  connected" : "  not usable: " + trouble));
    }
  }

  private void tool(String tracker, LiveTracker.Place place, Told told) {
    double rate = told.times * 1_000.0 / WATCH_MILLIS;
    if (json) {
      console.print(
          Json.line(
              Json.object()
                  .put("type", "tool")
                  .put("tracker", tracker)
                  .put("name", place.tool())
                  .put("frame", place.frame())
                  .put("status", told.status)
                  .put("rate", Math.round(rate))));
    } else {
      console.print(
          "  %s in %s: %s, told %.0f times a second"
              .formatted(
                  Foreign.line(place.tool()), Foreign.line(place.frame()), told.status, rate));
    }
  }

  private void doubt(Doubted doubted) {
    console.print(
        json
            ? Json.line(
                Json.object()
                    .put("type", "doubt")
                    .put("tracker", doubted.device())
                    .put("reason", doubted.reason())
                    .put("count", doubted.count()))
            : "  doubted: " + doubted.line());
  }
}
