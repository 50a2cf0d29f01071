package org.navicast.driver.sixdof;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.navicast.driver.hid.AxisRest;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.HidValue;
import org.navicast.driver.hid.ReportDecoder;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidLesson;
import org.navicast.driver.io.ShownAxis;
import org.navicast.gateway.input.MotionAxis;

/**
 * Learns the axes of a controller: the one that goes furthest from where it rested is meant, and it
 * is shown once it and all others are back. All axes are learned at the port on which the first one
 * was shown. A person calls them {@code x} to {@code rz}; keys need no lesson.
 */
final class HidControllerLesson implements HidLesson {
  private final List<HidDevice> board;
  private final List<Port> ports = new ArrayList<>();
  private final Map<String, AxisSource> learned = new LinkedHashMap<>();
  private @Nullable Port chosen;
  private @Nullable MotionAxis asked;

  /** One set of controls, and what was seen of its axes. */
  private static final class Port {
    private final Steering steering;
    private final ReportDecoder decoder;
    private final Map<HidUsage, ShownAxis> axes = new LinkedHashMap<>();
    private boolean isMoving;
    private long sinceNanos;

    Port(Steering steering) {
      this.steering = steering;
      this.decoder = new ReportDecoder(steering.controls());
    }

    void take(byte[] report, int length, long nanos) {
      for (HidValue value : decoder.decode(report, length)) {
        if (value instanceof HidValue.Axis axis && !axis.relative() && axis.max() > axis.min()) {
          ShownAxis seen = axes.get(axis.usage());
          if (seen == null) {
            axes.put(axis.usage(), new ShownAxis(axis));
          } else {
            seen.take(axis);
          }
        }
      }
      boolean moves = axes.values().stream().anyMatch(axis -> axis.reached() > 0);
      if (moves && !isMoving) {
        sinceNanos = nanos;
      }
      isMoving = moves;
    }

    /** The axis that was moved furthest; empty while one of those that were moved is not back. */
    Optional<HidUsage> furthest() {
      return axes.values().stream().allMatch(axis -> axis.reached() == 0 || axis.isBack())
          ? axes.entrySet().stream()
              .filter(axis -> axis.getValue().moved() != null)
              .max(Comparator.comparingDouble(axis -> axis.getValue().reached()))
              .map(Map.Entry::getKey)
          : Optional.empty();
    }
  }

  private HidControllerLesson(List<HidDevice> board) {
    this.board = List.copyOf(board);
    for (HidDevice device : board) {
      HidControllerModels.steering(device).forEach(steering -> ports.add(new Port(steering)));
    }
  }

  /** Empty where nothing on the board steers. */
  static Optional<HidLesson> of(List<HidDevice> board) {
    HidControllerLesson lesson = new HidControllerLesson(board);
    return lesson.ports.isEmpty() ? Optional.empty() : Optional.of(lesson);
  }

  @Override
  public boolean hasOwnNames() {
    return true;
  }

  @Override
  public boolean canCall(String name) {
    return MotionAxis.labels().contains(name);
  }

  @Override
  public String ask(String name) {
    asked = MotionAxis.parse(name);
    ports.forEach(port -> port.axes.values().forEach(ShownAxis::begin));
    return switch (asked) {
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
    for (Port port : ports) {
      if (port.steering.device().path().equals(device.path())
          && (chosen == null || chosen == port)) {
        port.take(report, length, nanos);
        Optional<HidUsage> furthest = port.furthest();
        if (furthest.isPresent()) {
          return shown(port, furthest.get(), nanos);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Shown> shown(Port port, HidUsage usage, long nanos) {
    ShownAxis axis = port.axes.get(usage);
    ShownAxis.Moved moved = axis == null ? null : axis.moved();
    if (moved == null || asked == null) {
      return Optional.empty();
    }
    chosen = port;
    port.axes.values().forEach(ShownAxis::forget);
    boolean isInverted = moved.rest() == AxisRest.CENTRE && !moved.isRising();
    String control =
        (isInverted ? "-" : "")
            + usage
            + (moved.rest() == AxisRest.CENTRE ? "" : " " + label(moved.rest()));
    learned.put(control, new AxisSource(asked, usage, isInverted, moved.rest(), true));
    return Optional.of(new Shown(control, nanos - port.sinceNanos, moved.words()));
  }

  @Override
  public Map<String, Object> settings(Map<String, String> names) {
    List<AxisSource> sources = new ArrayList<>();
    List<Map<String, Object>> axes = new ArrayList<>();
    names.forEach(
        (shown, name) -> {
          AxisSource source = learned.get(shown);
          if (source != null) {
            sources.add(source);
            axes.add(section(source, name));
          }
        });
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("ids", board.getFirst().ids());
    int port = port(sources);
    if (port > 0) {
      settings.put("port", port);
    }
    settings.put("axes", axes);
    return settings;
  }

  /** Which of the sets with these axes was chosen, from 1; 0 where there is no other. */
  private int port(List<AxisSource> sources) {
    List<Steering> all =
        board.stream()
            .flatMap(device -> HidControllerConfig.byAxes(device, Optional.empty(), sources))
            .toList();
    for (int i = 0; i < all.size() && all.size() > 1; i++) {
      Steering one = all.get(i);
      if (chosen != null
          && one.device().path().equals(chosen.steering.device().path())
          && one.set().number() == chosen.steering.set().number()) {
        return i + 1;
      }
    }
    return 0;
  }

  private static Map<String, Object> section(AxisSource source, String name) {
    Map<String, Object> axis = new LinkedHashMap<>();
    axis.put("axis", name);
    axis.put("usage", source.usage().toString());
    if (source.inverted()) {
      axis.put("invert", true);
    }
    axis.put("rest", label(source.rest()));
    return axis;
  }

  private static String label(AxisRest rest) {
    return rest.name().toLowerCase(Locale.ROOT);
  }
}
