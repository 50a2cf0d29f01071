package org.navicast.cast.incoming;

/** What a hub says on the socket about the subscription itself (FHIRcast 3.0.0, 2.4 and 2.5). */
public sealed interface SubscriptionNotice {
  /** The topic that it is about. */
  String topic();

  /**
   * The subscription holds.
   *
   * @param topic of the subscription; empty where the hub does not say
   * @param leaseSeconds for how long; 0 where the hub does not say
   */
  record Confirmed(String topic, long leaseSeconds) implements SubscriptionNotice {}

  /**
   * A Cast hub refuses what it was sent on the socket. The only reason that hubs are known to have
   * for what we send is that the subscription has ended.
   */
  record Refused() implements SubscriptionNotice {
    @Override
    public String topic() {
      return "";
    }
  }

  /**
   * The hub does not grant the subscription, or takes it back. Its reason is in its own words,
   * which may name anybody, so it is not kept.
   *
   * @param topic of the subscription; empty where the hub does not say
   */
  record Denied(String topic) implements SubscriptionNotice {}
}
