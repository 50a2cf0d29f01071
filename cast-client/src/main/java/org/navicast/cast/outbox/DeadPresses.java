package org.navicast.cast.outbox;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The newest presses that were dropped, or cancelled by the outbox itself. */
final class DeadPresses {
  /** More than are dropped while a person does one gesture. */
  static final int KEPT = 1_024;

  private final Set<Long> ids = new LinkedHashSet<>();

  void add(long pressId) {
    if (ids.add(pressId) && ids.size() > KEPT) {
      ids.remove(ids.iterator().next());
    }
  }

  boolean hasOneOf(List<Long> pressIds) {
    for (int i = 0; i < pressIds.size(); i++) {
      if (ids.contains(pressIds.get(i))) {
        return true;
      }
    }
    return false;
  }
}
