package org.navicast.cast.outbox;

import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.NaviAction;

/** The beginning of a rate, if that still waits, and its newest value. */
final class RateSlot implements ContinuousSlot<NaviAction> {
  private @Nullable NaviAction started;
  private @Nullable NaviAction latest;

  @Override
  public boolean put(NaviAction now) {
    if (now.phase() == NaviAction.Phase.STARTED) {
      started = now;
      return false;
    }
    boolean replaced = latest != null;
    latest = now;
    return replaced;
  }

  @Override
  public NaviAction take() {
    NaviAction next = started == null ? latest : started;
    if (next == null) {
      throw new IllegalStateException("nothing waits");
    }
    if (started == null) {
      latest = null;
    } else {
      started = null;
    }
    return next;
  }

  @Override
  public boolean isEmpty() {
    return started == null && latest == null;
  }

  /** The beginning that still waits. */
  @Nullable NaviAction started() {
    return started;
  }
}
