package org.navicast.gateway.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.Source;

/** Feet on pedals, a clock turned by hand, and what their gestures meant. */
final class Feet {
  private static final long MILLI = Due.NANOS_PER_MILLI;

  private final Map<String, Boolean> down = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private final GestureBank bank;

  Feet(GestureSettings settings) {
    bank = new GestureBank(new Source("pedals", "footswitch"), settings, 150, this::tell);
  }

  void press(String control, long millis) {
    at(millis - 1);
    down.put(control, true);
    say(control, NaviButton.State.PRESSED, millis);
  }

  void release(String control, long millis) {
    at(millis - 1);
    down.put(control, false);
    say(control, NaviButton.State.RELEASED, millis);
  }

  /** All presses end, and nothing is known any more. */
  void unplug(long millis) {
    at(millis - 1);
    down.forEach(
        (control, isDown) -> {
          if (isDown) {
            say(control, NaviButton.State.CANCELLED, millis);
          }
        });
    down.clear();
    bank.forget();
  }

  /** Lets time pass, looking whenever something is due. */
  void at(long millis) {
    for (long due = bank.dueNanos(); due <= millis * MILLI; due = bank.dueNanos()) {
      bank.tick(due);
    }
  }

  /** Looks at that time and at no time before. */
  void jump(long millis) {
    bank.tick(millis * MILLI);
  }

  /** What was told since the last call. */
  List<String> told() {
    List<String> lines = List.copyOf(told);
    told.clear();
    return lines;
  }

  private void say(String control, NaviButton.State state, long millis) {
    bank.accept(
        new NaviButton(
            new Source("pedals", "footswitch"),
            millis * MILLI,
            control,
            state,
            1,
            0,
            250,
            state.ends() ? 0 : 150,
            state == NaviButton.State.CANCELLED ? CancelReason.DEVICE_LOST : CancelReason.NONE));
  }

  private void tell(NaviEvent event) {
    if (event instanceof NaviAction action) {
      told.add(action.action() + "@" + action.capturedNanos() / MILLI);
    }
  }
}
