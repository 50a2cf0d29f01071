package org.navicast.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.navicast.app.calibration.Point;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;

/** Known points to touch: the file of {@code navicast register --points}. */
public final class Landmarks {
  private static final String POINTS = "points";
  private static final int LEAST = 3;

  private Landmarks() {}

  /**
   * A point and what people call it.
   *
   * @param at in millimetres, in the frame that is registered
   */
  public record Landmark(String name, Point at) {}

  /** Reads the points of a file, in its order; at least three. */
  public static List<Landmark> read(Path file) throws ConfigException {
    ConfigDocument document = ConfigFile.read(file);
    Complaints complaints = new Complaints(document);
    List<Landmark> landmarks = new ArrayList<>();
    complaints.check(() -> landmarks.addAll(landmarks(new Settings("", document.root()))));
    complaints.throwIfAny();
    return landmarks;
  }

  private static List<Landmark> landmarks(Settings root) throws SettingsException {
    List<Landmark> landmarks = new ArrayList<>();
    for (Settings section : root.sections(POINTS)) {
      String name = Names.line(section, "name");
      double[] at = Numbers.read(section, "at");
      if (at.length != 3) {
        throw section.wrong("at", "is no point; give [x, y, z] in millimetres");
      }
      section.rejectUnknown();
      landmarks.add(new Landmark(name, new Point(at[0], at[1], at[2])));
    }
    root.rejectUnknown();
    if (landmarks.size() < LEAST) {
      throw root.wrong(
          POINTS, "are " + landmarks.size() + "; give at least three, each with name and at");
    }
    return landmarks;
  }
}
