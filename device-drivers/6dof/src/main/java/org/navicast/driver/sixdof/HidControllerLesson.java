package org.navicast.driver.sixdof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.HidValue;
import org.navicast.driver.hid.ReportDecoder;
import org.navicast.driver.hid.ReportDescriptor;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidLesson;
import org.navicast.gateway.input.MotionAxis;

/**
 * Learns the axes of a controller: the one that goes furthest from where it rested is meant, and it
 * is shown once it is back. A person calls them {@code x} to {@code rz}; keys need no lesson.
 */
final class HidControllerLesson implements HidLesson {
  /** So far of its range an axis must go, and so near it must come back. */
  private static final double FAR = 0.5;

  private static final double NEAR = 0.15;

  /** Where an axis rested, of its range from 0 to 1, that is a trigger and no stick. */
  private static final double LOW = 0.2;

  private final String ids;
  private final Map<String, ReportDecoder> decoders = new HashMap<>();
  private final Map<HidUsage, Seen> axes = new HashMap<>();
  private @Nullable HidUsage moved;
  private long movedNanos;
  private boolean isPositive;

  /** What was seen of an axis, each from 0 to 1 of its range. */
  private static final class Seen {
    private double rest = Double.NaN;
    private double now;
  }

  private HidControllerLesson(String ids) {
    this.ids = ids;
  }

  /** Empty where nothing on the board steers. */
  static Optional<HidLesson> of(List<HidDevice> board) {
    HidControllerLesson lesson = new HidControllerLesson(board.getFirst().ids());
    for (HidDevice device : board) {
      HidControllerModels.of(device)
          .ifPresent(
              model -> {
                ReportDescriptor descriptor = model.correct(device.descriptor().orElseThrow());
                lesson.decoders.put(device.path(), new ReportDecoder(descriptor));
              });
    }
    return lesson.decoders.isEmpty() ? Optional.empty() : Optional.of(lesson);
  }

  @Override
  public String ask(String name) {
    moved = null;
    axes.values().forEach(axis -> axis.rest = axis.now);
    return switch (MotionAxis.parse(name)) {
      case X -> "Push to the right (x) as far as it goes, and let go.";
      case Y -> "Push or pull upwards (y) as far as it goes, and let go.";
      case Z -> "Pull towards yourself (z) as far as it goes, and let go.";
      case RX -> "Tip towards yourself (rx) as far as it goes, and let go.";
      case RY -> "Turn counter-clockwise (ry) as far as it goes, and let go.";
      case RZ -> "Tip to the left (rz) as far as it goes, and let go.";
    };
  }

  @Override
  public Optional<Shown> take(HidDevice device, byte[] report, int length, long nanos) {
    ReportDecoder decoder = decoders.get(device.path());
    if (decoder == null) {
      return Optional.empty();
    }
    for (HidValue value : decoder.decode(report, length)) {
      if (value instanceof HidValue.Axis axis && !axis.relative() && axis.max() > axis.min()) {
        see(axis, nanos);
      }
    }
    return shown(nanos);
  }

  private void see(HidValue.Axis axis, long nanos) {
    Seen seen = axes.computeIfAbsent(axis.usage(), _ -> new Seen());
    seen.now =
        (double) (Math.clamp(axis.value(), axis.min(), axis.max()) - axis.min())
            / (axis.max() - axis.min());
    if (Double.isNaN(seen.rest)) {
      seen.rest = seen.now;
    }
    double far = seen.now - seen.rest;
    if (moved == null && Math.abs(far) >= reach(seen, far) * FAR) {
      moved = axis.usage();
      movedNanos = nanos;
      isPositive = far > 0;
    }
  }

  private Optional<Shown> shown(long nanos) {
    HidUsage usage = moved;
    Seen seen = usage == null ? null : axes.get(usage);
    if (usage == null || seen == null || Math.abs(seen.now - seen.rest) > NEAR) {
      return Optional.empty();
    }
    moved = null;
    return Optional.of(
        new Shown(
            (isPositive ? "" : "-") + usage + (seen.rest <= LOW ? " low" : ""),
            nanos - movedNanos));
  }

  /** How far it can go in this direction from where it rests. */
  private static double reach(Seen seen, double direction) {
    return direction > 0 ? 1 - seen.rest : seen.rest;
  }

  @Override
  public Map<String, Object> settings(Map<String, String> names) {
    List<Map<String, Object>> learned = new ArrayList<>();
    names.forEach(
        (shown, name) -> {
          boolean isLow = shown.endsWith(" low");
          String usage = isLow ? shown.substring(0, shown.length() - " low".length()) : shown;
          Map<String, Object> axis = new LinkedHashMap<>();
          axis.put("axis", name);
          axis.put("usage", usage.startsWith("-") ? usage.substring(1) : usage);
          if (usage.startsWith("-")) {
            axis.put("invert", true);
          }
          if (isLow) {
            axis.put("rest", "low");
          }
          learned.add(axis);
        });
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("ids", ids);
    settings.put("axes", learned);
    return settings;
  }
}
