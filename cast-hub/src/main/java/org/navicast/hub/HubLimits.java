package org.navicast.hub;

/**
 * How much a hub takes before it says no; nothing in it grows without one of these.
 *
 * @param maxMessageBytes longest HTTP body and longest WebSocket message, fragments together
 * @param maxUnfinishedBytes held of messages that are not whole, of all clients together; beyond it
 *     the client that has most of it gives way
 * @param maxConnections open TCP connections; one more takes the place of the oldest that is no
 *     subscriber's, and is closed where all are
 * @param maxSubscriptions subscriptions; a new one takes the place of the oldest that was never
 *     bound, and is refused where all are bound
 * @param maxPendingRequests requests that wait for their answers; one more ends the oldest of the
 *     client that has most of them, with what has come so far
 * @param maxCodes authorization codes; a new one takes the place of the oldest
 * @param maxNameLength characters in a topic, an event name, a subscriber, a product, an actor
 * @param slowSubscriberBytes written ahead for one subscriber; what comes beyond it waits, where
 *     newer events take the place of older ones
 * @param lostSubscriberBytes waiting for one subscriber: from here on it is closed with 1013
 */
public record HubLimits(
    int maxMessageBytes,
    long maxUnfinishedBytes,
    int maxConnections,
    int maxSubscriptions,
    int maxPendingRequests,
    int maxCodes,
    int maxNameLength,
    int slowSubscriberBytes,
    int lostSubscriberBytes) {

  private static final int MIB = 1 << 20;

  /** Less than the kernel queues; what is written cannot be taken back. */
  private static final int SLOW_BYTES = 64 << 10;

  /** A fair part of the heap, or of what there is beside it. */
  private static final long UNFINISHED_BYTES =
      Math.clamp(Runtime.getRuntime().maxMemory() / 8, 8L * MIB, 64L * MIB);

  /** Enough for a room full of gateways and viewers. */
  public static final HubLimits DEFAULT =
      new HubLimits(
          5 * MIB / 2, UNFINISHED_BYTES, 2_000, 1_000, 256, 1_000, 256, SLOW_BYTES, 8 * MIB);

  public HubLimits {
    if (Math.min(
            Math.min(Math.min(maxMessageBytes, maxConnections), maxSubscriptions),
            Math.min(Math.min(maxPendingRequests, maxCodes), maxNameLength))
        < 1) {
      throw new IllegalArgumentException("every limit of the hub must be at least 1");
    }
    if (maxUnfinishedBytes < maxMessageBytes) {
      throw new IllegalArgumentException("one message must fit into what may be unfinished");
    }
    if (slowSubscriberBytes < 2 || lostSubscriberBytes < slowSubscriberBytes) {
      throw new IllegalArgumentException(
          "want 2 <= slowSubscriberBytes <= lostSubscriberBytes, but have "
              + slowSubscriberBytes
              + " and "
              + lostSubscriberBytes);
    }
  }

  /** These limits with another longest message. */
  public HubLimits withMaxMessageBytes(int bytes) {
    return new HubLimits(
        bytes,
        Math.max(bytes, maxUnfinishedBytes),
        maxConnections,
        maxSubscriptions,
        maxPendingRequests,
        maxCodes,
        maxNameLength,
        slowSubscriberBytes,
        lostSubscriberBytes);
  }

  /** These limits with another bound for what is not whole. */
  public HubLimits withMaxUnfinishedBytes(long bytes) {
    return new HubLimits(
        maxMessageBytes,
        bytes,
        maxConnections,
        maxSubscriptions,
        maxPendingRequests,
        maxCodes,
        maxNameLength,
        slowSubscriberBytes,
        lostSubscriberBytes);
  }

  /** These limits with other marks for a subscriber that does not read. */
  public HubLimits withQueue(int slowBytes, int lostBytes) {
    return new HubLimits(
        maxMessageBytes,
        maxUnfinishedBytes,
        maxConnections,
        maxSubscriptions,
        maxPendingRequests,
        maxCodes,
        maxNameLength,
        slowBytes,
        lostBytes);
  }

  /** These limits with other counts of what the hub remembers. */
  public HubLimits withCounts(int connections, int subscriptions, int pendingRequests, int codes) {
    return new HubLimits(
        maxMessageBytes,
        maxUnfinishedBytes,
        connections,
        subscriptions,
        pendingRequests,
        codes,
        maxNameLength,
        slowSubscriberBytes,
        lostSubscriberBytes);
  }
}
