package org.navicast.hub;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One subscription: what it wants, and the socket it is bound to once there is one. */
final class Subscription {
  private final String id;
  private final Interest interest;
  private final Instant created;
  private @Nullable BoundSocket socket;

  /**
   * @param id the unguessable last part of its endpoint
   */
  Subscription(String id, Interest interest, Instant created) {
    this.id = id;
    this.interest = interest;
    this.created = created;
  }

  String id() {
    return id;
  }

  Interest interest() {
    return interest;
  }

  Instant created() {
    return created;
  }

  /** Null while it is not bound. */
  @Nullable BoundSocket socket() {
    return socket;
  }

  boolean isBound() {
    return socket != null;
  }

  void bind(BoundSocket to) {
    socket = to;
  }
}
