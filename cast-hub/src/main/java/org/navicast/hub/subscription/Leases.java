package org.navicast.hub.subscription;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.navicast.hub.door.TokenVerifier;

/**
 * Ends each subscription when the token ends by which it was granted, unless it was renewed by a
 * newer one: a socket must not outlive the right to it (FHIRcast, 2.4.2: a lease is not longer than
 * its token).
 */
public final class Leases {
  private final Subscriptions subscriptions;
  private final InstantSource clock;
  private final EventLoop loop;
  private final Consumer<Subscription> endUnbound;

  /**
   * @param endUnbound ends a subscription that no socket is bound to
   */
  public Leases(
      Subscriptions subscriptions,
      InstantSource clock,
      EventLoop loop,
      Consumer<Subscription> endUnbound) {
    this.subscriptions = subscriptions;
    this.clock = clock;
    this.loop = loop;
    this.endUnbound = endUnbound;
  }

  /** What is left of a subscription's lease, at least 1. */
  long seconds(Subscription subscription) {
    return Math.max(1, left(subscription).toSeconds());
  }

  /**
   * What is left of the token by which a subscription was granted; without end where it has none.
   */
  public long tokenSeconds(Subscription subscription) {
    return subscription.access().ends() ? seconds(subscription) : Long.MAX_VALUE;
  }

  /** Ends it in time; a subscription without an end goes on. */
  public void watch(Subscription subscription) {
    if (subscription.access().ends()) {
      Duration wait = left(subscription).plus(TokenVerifier.SKEW);
      loop.schedule(() -> look(subscription), wait.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void look(Subscription subscription) {
    if (!subscriptions.contains(subscription)) {
      return;
    }
    if (left(subscription).plus(TokenVerifier.SKEW).isPositive()) {
      watch(subscription); // renewed meanwhile
      return;
    }
    SubscriberSocket socket = subscription.socket();
    if (socket == null) {
      endUnbound.accept(subscription);
    } else {
      socket.leaseEnded();
    }
  }

  private Duration left(Subscription subscription) {
    return Duration.between(clock.instant(), subscription.access().tokenEnds());
  }
}
