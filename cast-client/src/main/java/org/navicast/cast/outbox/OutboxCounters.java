package org.navicast.cast.outbox;

import java.util.Map;
import java.util.TreeMap;
import org.navicast.cast.event.NaviEvent;

/**
 * What happened to events, counted since the start. Read and written on the client's event loop.
 */
public final class OutboxCounters {
  private final Map<String, long[]> sentByName = new TreeMap<>();
  long merged;
  long expired;
  long failed;

  void sent(NaviEvent event) {
    sentByName.computeIfAbsent(event.name(), _ -> new long[1])[0]++;
  }

  /** The hub refused an event, or it was lost on the way. */
  public void countFailed() {
    failed++;
  }

  /** Handed to the socket. */
  public long sent() {
    return sentByName.values().stream().mapToLong(count -> count[0]).sum();
  }

  /** The same by the name of the event. */
  public Map<String, Long> sentByName() {
    Map<String, Long> counts = new TreeMap<>();
    sentByName.forEach((name, count) -> counts.put(name, count[0]));
    return counts;
  }

  /** Continuous events that a newer one of the same device or rate replaced. */
  public long merged() {
    return merged;
  }

  /** Dropped: past their deadline, or while there was no link. */
  public long expired() {
    return expired;
  }

  /** Refused by the hub, or lost with a request whose answer never came. */
  public long failed() {
    return failed;
  }
}
