package org.navicast.app.gateway;

import java.util.concurrent.TimeUnit;
import org.navicast.cast.hub.HubState;

/**
 * Tells a link on its way from one that is stuck: each state is left by itself within a time that
 * its own timers bound, well within what is allowed here. A state that outlives this has lost its
 * way out by an error of ours, and only a new start helps.
 */
final class LinkLife {
  /** Requests end within seconds, and so does a handshake. */
  static final long STEP_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** A provider may be asked several times, and a hub may ask for a pause. */
  static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(10);

  private LinkLife() {}

  /**
   * True where the link may well be in that state for so long.
   *
   * @param waitsForPerson somebody has to let the gateway in, which takes as long as it takes
   */
  static boolean isAlive(HubState state, long forNanos, boolean waitsForPerson) {
    return switch (state) {
      case SUBSCRIBING, BINDING -> forNanos < STEP_NANOS;
      case WAITING -> forNanos < PAUSE_NANOS;
      case AUTHORIZING -> waitsForPerson || forNanos < PAUSE_NANOS;
      case ONLINE, STOPPED -> true;
    };
  }
}
