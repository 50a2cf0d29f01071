package org.navicast.gateway.engine.action;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says of each gesture what came of it, or why nothing did. It decides nothing, and where nobody
 * asks it does nothing.
 */
final class Explainer {
  private static final String CHORD = "chord";
  private static final String DEFLECTION = "deflection";
  private static final String ALL_PAUSED = "all viewers that understand it are paused";
  private static final String NOT_UNDERSTOOD = "it is told, but no viewer understands it";

  private final Audience audience;
  private @Nullable Consumer<? super Gestured> asked;

  Explainer(Audience audience) {
    this.audience = audience;
  }

  /** Tells it from now on. */
  void tell(Consumer<? super Gestured> listener) {
    asked = listener;
  }

  /** A gesture on a control that means something. */
  void did(ControlRef control, Gesture gesture, Meaning meaning, boolean isPaused, long nanos) {
    tell(nanos, control.toString(), gesture.label(), meaning, isPaused);
  }

  void did(ChordBinding chord, boolean isPaused, long nanos) {
    tell(nanos, chord.first() + "+" + chord.second(), CHORD, chord.meaning(), isPaused);
  }

  private void tell(long nanos, String input, String gesture, Meaning meaning, boolean isPaused) {
    if (asked != null) {
      boolean switches = meaning instanceof Meaning.SwitchMode;
      asked.accept(
          new Gestured(
              nanos,
              input,
              gesture,
              meaning.action(),
              switches ? "" : obstacle(meaning.action(), isPaused)));
    }
  }

  private String obstacle(String action, boolean isPaused) {
    if (isPaused) {
      return ALL_PAUSED;
    }
    return audience.notUnderstood(Set.of(action)).isEmpty() ? "" : NOT_UNDERSTOOD;
  }

  /** A control went down that means nothing in this mode. */
  void pressed(ControlRef control, Mode mode, long nanos) {
    if (asked != null && isProfiled(mode) && !isUsed(control, mode)) {
      asked.accept(
          new Gestured(
              nanos,
              control.toString(),
              Gesture.PRESS.label(),
              "",
              "it means nothing in mode " + mode.name()));
    }
  }

  /** Without a profile nothing is expected to mean anything. */
  private static boolean isProfiled(Mode mode) {
    return !Profile.NONE.modes().contains(mode);
  }

  private static boolean isUsed(ControlRef control, Mode mode) {
    return mode.controls().stream().anyMatch(each -> each.control().equals(control))
        || mode.chords().stream()
            .anyMatch(each -> each.first().equals(control) || each.second().equals(control))
        || mode.axes().stream().anyMatch(each -> isGate(control, each));
  }

  private static boolean isGate(ControlRef control, AxesBinding binding) {
    return Stream.of(binding.clutch(), binding.whileDown(), binding.unlessDown())
        .flatMap(Optional::stream)
        .anyMatch(control::equals);
  }

  /**
   * Axes left their rest.
   *
   * @param isDown whether a control is
   */
  void deflected(
      String device, Mode mode, boolean isPaused, Predicate<ControlRef> isDown, long nanos) {
    Consumer<? super Gestured> listener = asked;
    if (listener == null) {
      return;
    }
    BiConsumer<String, String> say =
        (action, obstacle) ->
            listener.accept(new Gestured(nanos, device, DEFLECTION, action, obstacle));
    List<AxesBinding> bindings =
        mode.axes().stream().filter(each -> each.device().equals(device)).toList();
    if (bindings.isEmpty() && isProfiled(mode)) {
      say.accept("", "it means nothing in mode " + mode.name());
    }
    for (AxesBinding binding : bindings) {
      String gate = gate(binding, isDown);
      say.accept(binding.action(), gate.isEmpty() ? obstacle(binding.action(), isPaused) : gate);
    }
  }

  private static String gate(AxesBinding binding, Predicate<ControlRef> isDown) {
    Optional<ControlRef> missing =
        Stream.of(binding.clutch(), binding.whileDown())
            .flatMap(Optional::stream)
            .filter(isDown.negate())
            .findFirst();
    return missing
        .map(control -> "it passes only while " + control + " is down")
        .or(
            () ->
                binding
                    .unlessDown()
                    .filter(isDown)
                    .map(control -> "it does not pass while " + control + " is down"))
        .orElse("");
  }
}
