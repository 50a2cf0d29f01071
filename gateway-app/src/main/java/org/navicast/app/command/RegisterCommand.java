package org.navicast.app.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.navicast.app.calibration.CalibrationException;
import org.navicast.app.calibration.Fit;
import org.navicast.app.calibration.PairedPoints;
import org.navicast.app.calibration.Point;
import org.navicast.app.calibration.TransformFile;
import org.navicast.app.config.ConfigException;
import org.navicast.app.config.DeviceConfig;
import org.navicast.app.config.Landmarks;
import org.navicast.app.gateway.LiveTracker;
import org.navicast.gateway.engine.FrameSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds where the patient, or an image, is to a tracker, by touching known points. */
@Command(
    name = "register",
    description = "Find where a patient or an image is, by touching known points with a tool.",
    footer = {
      "%nThe points, in millimetres, in the frame that is registered:",
      "  points:",
      "    - { name: nasion, at: [0, 84.5, 12] }",
      "    - { name: left tragus, at: [-72, 0, 0] }",
      "    - { name: right tragus, at: [72, 0, 0] }",
      "%nExample:",
      "  navicast register --config or-3.yaml --tool StylusTip --in Reference --points face.yaml",
      "      --to Patient --write patient.yaml"
    })
final class RegisterCommand implements Callable<Integer> {
  private static final int POSES_A_POINT = 30;
  private static final long LONGEST_MILLIS = 3_000;

  /** A tip that wanders by more while a point is measured does not rest on it. */
  private static final double MOST_WANDERING_MILLIMETRES = 2;

  private final Console console;
  private final BufferedReader answers;

  @Mixin private final TrackerOptions tracker = new TrackerOptions();

  @Option(
      names = "--tool",
      required = true,
      paramLabel = "NAME",
      description = "The tip that touches, such as StylusTip.")
  private String tool = "";

  @Option(
      names = "--in",
      required = true,
      paramLabel = "FRAME",
      description = "The frame that moves with the patient, such as Reference.")
  private String frame = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FRAME",
      description = "What the frame of the points is to be called, such as Patient.")
  private String to = "";

  @Option(
      names = "--points",
      required = true,
      paramLabel = "FILE",
      description = "The points to touch, at least three.")
  private Path points = Path.of("");

  /**
   * @param answers what the person types
   */
  RegisterCommand(Console console, BufferedReader answers) {
    this.console = console;
    this.answers = answers;
  }

  @Override
  public Integer call()
      throws IOException, InterruptedException, ConfigException, CalibrationException {
    tracker.refuseWhatCannotWork();
    List<Landmarks.Landmark> landmarks = Landmarks.read(points);
    DeviceConfig chosen = tracker.choose();
    FrameSettings frames =
        new FrameSettings(
            chosen.engine().frames().fixed(), List.of(new FrameSettings.Published(tool, frame)));
    List<Point> touched = new ArrayList<>();
    try (LiveTracker live = TrackerOptions.open(chosen, frames)) {
      for (Landmarks.Landmark landmark : landmarks) {
        touched.add(touch(live, landmark.name()));
      }
    }
    List<Point> known = landmarks.stream().map(Landmarks.Landmark::at).toList();
    Fit fit = PairedPoints.fit(touched, known);
    List<Double> errors = PairedPoints.errors(fit.motion(), touched, known);
    for (int i = 0; i < errors.size(); i++) {
      say(String.format(Locale.ROOT, "%6.2f mm  %s", errors.get(i), landmarks.get(i).name()));
    }
    if (PairedPoints.areFlat(known)) {
      say(
          "The points lie in a plane, so a list that is mirrored would fit as well; check on a"
              + " landmark off that plane, or measure one more there.");
    }
    tracker.save(
        console, new TransformFile(frame, to, "paired points", fit, Clock.systemUTC().instant()));
    return ExitCode.OK;
  }

  /** Asks until the tip rested on the point while it was measured. */
  private Point touch(LiveTracker live, String name) throws IOException, InterruptedException {
    while (true) {
      say("Touch " + name + ", hold still, and press Enter.");
      if (answers.readLine() == null) {
        throw new IOException("nobody answers; nothing is written");
      }
      List<Point> seen = measure(live);
      if (seen.size() < POSES_A_POINT) {
        say(tool + " was not seen in " + frame + "; look at its markers and at the reference's.");
        continue;
      }
      Point mean = Point.mean(seen);
      double wandered =
          seen.stream().mapToDouble(point -> point.minus(mean).length()).max().orElse(0);
      if (wandered <= MOST_WANDERING_MILLIMETRES) {
        return mean;
      }
      say(String.format(Locale.ROOT, "It moved by %.1f mm meanwhile.", wandered));
    }
  }

  private List<Point> measure(LiveTracker live) throws InterruptedException {
    live.forget();
    List<Point> seen = new ArrayList<>();
    while (seen.size() < POSES_A_POINT) {
      LiveTracker.Seen next = live.next(tool, LONGEST_MILLIS);
      if (next == null) {
        break;
      }
      seen.add(new Point(next.tool().x(), next.tool().y(), next.tool().z()));
    }
    return seen;
  }

  private void say(String line) {
    console.err().println(line);
  }
}
