package org.navicast.gateway.engine;

import static org.navicast.gateway.engine.Due.NANOS_PER_MILLI;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.Source;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.ButtonLost;

/**
 * All controls of one device: every press gets a number, is told, told again while it is held, and
 * ended exactly once.
 *
 * <p>State is changed before an event is handed out, so that a consumer that fails cannot make the
 * same thing happen twice.
 */
final class ButtonBank {
  /** More than any device has; the names come from outside, so their number needs a bound. */
  static final int MAX_CONTROLS = 256;

  private final Source source;
  private final ButtonSettings settings;
  private final LongSupplier pressIds;
  private final Consumer<? super NaviButton> out;
  private final long lockOutNanos;
  private final long heldIntervalNanos;
  private final long maxHoldNanos;
  private final long validNanos;
  private final Map<String, Control> byName = new HashMap<>();
  private final List<Control> controls = new ArrayList<>();
  private long dueNanos = Due.NEVER;
  private long ignored;

  ButtonBank(
      Source source,
      ButtonSettings settings,
      LongSupplier pressIds,
      Consumer<? super NaviButton> out) {
    this.source = source;
    this.settings = settings;
    this.pressIds = pressIds;
    this.out = out;
    this.lockOutNanos = settings.debounceMillis() * NANOS_PER_MILLI;
    this.heldIntervalNanos = settings.heldIntervalMillis() * NANOS_PER_MILLI;
    this.maxHoldNanos = settings.maxHoldMillis() * NANOS_PER_MILLI;
    this.validNanos = settings.validMillis() * NANOS_PER_MILLI;
  }

  void accept(Button button, long nowNanos) {
    Control control = control(button.control());
    if (control == null) {
      ignored++;
      return;
    }
    // Capture time, not now: reports that waited in a queue keep the distances they had.
    long captured = Math.min(button.capturedNanos(), nowNanos);
    if (control.contact().settle(captured)) {
      edge(control, nowNanos);
    }
    if (control.contact().read(button.pressed(), captured)) {
      edge(control, nowNanos);
    }
    dueNanos = earliestDue();
  }

  void tick(long nowNanos) {
    if (nowNanos < dueNanos) {
      return;
    }
    for (Control control : controls) {
      if (control.contact().settle(nowNanos)) {
        edge(control, nowNanos);
      }
      if (control.isOpen()) {
        keepHeld(control, nowNanos);
      }
    }
    dueNanos = earliestDue();
  }

  /** Ends the press of one control, if it is open; what its contact says is unknown from now on. */
  void cancel(ButtonLost lost) {
    Control control = byName.get(lost.control());
    if (control != null) {
      control.contact().forget();
      if (control.isOpen()) {
        end(control, NaviButton.State.CANCELLED, CancelReason.CONTROL_LOST, lost.capturedNanos());
      }
      dueNanos = earliestDue();
    }
  }

  /** Ends all open presses; what the contacts say from now on is unknown and taken as open. */
  void cancelAll(CancelReason reason, long capturedNanos) {
    dueNanos = Due.NEVER;
    for (Control control : controls) {
      control.contact().forget();
      if (control.isOpen()) {
        end(control, NaviButton.State.CANCELLED, reason, capturedNanos);
      }
    }
  }

  /** When {@link #tick} has something to do. */
  long dueNanos() {
    return dueNanos;
  }

  /** Names of the controls whose press is open. */
  List<String> held() {
    return controls.stream().filter(Control::isOpen).map(Control::name).toList();
  }

  /** How many reports came of controls beyond the bound, or of presses too late. */
  long ignored() {
    return ignored;
  }

  private void edge(Control control, long nowNanos) {
    long captured = control.contact().contactNanos();
    if (control.contact().closed()) {
      if (nowNanos - captured > validNanos) {
        ignored++; // nobody may act on it any more; its release is nobody's either
        return;
      }
      control.open(pressIds.getAsLong(), captured, nowNanos + heldIntervalNanos);
      tell(control, NaviButton.State.PRESSED, control.pressId(), captured, CancelReason.NONE);
    } else if (control.isOpen()) {
      end(control, NaviButton.State.RELEASED, CancelReason.NONE, captured);
    }
  }

  private void keepHeld(Control control, long nowNanos) {
    if (nowNanos - control.pressedNanos() >= maxHoldNanos) {
      end(control, NaviButton.State.CANCELLED, CancelReason.MAX_HOLD, nowNanos);
    } else if (nowNanos >= control.nextHeldNanos()) {
      control.heldTold(nowNanos, heldIntervalNanos);
      tell(control, NaviButton.State.HELD, control.pressId(), nowNanos, CancelReason.NONE);
    }
  }

  private void end(
      Control control, NaviButton.State state, CancelReason reason, long capturedNanos) {
    long pressId = control.pressId();
    control.close();
    tell(control, state, pressId, capturedNanos, reason);
  }

  private void tell(
      Control control,
      NaviButton.State state,
      long pressId,
      long capturedNanos,
      CancelReason reason) {
    out.accept(
        new NaviButton(
            source,
            capturedNanos,
            control.name(),
            state,
            pressId,
            Math.max(0, (capturedNanos - control.pressedNanos()) / NANOS_PER_MILLI),
            settings.leaseMillis(),
            state.ends() ? 0 : settings.validMillis(),
            reason));
  }

  private @Nullable Control control(String name) {
    Control control = byName.get(name);
    if (control == null && controls.size() < MAX_CONTROLS) {
      control = new Control(name, lockOutNanos);
      byName.put(name, control);
      controls.add(control);
    }
    return control;
  }

  private long earliestDue() {
    long due = Due.NEVER;
    for (Control control : controls) {
      due = Math.min(due, control.contact().dueNanos());
      if (control.isOpen()) {
        due = Math.min(due, control.nextHeldNanos());
        due = Math.min(due, control.pressedNanos() + maxHoldNanos);
      }
    }
    return due;
  }
}
