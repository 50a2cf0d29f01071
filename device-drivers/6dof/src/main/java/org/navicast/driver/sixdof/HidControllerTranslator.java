package org.navicast.driver.sixdof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.navicast.driver.hid.HidRange;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.HidValue;
import org.navicast.driver.hid.OnUsages;
import org.navicast.driver.io.KernelAxis;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.Battery;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.Doubt;
import org.navicast.gateway.input.MotionAxis;

/**
 * Values of a HID controller as input events.
 *
 * <p>Axes that come in several reports (a SpaceNavigator sends translation and rotation in turns)
 * make one motion, told with the last of them; only rest is told at once.
 */
final class HidControllerTranslator {
  /** The controls of a hat, clockwise. */
  static final List<String> DIRECTIONS = List.of("hat-up", "hat-right", "hat-down", "hat-left");

  private static final int EIGHTHS = 8;

  private static final int UNKNOWN = -1;

  /** Only a control that is down alone may have gone down right now. */
  private static final int MOST_BELIEVED = 1;

  private final String device;
  private final HidControllerModel model;
  private final UnaryOperator<String> names;
  private final CapMotion motion;
  private final OnUsages buttons =
      new OnUsages(usage -> usage.page() == HidUsage.BUTTON && usage.id() != 0);

  /** The axes that this device has, by usage. */
  private final Map<HidUsage, List<SteeringAxis>> axes = new HashMap<>();

  /** Axes that are not believed. */
  private final Set<HidUsage> doubted = new HashSet<>();

  /** Axes that were heard since the last motion, which lacks others still. */
  private final Set<HidUsage> heard = new HashSet<>();

  private boolean isWaiting;
  private long heardNanos;

  private Set<String> hats = Set.of();
  private Set<String> down = Set.of();

  /** Controls that were down when they were first heard of, and may have been for long. */
  private final Set<String> unbelieved = new HashSet<>();

  private boolean hasHeardControls;
  private int batteryPercent = UNKNOWN;

  /**
   * @param present what the system knows of its axes before they move, as far as it does
   * @param names from the names of the model to those that are told
   */
  HidControllerTranslator(
      String device,
      Steering steering,
      Map<HidUsage, KernelAxis> present,
      UnaryOperator<String> names) {
    this.device = device;
    this.model = steering.model();
    this.names = names;
    this.motion = new CapMotion(device);
    for (AxisSource source : model.axes()) {
      Optional<HidRange> range = steering.controls().position(source.usage());
      if (range.isPresent()) {
        Optional<KernelAxis> kernel =
            Optional.ofNullable(present.get(source.usage()))
                .filter(it -> it.min() == range.get().min() && it.max() == range.get().max());
        axes.computeIfAbsent(source.usage(), _ -> new ArrayList<>())
            .add(new SteeringAxis(source, model.play(), kernel));
      }
    }
  }

  /** The usages of its axes, so that the system can be asked for them. */
  static Set<HidUsage> axes(HidControllerModel model) {
    return model.axes().stream().map(AxisSource::usage).collect(Collectors.toSet());
  }

  /** Takes the values of one report. */
  void take(List<HidValue> report, long capturedNanos, InputSink sink) {
    takeBattery(report, capturedNanos, sink);
    boolean tellsAxes = takeAxes(report, capturedNanos, sink);
    boolean tellsButtons = buttons.take(report);
    boolean tellsHats = takeHats(report);
    if (tellsButtons || tellsHats) {
      takeControls(tellsAxes, capturedNanos, sink);
    }
  }

  /** Says that it is at rest, where it was not: the device has gone silent in motion. */
  void silence(long capturedNanos, InputSink sink) {
    heard.clear();
    isWaiting = false;
    motion.silence(capturedNanos, sink);
  }

  /** True where it is deflected, so that silence would mean that it is lost. */
  boolean isMoving() {
    return motion.isMoving() || isWaiting;
  }

  private void takeBattery(List<HidValue> report, long capturedNanos, InputSink sink) {
    for (HidValue value : report) {
      if (value instanceof HidValue.Axis axis && axis.usage().equals(HidUsage.BATTERY_STRENGTH)) {
        int percent = (int) Math.round(Math.abs(axis.fraction()) * 100);
        if (percent != batteryPercent) {
          batteryPercent = percent;
          sink.accept(new Battery(device, capturedNanos, percent));
        }
      }
    }
  }

  private boolean takeAxes(List<HidValue> report, long capturedNanos, InputSink sink) {
    boolean tells = false;
    for (HidValue value : report) {
      if (value instanceof HidValue.Axis axis && !axis.relative()) {
        List<SteeringAxis> its = axes.getOrDefault(axis.usage(), List.of());
        if (!its.isEmpty()) {
          if (!tells && heard.contains(axis.usage())) {
            tellWhatWaits(sink); // the other half did not come
          }
          tells = true;
          its.forEach(one -> one.take(axis, capturedNanos));
          heard.add(axis.usage());
          tellDoubt(axis.usage(), its, capturedNanos, sink);
        }
      }
    }
    if (tells) {
      heardNanos = capturedNanos;
      boolean isWhole = heard.size() == axes.size();
      isWaiting = !isWhole && !CapMotion.isRest(sums());
      if (!isWaiting) {
        motion.tell(sums(), capturedNanos, sink);
      }
    }
    return tells;
  }

  /** Says once that an axis is not believed, and once that it is. */
  private void tellDoubt(
      HidUsage usage, List<SteeringAxis> its, long capturedNanos, InputSink sink) {
    boolean isDoubted = its.stream().anyMatch(SteeringAxis::isDoubted);
    if (isDoubted && doubted.add(usage)) {
      sink.accept(doubt(usage, capturedNanos));
    } else if (!isDoubted && doubted.remove(usage)) {
      sink.accept(Doubt.over(device, capturedNanos, "axis " + usage));
    }
  }

  private Doubt doubt(HidUsage usage, long nanos) {
    return Doubt.lasting(
        device,
        nanos,
        "axis " + usage,
        "axis "
            + usage
            + " was first heard away from its rest and says nothing until it has lain there; if it"
            + " rests at an end, as a trigger or a pedal, give rest: low or rest: high below axes,"
            + " as navicast learn does");
  }

  /**
   * Says again what is not believed: what was said before the device was connected went nowhere.
   */
  void tellDoubts(long nowNanos, InputSink sink) {
    doubted.forEach(usage -> sink.accept(doubt(usage, nowNanos)));
  }

  private void tellWhatWaits(InputSink sink) {
    heard.clear();
    if (isWaiting) {
      isWaiting = false;
      motion.tell(sums(), heardNanos, sink);
    }
  }

  private double[] sums() {
    double[] sums = new double[MotionAxis.values().length];
    for (List<SteeringAxis> its : axes.values()) {
      for (SteeringAxis one : its) {
        int place = one.source().axis().place();
        sums[place] = Math.clamp(sums[place] + one.rate(), -1.0, 1.0);
      }
    }
    return sums;
  }

  private boolean takeHats(List<HidValue> report) {
    Set<String> on = new HashSet<>();
    boolean tells = false;
    for (HidValue value : report) {
      if (value instanceof HidValue.Hat(HidUsage _, OptionalInt direction, int positions)) {
        tells = true;
        direction.ifPresent(step -> addDirections(step, positions, on));
      }
    }
    if (tells) {
      hats = on;
    }
    return tells;
  }

  /** A diagonal is both of its directions. */
  private static void addDirections(int step, int positions, Set<String> on) {
    int eighth = Math.round((float) step * EIGHTHS / positions) % EIGHTHS;
    on.add(DIRECTIONS.get((eighth + 1) / 2 % 4));
    on.add(DIRECTIONS.get(eighth / 2));
  }

  private void takeControls(boolean isWholeState, long capturedNanos, InputSink sink) {
    Set<String> now = new TreeSet<>(hats);
    buttons.on().forEach(usage -> now.add(model.button(usage.id())));
    if (!hasHeardControls && (isWholeState || now.size() > MOST_BELIEVED)) {
      unbelieved.addAll(now);
    }
    hasHeardControls = true;
    unbelieved.retainAll(now);
    now.removeAll(unbelieved);
    tellChanges(down, now, false, capturedNanos, sink);
    tellChanges(now, down, true, capturedNanos, sink);
    down = now;
  }

  /** Tells each control that is in the first set alone. */
  private void tellChanges(
      Set<String> in, Set<String> notIn, boolean pressed, long capturedNanos, InputSink sink) {
    for (String control : in) {
      if (!notIn.contains(control)) {
        sink.accept(new Button(device, capturedNanos, names.apply(control), pressed));
      }
    }
  }
}
