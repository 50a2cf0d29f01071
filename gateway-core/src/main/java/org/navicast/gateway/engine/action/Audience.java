package org.navicast.gateway.engine.action;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.navicast.cast.event.NaviProfile.Understood;
import org.navicast.gateway.engine.Due;
import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.input.Viewer;

/**
 * The viewers that have said of themselves which actions they understand. The newest that one says
 * is true; who is gone is forgotten, and after a new link who does not say again that he is there.
 *
 * <p>Pure and single-threaded; time is passed in, in nanoseconds of the monotonic clock.
 */
final class Audience {
  /** More than any room has; whoever comes beyond is not heard. */
  static final int MAX_VIEWERS = 32;

  /** On a new link viewers are asked at once, and a hub gathers their answers for seconds. */
  static final long CONFIRM_NANOS = 10_000_000_000L;

  private final Map<String, Heard> viewers = new LinkedHashMap<>();
  private long linkedNanos = Long.MIN_VALUE;
  private long confirmDueNanos = Due.NEVER;

  private record Heard(Viewer viewer, long nanos) {}

  /** Takes note of what the hub said. */
  void accept(HubInput input, long nowNanos) {
    switch (input) {
      case HubInput.Linked _ -> {
        linkedNanos = nowNanos;
        confirmDueNanos = viewers.isEmpty() ? Due.NEVER : nowNanos + CONFIRM_NANOS;
      }
      case HubInput.ViewerTold told -> hear(told.viewer(), nowNanos);
      case HubInput.ViewerLeft left -> viewers.remove(Viewer.key(left.name()));
      case HubInput.SubscriberLeft left -> viewers.remove(Viewer.key(left.name()));
      case HubInput.Roll roll -> {
        roll.viewers().forEach(viewer -> hear(viewer, nowNanos));
        viewers
            .entrySet()
            .removeIf(
                each ->
                    each.getValue().nanos() < roll.askedNanos()
                        && !roll.present().contains(each.getKey()));
      }
      case HubInput.Unlinked _, HubInput.StudyOpened _, HubInput.StudyClosed _ -> {
        // say nothing of viewers
      }
    }
  }

  private void hear(Viewer viewer, long nowNanos) {
    String key = Viewer.key(viewer.name());
    if (viewers.containsKey(key) || viewers.size() < MAX_VIEWERS) {
      viewers.put(key, new Heard(viewer, nowNanos));
    }
  }

  void tick(long nowNanos) {
    if (nowNanos >= confirmDueNanos) {
      confirmDueNanos = Due.NEVER;
      viewers.values().removeIf(heard -> heard.nanos() < linkedNanos);
    }
  }

  /** When {@link #tick} has something to do. */
  long dueNanos() {
    return confirmDueNanos;
  }

  /** Those that act on actions at all. */
  List<Viewer> listeners() {
    return all().filter(viewer -> !viewer.actions().isEmpty()).toList();
  }

  /** What the viewers are called. */
  Set<String> products() {
    return all().map(Viewer::product).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether one of them knows it. */
  Understood understands(String action) {
    List<Viewer> listeners = listeners();
    if (listeners.isEmpty()) {
      return Understood.UNKNOWN;
    }
    return listeners.stream().anyMatch(viewer -> viewer.actions().contains(action))
        ? Understood.YES
        : Understood.NO;
  }

  /** Of these those that no viewer understands, sorted; empty where none has said what it does. */
  Set<String> notUnderstood(Collection<String> actions) {
    return actions.stream()
        .filter(action -> understands(action) == Understood.NO)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether all that understand one of these are paused. */
  boolean isPaused(Set<String> actions) {
    List<Viewer> those =
        all().filter(viewer -> !Collections.disjoint(viewer.actions(), actions)).toList();
    return !those.isEmpty() && those.stream().allMatch(Viewer::isPaused);
  }

  private Stream<Viewer> all() {
    return viewers.values().stream().map(Heard::viewer);
  }
}
