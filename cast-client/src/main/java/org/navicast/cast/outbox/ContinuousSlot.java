package org.navicast.cast.outbox;

import org.navicast.cast.event.NaviEvent;

/** What of one device or rate waits to be sent: the newest, whatever else came. */
sealed interface ContinuousSlot<E extends NaviEvent> permits MotionSlot, PoseSlot, RateSlot {

  /** Takes a newer one in; true when it replaced one that was not sent. */
  boolean put(E event);

  /** The next one to send; only where there is one. */
  E take();

  boolean isEmpty();
}
