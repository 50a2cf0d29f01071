package org.navicast.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Refusals;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.driver.ValueType;
import org.navicast.gateway.engine.FrameSettings;
import org.navicast.gateway.engine.FrameSettings.Fixed;
import org.navicast.gateway.engine.FrameSettings.Published;
import org.navicast.gateway.input.Rigid;

/** Reads in which frames the tools of a tracker are told: {@code frames} and {@code publish}. */
final class FramesReader {
  private static final Key<Path> FILE =
      Names.file("file", "A motion in a file of its own, as navicast register writes it.");
  private static final Key<String> FROM = Key.text("from", "The frame it leads from.").optional();
  private static final Key<String> TO = Key.text("to", "The frame it leads to.").optional();
  private static final Key<List<Double>> MATRIX =
      Key.list("matrix", ValueType.Decimal.ANY, "12 numbers row by row, in millimetres.");
  private static final Key<List<Double>> TRANSLATION =
      Key.list("translation", ValueType.Decimal.ANY, "[x, y, z] in millimetres.");
  private static final Key<List<Double>> ROTATION =
      Key.list("rotation", ValueType.Decimal.ANY, "A unit quaternion, [x, y, z, w].");
  private static final Shape MOTION = Shape.of(FROM, TO, MATRIX, TRANSLATION, ROTATION);

  /** A file of its own, with what is noted in it for people. */
  private static final Shape FILE_OF_A_MOTION =
      MOTION.and(
          Shape.of(
              Key.text("made", "When it was found.").optional(),
              Key.text("by", "How it was found.").optional(),
              Key.text("error-millimetres", "How far off it is.").optional()));

  private static final Key<List<Settings>> FRAMES =
      Key.sections(
          "frames", Shape.of(FILE).and(MOTION), "Fixed motions from one frame to another.");
  private static final Key<String> TOOL = Key.text("tool", "Name of the tool.");
  private static final Key<String> IN = Key.text("in", "The frame in which it is told.");
  private static final Key<List<Settings>> PUBLISH =
      Key.sections("publish", Shape.of(TOOL, IN), "Which tools are told in which frame.");

  /** Both keys of a tracker's section. */
  static final Shape SHAPE = Shape.of(FRAMES, PUBLISH);

  /** How far a quaternion may be from length 1: what two decimals make of it. */
  private static final double QUATERNION_TOLERANCE = 0.02;

  private FramesReader() {}

  /** Reads both keys of a tracker's section. */
  static FrameSettings read(Settings tracker) throws SettingsException {
    Refusals refusals = new Refusals();
    List<Fixed> fixed = new ArrayList<>();
    for (Settings frame : tracker.get(FRAMES)) {
      refusals.check(() -> addFrame(frame, fixed));
    }
    List<Published> published = new ArrayList<>();
    for (Settings section : tracker.get(PUBLISH)) {
      refusals.check(() -> addPublished(section, published));
    }
    refusals.throwIfAny();
    if (published.isEmpty() && !fixed.isEmpty()) {
      throw tracker.wrong(
          FRAMES,
          "are of no use without publish; give what is told, such as { tool: StylusTip,"
              + " in: Patient }");
    }
    return new FrameSettings(fixed, published);
  }

  private static void addFrame(Settings frame, List<Fixed> fixed) throws SettingsException {
    Fixed next = frame.has(FILE) ? fromFile(frame) : fixed(frame);
    if (next.from().equals(next.to()) || leads(fixed, next)) {
      throw frame.wrong(
          frame.has(FILE) ? FILE : TO,
          "leads from "
              + next.from()
              + " to "
              + next.to()
              + ", which is given before; give it"
              + " once");
    }
    fixed.add(next);
  }

  private static void addPublished(Settings section, List<Published> published)
      throws SettingsException {
    Published next = new Published(section.get(TOOL), section.get(IN));
    if (next.tool().equals(next.in()) || published.contains(next)) {
      throw section.wrong(IN, "says nothing new; give each tool once in each frame");
    }
    published.add(next);
  }

  private static boolean leads(List<Fixed> fixed, Fixed next) {
    Set<String> ends = Set.of(next.from(), next.to());
    return fixed.stream().anyMatch(one -> ends.equals(Set.of(one.from(), one.to())));
  }

  private static Fixed fromFile(Settings frame) throws SettingsException {
    Path file = frame.get(FILE);
    Refusals refusals = new Refusals();
    for (Key<?> key : MOTION.keys()) {
      if (frame.has(key)) {
        refusals.add(frame.wrong(key, "stands beside file, which says it; delete one of the two"));
      }
    }
    refusals.throwIfAny();
    try {
      return fixed(FILE_OF_A_MOTION.read("", ConfigFile.read(file).root()));
    } catch (ConfigException e) {
      throw frame.wrong(FILE, "cannot be used: " + e.problems().getFirst().line(file.toString()));
    } catch (SettingsException e) {
      throw frame.wrong(FILE, "cannot be used: " + file + ": " + e.path() + " " + e.getMessage());
    }
  }

  private static Fixed fixed(Settings frame) throws SettingsException {
    String from = frame.get(FROM);
    String to = frame.get(TO);
    Rigid motion = frame.has(MATRIX) ? matrix(frame) : translationAndRotation(frame);
    return new Fixed(from, to, motion);
  }

  private static Rigid matrix(Settings frame) throws SettingsException {
    double[] m = numbers(frame, MATRIX);
    boolean lastRow = m.length == 16 && m[12] == 0 && m[13] == 0 && m[14] == 0 && m[15] == 1;
    if (m.length != 12 && !lastRow) {
      throw frame.wrong(
          MATRIX, "is no matrix; give 12 numbers row by row, or 16 that end with 0, 0, 0, 1");
    }
    @Nullable Rigid motion =
        Rigid.ofRows(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8], m[9], m[10], m[11]);
    if (motion == null) {
      throw frame.wrong(
          MATRIX,
          "is no rigid motion; its first three columns must have length 1 and stand at right"
              + " angles");
    }
    return motion;
  }

  private static Rigid translationAndRotation(Settings frame) throws SettingsException {
    Refusals refusals = new Refusals();
    Optional<double[]> translation = refusals.collect(() -> translation(frame));
    Optional<double[]> rotation = refusals.collect(() -> rotation(frame));
    refusals.throwIfAny();
    double[] t = translation.orElseThrow();
    double[] q = rotation.orElseThrow();
    return new Rigid(t[0], t[1], t[2], q[0], q[1], q[2], q[3]).normalized();
  }

  private static double[] translation(Settings frame) throws SettingsException {
    double[] t = numbers(frame, TRANSLATION);
    if (t.length != 3) {
      throw frame.wrong(TRANSLATION, "is no translation; give [x, y, z] in millimetres");
    }
    return t;
  }

  private static double[] rotation(Settings frame) throws SettingsException {
    if (!frame.has(ROTATION)) {
      return new double[] {0, 0, 0, 1};
    }
    double[] q = numbers(frame, ROTATION);
    double length =
        q.length == 4 ? Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]) : 0;
    if (!(Math.abs(length - 1) < QUATERNION_TOLERANCE)) {
      throw frame.wrong(ROTATION, "is no unit quaternion; give [x, y, z, w] of length 1");
    }
    return q;
  }

  private static double[] numbers(Settings frame, Key<List<Double>> key) throws SettingsException {
    return frame.get(key).stream().mapToDouble(Double::doubleValue).toArray();
  }
}
