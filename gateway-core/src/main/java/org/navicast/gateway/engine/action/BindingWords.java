package org.navicast.gateway.engine.action;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.navicast.cast.event.NaviProfile.Binding;
import org.navicast.cast.event.NaviProfile.Understood;
import org.navicast.gateway.engine.AxisShape;

/** The bindings of a mode as a person reads them. */
final class BindingWords {
  private final Function<String, Understood> viewers;

  private BindingWords(Function<String, Understood> viewers) {
    this.viewers = viewers;
  }

  /**
   * All of them.
   *
   * @param viewers whether one of them understands an action
   */
  static List<Binding> of(Mode mode, Function<String, Understood> viewers) {
    return new BindingWords(viewers).of(mode);
  }

  private List<Binding> of(Mode mode) {
    List<Binding> bindings = new ArrayList<>();
    for (ControlBinding control : mode.controls()) {
      for (Gesture gesture : Gesture.values()) {
        Meaning meaning = control.meanings().get(gesture);
        if (meaning != null) {
          String input = control.control().control() + " " + gesture.label();
          bindings.add(binding(control.control().device(), input, meaning.action(), ""));
        }
      }
    }
    for (ChordBinding chord : mode.chords()) {
      String input = chord.first().control() + "+" + chord.second().control();
      bindings.add(binding(chord.first().device(), input, chord.meaning().action(), ""));
    }
    for (AxesBinding axes : mode.axes()) {
      String input = axes.axes().stream().map(BindingWords::axis).collect(Collectors.joining(", "));
      bindings.add(binding(axes.device(), input, axes.action(), conditions(axes)));
    }
    return bindings;
  }

  private Binding binding(String device, String input, String action, String conditions) {
    // What changes the mode is done here.
    Understood understood =
        action.startsWith(Meaning.ModeTarget.PREFIX) ? Understood.UNKNOWN : viewers.apply(action);
    return new Binding(device, input, action, input + ": " + action + conditions, understood);
  }

  private static String axis(AxisShape axis) {
    return (axis.inverted() ? "-" : "") + axis.from().label();
  }

  private static String conditions(AxesBinding axes) {
    return axes.clutch().map(control -> ", while " + control + " is down").orElse("")
        + axes.whileDown().map(control -> ", while " + control + " is down").orElse("")
        + axes.unlessDown().map(control -> ", unless " + control + " is down").orElse("");
  }
}
