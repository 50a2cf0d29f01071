package org.navicast.cast.hub;

import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviMotion;

/**
 * The newest motion or pose of one device that waits to be sent, and before it the rest that ended
 * an earlier movement: a consumer must see that the cap was let go.
 */
final class ContinuousSlot {
  private @Nullable NaviMotion rest;
  private @Nullable NaviEvent latest;

  /** Takes a newer one in; true when it replaced one that was not sent. */
  boolean put(NaviEvent event) {
    NaviEvent older = latest;
    latest = event;
    if (older == null) {
      return false;
    }
    if (older instanceof NaviMotion before && event instanceof NaviMotion now) {
      if (before.atRest() && !now.atRest()) {
        boolean replaced = rest != null;
        rest = rest == null ? before : before.replacing(rest);
        return replaced;
      }
      latest = now.replacing(before);
    }
    return true;
  }

  /** The next one to send. */
  NaviEvent take() {
    NaviEvent next = rest;
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

  boolean isEmpty() {
    return rest == null && latest == null;
  }
}
