package org.navicast.gateway.engine.action;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.NaviMotion;

/** What is down and what is deflected now, whatever mode is on. */
final class Inputs {
  private final Map<ControlRef, Long> down = new LinkedHashMap<>();
  private final Map<String, NaviMotion> deflections = new HashMap<>();

  void down(ControlRef control, long pressId) {
    down.put(control, pressId);
  }

  void up(ControlRef control) {
    down.remove(control);
  }

  /** Controls whose press is open, with its number. */
  Map<ControlRef, Long> down() {
    return down;
  }

  void moved(NaviMotion motion) {
    if (motion.atRest()) {
      deflections.remove(motion.source().device());
    } else {
      deflections.put(motion.source().device(), motion);
    }
  }

  /** The newest of a device; null at rest. */
  @Nullable NaviMotion deflection(String device) {
    return deflections.get(device);
  }

  /** Takes all as at rest; returns the devices that were not. */
  Set<String> forgetDeflections() {
    Set<String> devices = Set.copyOf(deflections.keySet());
    deflections.clear();
    return devices;
  }
}
