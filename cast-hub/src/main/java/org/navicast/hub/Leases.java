package org.navicast.hub;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends each subscription when the token ends by which it was granted, unless it was renewed by a
 * newer one: a socket must not outlive the right to it (FHIRcast, 2.4.2: a lease is not longer than
 * its token).
 */
final class Leases {
  private final Hub hub;
  private final EventLoop loop;

  Leases(Hub hub, EventLoop loop) {
    this.hub = hub;
    this.loop = loop;
  }

  /** What is left of a subscription's lease, at least 1. */
  long seconds(Subscription subscription) {
    return Math.max(1, left(subscription).toSeconds());
  }

  /** Ends it in time; a subscription without an end goes on. */
  void watch(Subscription subscription) {
    if (subscription.access().ends()) {
      Duration wait = left(subscription).plus(TokenVerifier.SKEW);
      loop.schedule(() -> look(subscription), wait.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void look(Subscription subscription) {
    if (!hub.subscriptions().contains(subscription)) {
      return;
    }
    if (left(subscription).plus(TokenVerifier.SKEW).isPositive()) {
      watch(subscription); // renewed meanwhile
      return;
    }
    BoundSocket socket = subscription.socket();
    if (socket == null) {
      hub.remove(subscription, RemovalReason.LEASE_ENDED);
    } else {
      socket.leaseEnded();
    }
  }

  private Duration left(Subscription subscription) {
    return Duration.between(hub.config().clock().instant(), subscription.access().tokenEnds());
  }
}
