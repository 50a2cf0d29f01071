package org.navicast.app.gateway;

import java.util.Map;
import org.navicast.cast.outbox.OutboxCounters;

/**
 * What became of the events of a gateway.
 *
 * @param sentByName handed to the socket, by the name of the event
 * @param merged motions and poses that a newer one replaced before they were sent
 * @param dropped past their deadline, made while there was no link, or not taken by the hub
 */
public record EventCounts(Map<String, Long> sentByName, long merged, long dropped) {
  static EventCounts of(OutboxCounters counters) {
    return new EventCounts(
        counters.sentByName(), counters.merged(), counters.expired() + counters.failed());
  }

  /** All that was handed to the socket. */
  public long sent() {
    return sentByName.values().stream().mapToLong(Long::longValue).sum();
  }
}
