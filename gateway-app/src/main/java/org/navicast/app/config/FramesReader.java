package org.navicast.app.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.engine.FrameSettings;
import org.navicast.gateway.engine.FrameSettings.Fixed;
import org.navicast.gateway.engine.FrameSettings.Published;
import org.navicast.gateway.input.Rigid;

/** Reads in which frames the tools of a tracker are told: {@code frames} and {@code publish}. */
final class FramesReader {
  private static final String FILE = "file";
  private static final String MATRIX = "matrix";
  private static final String TRANSLATION = "translation";
  private static final String ROTATION = "rotation";

  /** How far a quaternion may be from length 1: what two decimals make of it. */
  private static final double QUATERNION_TOLERANCE = 0.02;

  private FramesReader() {}

  /** Reads both keys of a tracker's section. */
  static FrameSettings read(Settings tracker) throws SettingsException {
    // Both are looked up before one is refused, or the other would be taken for a key of the
    // driver.
    List<Settings> frames = tracker.sections("frames");
    List<Settings> publish = tracker.sections("publish");
    List<Fixed> fixed = new ArrayList<>();
    for (Settings frame : frames) {
      Fixed next = frame.has(FILE) ? fromFile(frame) : fixed(frame);
      if (next.from().equals(next.to()) || leads(fixed, next)) {
        throw frame.wrong(
            frame.has(FILE) ? FILE : "to",
            "leads from "
                + next.from()
                + " to "
                + next.to()
                + ", which is given before; give it"
                + " once");
      }
      fixed.add(next);
    }
    List<Published> published = new ArrayList<>();
    for (Settings section : publish) {
      Published next = new Published(section.text("tool"), section.text("in"));
      section.rejectUnknown();
      if (next.tool().equals(next.in()) || published.contains(next)) {
        throw section.wrong("in", "says nothing new; give each tool once in each frame");
      }
      published.add(next);
    }
    if (published.isEmpty() && !fixed.isEmpty()) {
      throw tracker.wrong(
          "frames",
          "are of no use without publish; give what is told, such as { tool: StylusTip,"
              + " in: Patient }");
    }
    return new FrameSettings(fixed, published);
  }

  private static boolean leads(List<Fixed> fixed, Fixed next) {
    Set<String> ends = Set.of(next.from(), next.to());
    return fixed.stream().anyMatch(one -> ends.equals(Set.of(one.from(), one.to())));
  }

  private static Fixed fromFile(Settings frame) throws SettingsException {
    String file = frame.text(FILE);
    frame.rejectUnknown();
    try {
      Settings content = new Settings("", ConfigFile.read(Path.of(file)).root());
      for (String note : List.of("made", "by", "error-millimetres")) {
        content.textOr(note, "");
      }
      return fixed(content);
    } catch (ConfigException e) {
      throw frame.wrong(FILE, "cannot be used: " + e.problems().getFirst().line(file));
    } catch (SettingsException e) {
      throw frame.wrong(FILE, "cannot be used: " + file + ": " + e.getMessage());
    }
  }

  private static Fixed fixed(Settings frame) throws SettingsException {
    String from = frame.text("from");
    String to = frame.text("to");
    Rigid motion = frame.has(MATRIX) ? matrix(frame) : translationAndRotation(frame);
    frame.rejectUnknown();
    return new Fixed(from, to, motion);
  }

  private static Rigid matrix(Settings frame) throws SettingsException {
    double[] m = Numbers.read(frame, MATRIX);
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
    double[] t = Numbers.read(frame, TRANSLATION);
    if (t.length != 3) {
      throw frame.wrong(TRANSLATION, "is no translation; give [x, y, z] in millimetres");
    }
    if (!frame.has(ROTATION)) {
      return Rigid.translation(t[0], t[1], t[2]);
    }
    double[] q = Numbers.read(frame, ROTATION);
    double length =
        q.length == 4 ? Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]) : 0;
    if (!(Math.abs(length - 1) < QUATERNION_TOLERANCE)) {
      throw frame.wrong(ROTATION, "is no unit quaternion; give [x, y, z, w] of length 1");
    }
    return new Rigid(t[0], t[1], t[2], q[0], q[1], q[2], q[3]).normalized();
  }
}
