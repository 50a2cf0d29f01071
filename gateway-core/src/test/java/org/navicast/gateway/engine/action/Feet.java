package org.navicast.gateway.engine.action;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.Source;
import org.navicast.gateway.engine.Due;

/** Feet on pedals, a clock turned by hand, and what their gestures meant. */
final class Feet {
  private static final long MILLI = Due.NANOS_PER_MILLI;

  private final Map<String, Boolean> down = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private final GestureBank bank;
  private long pressId;
  private List<Long> madeOf = List.of();

  Feet(GestureSettings settings) {
    Mode mode = settings.mode();
    Map<ControlRef, ControlBinding> bindings = new HashMap<>();
    mode.controls().forEach(binding -> bindings.put(binding.control(), binding));
    GestureBank.Listener listener =
        new GestureBank.Listener() {
          @Override
          public void did(ControlRef control, Gesture gesture, long nanos, List<Long> presses) {
            ControlBinding binding = bindings.get(control);
            Meaning meaning = binding == null ? null : binding.meanings().get(gesture);
            if (meaning != null) {
              tell(meaning, nanos, presses);
            }
          }

          @Override
          public void did(ChordBinding chord, long nanos, List<Long> presses) {
            tell(chord.meaning(), nanos, presses);
          }
        };
    bank = new GestureBank(mode.controls(), mode.chords(), listener);
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
      assertTrue(bank.dueNanos() > due, "what is due is done");
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

  /** Of which presses the last action was made. */
  List<Long> madeOf() {
    return madeOf;
  }

  private void say(String control, NaviButton.State state, long millis) {
    if (state == NaviButton.State.PRESSED) {
      pressId++;
    }
    bank.accept(
        GestureSettings.on(control),
        new NaviButton(
            new Source("pedals", "footswitch"),
            millis * MILLI,
            control,
            state,
            pressId,
            0,
            250,
            state.ends() ? 0 : 150,
            state == NaviButton.State.CANCELLED ? CancelReason.DEVICE_LOST : CancelReason.NONE));
  }

  private void tell(Meaning meaning, long nanos, List<Long> presses) {
    told.add(meaning.action() + "@" + nanos / MILLI);
    madeOf = presses;
  }
}
