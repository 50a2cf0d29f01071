package org.navicast.gateway.engine.action;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.Source;

/** The actions that last because a control is held, in one mode. */
final class Holds {
  private final Teller teller;
  private final Map<ControlRef, NaviAction> running = new LinkedHashMap<>();

  Holds(Teller teller) {
    this.teller = teller;
  }

  void start(
      ControlRef control, Source source, Meaning.Lasting what, long nanos, List<Long> madeOf) {
    running.put(control, teller.started(source, nanos, what.action(), what.value(), madeOf));
  }

  /** The control says that it is still held. */
  void update(ControlRef control, long nanos) {
    NaviAction action = running.get(control);
    if (action != null) {
      running.put(control, teller.updated(action, nanos, action.value()));
    }
  }

  void end(ControlRef control, long nanos, CancelReason reason) {
    NaviAction action = running.remove(control);
    if (action != null) {
      teller.ended(action, nanos, reason);
    }
  }

  void cancelAll(CancelReason reason, long nanos) {
    for (ControlRef control : List.copyOf(running.keySet())) {
      end(control, nanos, reason);
    }
  }
}
