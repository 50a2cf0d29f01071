package org.navicast.cast.outbox;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.navicast.cast.event.ActionValue;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.Source;

/** Events for tests, with times in milliseconds. */
public final class Presses {
  public static final Source PEDALS = new Source("pedals", "footswitch");
  public static final Source MOUSE = new Source("mouse", "6dof");

  private Presses() {}

  public static long ms(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  public static NaviButton button(long pressId, NaviButton.State state, long atMillis) {
    CancelReason reason =
        state == NaviButton.State.CANCELLED ? CancelReason.DEVICE_LOST : CancelReason.NONE;
    return new NaviButton(
        PEDALS, ms(atMillis), "left", state, pressId, 0, 250, state.ends() ? 0 : 150, reason);
  }

  public static NaviButton pressed(long pressId, long atMillis) {
    return button(pressId, NaviButton.State.PRESSED, atMillis);
  }

  public static NaviButton held(long pressId, long atMillis) {
    return button(pressId, NaviButton.State.HELD, atMillis);
  }

  public static NaviButton released(long pressId, long atMillis) {
    return button(pressId, NaviButton.State.RELEASED, atMillis);
  }

  public static NaviMotion motion(double x, long atMillis) {
    return new NaviMotion(MOUSE, ms(atMillis), x, 0, 0, 0, 0, 0, 250, 1);
  }

  /** The same, told to nobody. */
  static NaviButton silent(long pressId, NaviButton.State state, long atMillis) {
    NaviButton told = button(pressId, state, atMillis);
    return new NaviButton(
        told.source(),
        told.capturedNanos(),
        told.control(),
        state,
        pressId,
        0,
        told.leaseMillis(),
        told.validMillis(),
        told.reason(),
        true);
  }

  static NaviAction triggered(String action, long atMillis, Long... madeOf) {
    return NaviAction.triggered(
        PEDALS, ms(atMillis), action, ActionValue.ONE, 150, "", "", List.of(madeOf));
  }

  /** A hold, or with a value a rate. */
  static NaviAction started(long actionId, ActionValue value, long atMillis, Long... madeOf) {
    return NaviAction.started(
        PEDALS, ms(atMillis), "lasts", actionId, value, 250, 150, "", "", List.of(madeOf));
  }
}
