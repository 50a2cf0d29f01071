package org.navicast.cast.hub;

/**
 * What happened to events, counted since the start. Read and written on the client's event loop.
 */
public final class OutboxCounters {
  long sent;
  long merged;
  long expired;
  long failed;

  /** Handed to the socket. */
  public long sent() {
    return sent;
  }

  /** Continuous events that a newer one of the same device replaced. */
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
