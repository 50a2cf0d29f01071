package org.navicast.app.config;

import java.util.ArrayList;
import java.util.List;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.engine.AxisShape;
import org.navicast.gateway.engine.MotionSettings;
import org.navicast.gateway.engine.MotionShape;
import org.navicast.gateway.input.MotionAxis;

/** Reads how the motions of a device are shaped and told. */
final class MotionReader {
  private MotionReader() {}

  /** The section {@code motion} of a device. */
  static MotionSettings read(Settings motion) throws SettingsException {
    AxisShape all =
        shape(
            motion,
            new AxisShape(
                MotionAxis.X,
                MotionSettings.DEFAULT_DEAD_ZONE,
                MotionSettings.DEFAULT_CURVE,
                1,
                false));
    Settings section = motion.section("axes");
    List<AxisShape> axes = new ArrayList<>();
    for (MotionAxis axis : MotionAxis.values()) {
      axes.add(axis(section.section(axis.label()), axis, all));
    }
    section.rejectUnknown();
    MotionSettings standard = MotionSettings.DEFAULT;
    MotionSettings settings =
        new MotionSettings(
            new MotionShape(
                axes,
                motion.choice("lock", MotionShape.Lock.NONE),
                motion.flag("dominant-axis", false)),
            motion.integer("rate-hz", standard.rateHz(), 0, 1_000),
            silenceMillis(motion, standard.silenceMillis()),
            standard.leaseMillis());
    motion.rejectUnknown();
    return settings;
  }

  /** One axis, which is as all others where it says nothing. */
  private static AxisShape axis(Settings section, MotionAxis axis, AxisShape all)
      throws SettingsException {
    MotionAxis from = section.has("from") ? section.parsed("from", MotionAxis::parse) : axis;
    boolean inverted = section.flag("invert", false);
    AxisShape shape = shape(section, all);
    section.rejectUnknown();
    return new AxisShape(from, shape.deadZone(), shape.curve(), shape.sensitivity(), inverted);
  }

  /** What can be said of all axes and of each. */
  private static AxisShape shape(Settings section, AxisShape ifAbsent) throws SettingsException {
    return new AxisShape(
        ifAbsent.from(),
        section.decimal("dead-zone", ifAbsent.deadZone(), 0, 0.9),
        section.decimal("curve", ifAbsent.curve(), 0.2, 5),
        section.decimal("sensitivity", ifAbsent.sensitivity(), 0, 10),
        ifAbsent.inverted());
  }

  private static int silenceMillis(Settings motion, int ifAbsent) throws SettingsException {
    int millis = motion.integer("silence-millis", ifAbsent, 0, 10_000);
    if (millis > 0 && millis < 20) {
      throw motion.wrong(
          "silence-millis", "is " + millis + "; give 0, or a whole number from 20 to 10000");
    }
    return millis;
  }
}
