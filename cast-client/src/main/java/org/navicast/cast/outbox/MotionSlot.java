package org.navicast.cast.outbox;

import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.NaviMotion;

/**
 * The newest motion, and before it the rest that ended an earlier movement: a consumer must see
 * that the cap was let go.
 */
final class MotionSlot implements ContinuousSlot<NaviMotion> {
  private @Nullable NaviMotion rest;
  private @Nullable NaviMotion latest;

  @Override
  public boolean put(NaviMotion now) {
    NaviMotion before = latest;
    latest = now;
    if (before == null) {
      return false;
    }
    if (before.atRest() && !now.atRest()) {
      boolean replaced = rest != null;
      rest = rest == null ? before : before.replacing(rest);
      return replaced;
    }
    latest = now.replacing(before);
    return true;
  }

  @Override
  public NaviMotion take() {
    NaviMotion next = rest;
    if (next != null) {
      rest = null;
      return next;
    }
    next = latest;
    if (next == null) {
      throw new IllegalStateException("nothing waits");
    }
    latest = null;
    return next;
  }

  @Override
  public boolean isEmpty() {
    return rest == null && latest == null;
  }
}
