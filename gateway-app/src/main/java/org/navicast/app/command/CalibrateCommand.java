package org.navicast.app.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.navicast.app.calibration.CalibrationException;
import org.navicast.app.calibration.Fit;
import org.navicast.app.calibration.PivotCalibration;
import org.navicast.app.calibration.TransformFile;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.DeviceConfig;
import org.navicast.app.gateway.LiveTracker;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.words.Foreign;
import org.navicast.gateway.engine.FrameSettings;
import org.navicast.gateway.input.Rigid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds where the tip of a tool is, by tilting the tool while its tip rests in a hole. */
@Command(
    name = "calibrate",
    description = "Find where the tip of a tracked tool is, by pivoting the tool around it.",
    footer = {
      "%nPut the tip into a small hole, press Enter, and tilt the tool slowly to all sides.",
      "%nExample:",
      "  navicast calibrate --config or-3.yaml --tool Stylus --tip StylusTip --write tip.yaml",
      "%nand then in the configuration of the tracker:",
      "  frames: [ { file: tip.yaml } ]",
      "  publish: [ { tool: StylusTip, in: Reference } ]"
    })
final class CalibrateCommand implements Callable<Integer> {
  private final Console console;
  private final BufferedReader answers;

  @Mixin private final TrackerOptions tracker = new TrackerOptions();

  @Option(names = "--tool", required = true, paramLabel = "NAME", description = "The tool.")
  private String tool = "";

  @Option(
      names = "--in",
      paramLabel = "FRAME",
      description = "The frame to take it in; needed where it is told in several.")
  private String frame = "";

  @Option(
      names = "--tip",
      paramLabel = "NAME",
      description = "What its tip is to be called; the tool's name and Tip.")
  private String tip = "";

  @Option(
      names = "--seconds",
      paramLabel = "N",
      converter = Seconds.class,
      description = "How long to watch; 15.")
  private long seconds = 15;

  /**
   * @param answers what the person types
   */
  CalibrateCommand(Console console, BufferedReader answers) {
    this.console = console;
    this.answers = answers;
  }

  @Override
  public Integer call()
      throws IOException, InterruptedException, ConfigException, CalibrationException {
    tracker.refuseWhatCannotWork();
    Fit fit;
    DeviceConfig chosen = tracker.choose();
    try (LiveTracker live = TrackerOptions.open(chosen, frames(chosen))) {
      console.err().println("Put the tip into its hole and press Enter.");
      answers.readLine();
      console.err().println("Tilt the tool slowly to all sides for " + seconds + " s.");
      fit = PivotCalibration.fit(watch(live));
    }
    tracker.save(
        console,
        new TransformFile(
            tip.isEmpty() ? tool + "Tip" : tip, tool, "pivot", fit, Clock.systemUTC().instant()));
    return ExitCode.OK;
  }

  private FrameSettings frames(DeviceConfig chosen) {
    return frame.isEmpty()
        ? FrameSettings.NONE
        : new FrameSettings(
            chosen.engine().frames().fixed(), List.of(new FrameSettings.Published(tool, frame)));
  }

  private List<Rigid> watch(LiveTracker live) throws InterruptedException, IOException {
    live.forget();
    List<Rigid> poses = new ArrayList<>();
    SortedSet<String> frames = new TreeSet<>();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    long left = until - System.nanoTime();
    while (left > 0) {
      LiveTracker.Seen seen = live.next(tool, TimeUnit.NANOSECONDS.toMillis(left) + 1);
      if (seen != null) {
        frames.add(Foreign.line(seen.frame()));
        NaviPose.Tool pose = seen.tool();
        poses.add(
            new Rigid(pose.x(), pose.y(), pose.z(), pose.qx(), pose.qy(), pose.qz(), pose.qw()));
      }
      left = until - System.nanoTime();
    }
    if (frames.size() > 1) {
      throw new IOException(
          tool
              + " is told in several frames ("
              + String.join(", ", frames)
              + "); nothing is written, choose one by --in");
    }
    return poses;
  }
}
