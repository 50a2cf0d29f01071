package org.navicast.gateway.engine.action;

import java.util.List;
import java.util.function.Consumer;
import org.navicast.cast.event.ActionValue;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.Source;

/** Tells actions, each of the profile and the mode that are on as it begins. */
final class Teller {
  private static final int LEASE_MILLIS = 250;

  private final Consumer<? super NaviEvent> out;
  private int validMillis;
  private String profile = "";
  private String mode = "";
  private long lastActionId;

  Teller(int validMillis, Consumer<? super NaviEvent> out) {
    this.validMillis = validMillis;
    this.out = out;
  }

  void startsAreValidFor(int millis) {
    validMillis = millis;
  }

  void isIn(String newProfile, String newMode) {
    profile = newProfile;
    mode = newMode;
  }

  void triggered(Source source, long nanos, String action, ActionValue value, List<Long> madeOf) {
    out.accept(
        NaviAction.triggered(source, nanos, action, value, validMillis, mode, profile, madeOf));
  }

  NaviAction started(
      Source source, long nanos, String action, ActionValue value, List<Long> madeOf) {
    NaviAction started =
        NaviAction.started(
            source,
            nanos,
            action,
            ++lastActionId,
            value,
            LEASE_MILLIS,
            validMillis,
            mode,
            profile,
            madeOf);
    out.accept(started);
    return started;
  }

  NaviAction updated(NaviAction running, long nanos, ActionValue value) {
    NaviAction updated = running.updated(nanos, value);
    out.accept(updated);
    return updated;
  }

  /**
   * @param reason {@link CancelReason#NONE} where the person ended it
   */
  void ended(NaviAction running, long nanos, CancelReason reason) {
    out.accept(
        reason == CancelReason.NONE ? running.ended(nanos) : running.cancelled(nanos, reason));
  }
}
