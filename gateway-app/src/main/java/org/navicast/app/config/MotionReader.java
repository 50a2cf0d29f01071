package org.navicast.app.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.navicast.gateway.driver.Key;
import org.navicast.gateway.driver.Settings;
import org.navicast.gateway.driver.SettingsException;
import org.navicast.gateway.driver.Shape;
import org.navicast.gateway.engine.AxisShape;
import org.navicast.gateway.engine.MotionSettings;
import org.navicast.gateway.engine.MotionShape;
import org.navicast.gateway.input.MotionAxis;

/** Reads how the motions of a device are shaped and told. */
final class MotionReader {
  private static final Key<Double> DEAD_ZONE =
      Key.decimal("dead-zone", 0, 0.9, "Fraction of full deflection that counts as rest.")
          .optional();
  private static final Key<Double> CURVE =
      Key.decimal("curve", 0.2, 5, "Exponent of the response; above 1 is finer around rest.")
          .optional();
  private static final Key<Double> SENSITIVITY =
      Key.decimal(
              "sensitivity",
              0,
              10,
              "Factor behind the curve; what goes beyond full deflection counts as full.")
          .optional();
  private static final Key<MotionAxis> FROM =
      Key.choice("from", MotionAxis.class, "The axis of the hand that is told as this one.")
          .optional();
  private static final Key<Boolean> INVERT = Key.flag("invert", "true: told the other way.");
  private static final Shape AXIS = Shape.of(DEAD_ZONE, CURVE, SENSITIVITY, INVERT, FROM);

  private static final Map<MotionAxis, Key<Settings>> EACH_AXIS = new EnumMap<>(MotionAxis.class);

  static {
    for (MotionAxis axis : MotionAxis.values()) {
      EACH_AXIS.put(
          axis, Key.section(axis.label(), AXIS, "What differs for " + axis.label() + "."));
    }
  }

  private static final Key<Settings> AXES =
      Key.section(
          "axes",
          Shape.of(EACH_AXIS.values().toArray(new Key<?>[0])),
          "What differs for one axis: x, y, z are translations, rx, ry, rz rotations.");
  private static final Key<MotionShape.Lock> LOCK =
      Key.choice("lock", MotionShape.Lock.class, "The half that is never told.")
          .orElse(MotionShape.Lock.NONE);
  private static final Key<Boolean> DOMINANT_AXIS =
      Key.flag("dominant-axis", "true: only the most deflected axis is told.");
  private static final Key<Integer> RATE_HZ =
      Key.integer(
              "rate-hz",
              0,
              1_000,
              "At most so many motions a second; 0: as many as the device reports.")
          .orElse(MotionSettings.DEFAULT.rateHz());
  private static final Key<Integer> SILENCE_MILLIS =
      Key.zeroOr(
              "silence-millis",
              20,
              10_000,
              "A moving device that says nothing for so long is taken to be at rest; 0: it may be"
                  + " held still in silence.")
          .orElse(MotionSettings.DEFAULT.silenceMillis());

  /** The section {@code motion} of a device. */
  static final Key<Settings> MOTION =
      Key.section(
          "motion",
          Shape.of(
              DEAD_ZONE.orElse(MotionSettings.DEFAULT_DEAD_ZONE),
              CURVE.orElse(MotionSettings.DEFAULT_CURVE),
              SENSITIVITY.orElse(1.0),
              AXES,
              LOCK,
              DOMINANT_AXIS,
              RATE_HZ,
              SILENCE_MILLIS),
          "How its motions are shaped and told.");

  private MotionReader() {}

  /** Reads the section. */
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
    Settings section = motion.get(AXES);
    List<AxisShape> axes = new ArrayList<>();
    for (Map.Entry<MotionAxis, Key<Settings>> each : EACH_AXIS.entrySet()) {
      axes.add(axis(section.get(each.getValue()), each.getKey(), all));
    }
    return new MotionSettings(
        new MotionShape(axes, motion.get(LOCK), motion.get(DOMINANT_AXIS)),
        motion.get(RATE_HZ),
        motion.get(SILENCE_MILLIS),
        MotionSettings.DEFAULT.leaseMillis());
  }

  /** One axis, which is as all others where it says nothing. */
  private static AxisShape axis(Settings section, MotionAxis axis, AxisShape all)
      throws SettingsException {
    AxisShape shape = shape(section, all);
    return new AxisShape(
        section.find(FROM).orElse(axis),
        shape.deadZone(),
        shape.curve(),
        shape.sensitivity(),
        section.get(INVERT));
  }

  /** What can be said of all axes and of each. */
  private static AxisShape shape(Settings section, AxisShape ifAbsent) throws SettingsException {
    return new AxisShape(
        ifAbsent.from(),
        section.find(DEAD_ZONE).orElse(ifAbsent.deadZone()),
        section.find(CURVE).orElse(ifAbsent.curve()),
        section.find(SENSITIVITY).orElse(ifAbsent.sensitivity()),
        ifAbsent.inverted());
  }
}
