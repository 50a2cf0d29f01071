package org.navicast.hub.fhircast;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The newest few events that a subscriber was handed and has not acknowledged. */
public final class Unanswered {
  static final int MOST = 64;

  /** How long a subscriber has for its answer (FHIRcast 3.0.0, 2.5). */
  static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final SequencedMap<String, Event> events = new LinkedHashMap<>();
  private @Nullable Event lastContextChange;
  private boolean answers;

  /**
   * An event on its way.
   *
   * @param id by which its acknowledgement names it
   * @param sentNanos by the hub's monotonic clock
   */
  public record Event(String id, String name, long sentNanos) {
    /** Whether it says what everybody should show. */
    boolean isContextChange() {
      return EventNames.isOpen(name) || EventNames.isClose(name);
    }
  }

  /** The subscriber is handed an event. */
  public void sent(String id, String name, long nowNanos) {
    Event event = new Event(id, name, nowNanos);
    events.putLast(id, event);
    if (events.size() > MOST) {
      events.pollFirstEntry();
    }
    if (event.isContextChange()) {
      lastContextChange = event;
    }
  }

  /**
   * The subscriber acknowledges an event.
   *
   * @return null where it waits for no such answer
   */
  public @Nullable Event answered(String id) {
    answers = true;
    return events.remove(id);
  }

  /**
   * The first change of context that waits too long, of a subscriber that has answered before. One
   * that never does is a simple client that knows no acknowledgements, and not in trouble.
   *
   * @param notBeforeNanos what came before this is not counted: the hub itself stood still
   */
  public @Nullable Event overdue(long nowNanos, long notBeforeNanos) {
    if (!answers) {
      return null;
    }
    for (Event event : events.values()) {
      if (event.isContextChange()) {
        long since = Math.max(event.sentNanos() - notBeforeNanos, 0) + notBeforeNanos;
        return nowNanos - since > PATIENCE_NANOS ? event : null;
      }
    }
    return null;
  }

  /** What the subscriber was last told to show; null where nothing. */
  public @Nullable Event lastContextChange() {
    return lastContextChange;
  }
}
