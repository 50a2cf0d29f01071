package org.navicast.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.navicast.app.calibration.TransformFile;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.ConfigReader;
import org.navicast.app.config.DeviceConfig;
import org.navicast.app.gateway.LiveTracker;
import org.navicast.gateway.engine.FrameSettings;
import org.navicast.gateway.input.DeviceKind;
import org.navicast.gateway.runtime.Drivers;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands that measure with a tracker have in common. */
final class TrackerOptions {
  private static final long CONNECT_MILLIS = 5_000;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "The gateway's configuration, which names the tracker.")
  private Path config = Path.of("");

  @Option(
      names = "--device",
      paramLabel = "NAME",
      description = "The tracker; needed where the configuration has several.")
  private String device = "";

  @Option(
      names = "--write",
      required = true,
      paramLabel = "FILE",
      description = "Write the result there; it must not exist.")
  private Path file = Path.of("");

  @Option(
      names = "--max-error",
      paramLabel = "MM",
      description = "Refuse a result that is off by more, in millimetres (RMS); 1.")
  private double maxError = 1;

  /** Before anybody has taken the trouble to measure. */
  void refuseWhatCannotWork() {
    if (Files.exists(file)) {
      throw badUsage(file + " exists; give another name, or remove it first");
    }
    if (!(maxError > 0 && maxError <= 100)) {
      throw badUsage("--max-error is " + maxError + "; give millimetres above 0, at most 100");
    }
  }

  /** The chosen tracker at work, its tools told in these frames. */
  static LiveTracker open(DeviceConfig chosen, FrameSettings frames)
      throws IOException, InterruptedException {
    LiveTracker live = LiveTracker.start(chosen, frames);
    String why = live.awaitConnected(CONNECT_MILLIS);
    if (why != null) {
      live.close();
      throw new IOException("the tracker " + chosen.name() + " is not there: " + why);
    }
    return live;
  }

  /** Writes a result that is good enough, and tells what it is. */
  void save(Console console, TransformFile result) throws IOException {
    String error = String.format(Locale.ROOT, "%.2f mm", result.fit().rmsMillimetres());
    if (!(result.fit().rmsMillimetres() <= maxError)) {
      throw new IOException(
          "the result is off by "
              + error
              + ", more than --max-error; nothing is written, measure"
              + " again");
    }
    result.write(file);
    console
        .err()
        .println(
            file
                + " is written: from "
                + result.from()
                + " to "
                + result.to()
                + ", off by "
                + error
                + " (RMS).");
  }

  /** The one tracker that is meant. */
  DeviceConfig choose() throws ConfigException {
    List<DeviceConfig> trackers =
        new ConfigReader(Drivers.load())
            .read(config).devices().stream()
                .filter(it -> it.driver().kind() == DeviceKind.TRACKER)
                .filter(it -> device.isEmpty() || it.name().equals(device))
                .toList();
    if (trackers.size() != 1) {
      throw badUsage(
          trackers.isEmpty()
              ? config + " has no tracker" + (device.isEmpty() ? "" : " of the name " + device)
              : "there are several trackers; choose one by --device: "
                  + String.join(", ", trackers.stream().map(DeviceConfig::name).toList()));
    }
    return trackers.getFirst();
  }

  ParameterException badUsage(String message) {
    if (spec == null) {
      throw new IllegalStateException(message);
    }
    return new ParameterException(spec.commandLine(), message);
  }
}
