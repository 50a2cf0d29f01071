package org.navicast.app.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.navicast.cast.event.ActionValue;
import org.navicast.gateway.engine.action.AxesBinding;
import org.navicast.gateway.engine.action.ControlBinding;
import org.navicast.gateway.engine.action.ControlRef;
import org.navicast.gateway.engine.action.Gesture;
import org.navicast.gateway.engine.action.Meaning;
import org.navicast.gateway.engine.action.Mode;
import org.navicast.gateway.input.MotionAxis;

/** The bindings of a mode as lines of a picture. */
final class Lines {
  private Lines() {}

  /** What the gestures on one control mean. */
  static List<Line> of(Mode mode, ControlRef control) {
    List<Line> lines = new ArrayList<>();
    for (ControlBinding binding : mode.controls()) {
      for (Gesture gesture : Gesture.values()) {
        Meaning meaning = binding.meanings().get(gesture);
        if (binding.control().equals(control) && meaning != null) {
          lines.add(new Line(gesture.label().replace('-', ' '), action(meaning), ""));
        }
      }
    }
    mode.axes().stream()
        .filter(axes -> axes.clutch().filter(control::equals).isPresent())
        .map(axes -> new Line("held", "clutch of " + axes.device(), ""))
        .distinct()
        .forEach(lines::add);
    return lines;
  }

  /** The same with the name of the control before the gesture. */
  static List<Line> named(Mode mode, ControlRef control) {
    return of(mode, control).stream()
        .map(line -> new Line(control.control() + " " + line.input(), line.action(), line.note()))
        .toList();
  }

  /**
   * What the axes of a device mean.
   *
   * @param hand what a hand does to move those axes
   */
  static List<Line> axes(Mode mode, String device, Function<List<MotionAxis>, String> hand) {
    return mode.axes().stream()
        .filter(axes -> axes.device().equals(device))
        .map(
            axes ->
                new Line(
                    hand.apply(axes.axes().stream().map(shape -> shape.from()).toList()),
                    axes.action(),
                    conditions(axes)))
        .toList();
  }

  private static String conditions(AxesBinding axes) {
    String device = axes.device();
    return Stream.of(
            condition("while ", device, axes.clutch()),
            condition("while ", device, axes.whileDown()),
            condition("unless ", device, axes.unlessDown()))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> condition(
      String word, String device, Optional<ControlRef> control) {
    return control.map(
        each ->
            word
                + (each.device().equals(device) ? "" : each.device() + " ")
                + each.control()
                + " is down");
  }

  private static String action(Meaning meaning) {
    return switch (meaning) {
      case Meaning.Trigger(String action, ActionValue value) ->
          value.equals(ActionValue.ONE) ? action : action + " " + number(value);
      case Meaning.Lasting(String action, ActionValue value) ->
          value.size() == 0 ? action : action + " " + number(value);
      case Meaning.SwitchMode change -> change.action();
    };
  }

  private static String number(ActionValue value) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < value.size(); i++) {
      double each = value.at(i);
      text.append(i == 0 ? "" : ", ")
          .append(
              each == Math.rint(each)
                  ? String.format(Locale.ROOT, "%.0f", each)
                  : String.format(Locale.ROOT, "%s", each));
    }
    return text.toString();
  }
}
