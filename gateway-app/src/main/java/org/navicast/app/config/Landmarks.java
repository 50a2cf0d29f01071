package org.navicast.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.navicast.app.calibration.Point;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.ValueType;

/** Known points to touch: the file of {@code navicast register --points}. */
public final class Landmarks {
  private static final int LEAST = 3;
  private static final Key<String> NAME = Names.line("name", "What people call the point.");
  private static final Key<List<Double>> AT =
      Key.of(
          "at",
          new ValueType.Items<>(ValueType.Decimal.ANY, LEAST, LEAST, false),
          "[x, y, z] in millimetres.");
  private static final Key<List<Settings>> POINTS =
      Key.sections("points", Shape.of(NAME, AT), "Known points to touch.");
  private static final Shape SHAPE = Shape.of(POINTS);

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
    complaints.check(() -> landmarks.addAll(landmarks(SHAPE.read("", document.root()))));
    complaints.throwIfAny();
    return landmarks;
  }

  private static List<Landmark> landmarks(Settings root) throws SettingsException {
    List<Landmark> landmarks = new ArrayList<>();
    for (Settings section : root.get(POINTS)) {
      List<Double> at = section.get(AT);
      landmarks.add(new Landmark(section.get(NAME), new Point(at.get(0), at.get(1), at.get(2))));
    }
    if (landmarks.size() < LEAST) {
      throw root.wrong(
          POINTS, "are " + landmarks.size() + "; give at least three, each with name and at");
    }
    return landmarks;
  }
}
