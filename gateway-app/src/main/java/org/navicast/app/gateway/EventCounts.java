package org.navicast.app.gateway;

import org.navicast.cast.hub.OutboxCounters;

/**
 * What became of the events of a gateway.
 *
 * @param sent handed to the socket
 * @param merged motions and poses that a newer one replaced before they were sent
 * @param dropped past their deadline, made while there was no link, or not taken by the hub
 */
public record EventCounts(long sent, long merged, long dropped) {
  static EventCounts of(OutboxCounters counters) {
    return new EventCounts(
        counters.sent(), counters.merged(), counters.expired() + counters.failed());
  }
}
