package org.navicast.cast.hub;

/** What a hub says on the socket about the subscription itself (FHIRcast 3.0.0, 2.4 and 2.5). */
sealed interface SubscriptionNotice {
  /**
   * The subscription holds.
   *
   * @param leaseSeconds for how long; 0 where the hub does not say
   */
  record Confirmed(long leaseSeconds) implements SubscriptionNotice {}

  /**
   * The hub does not grant the subscription, or takes it back.
   *
   * @param reason the hub's words, printable and of bounded length; empty where it gives none
   */
  record Denied(String reason) implements SubscriptionNotice {}
}
