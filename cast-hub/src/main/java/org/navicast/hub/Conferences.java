package org.navicast.hub;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All conferences; bounded. */
final class Conferences {
  /** More than a house has rooms. */
  static final int MAX_CONFERENCES = 64;

  static final int MAX_TOPICS = 64;

  private final List<Conference> all = new ArrayList<>();

  /** True where an event of one topic reaches the subscribers of the other by a conference. */
  boolean bridge(CharSequence from, CharSequence to) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).has(from) && all.get(i).has(to)) {
        return true;
      }
    }
    return false;
  }

  /** Takes the place of another one of the same host; false where the hub is full. */
  boolean add(Conference conference) {
    Conference former = find(conference.hostTopic());
    if (former == null && all.size() >= MAX_CONFERENCES) {
      return false;
    }
    all.remove(former);
    all.add(conference);
    return true;
  }

  void remove(Conference conference) {
    all.remove(conference);
  }

  void clear() {
    all.clear();
  }

  @Nullable Conference find(String hostTopic) {
    for (Conference conference : all) {
      if (conference.hostTopic().equals(hostTopic)) {
        return conference;
      }
    }
    return null;
  }

  List<Conference> snapshot() {
    return List.copyOf(all);
  }
}
