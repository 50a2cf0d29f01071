package org.navicast.hub.subscription;

/** Begins and ends subscriptions, with all that hangs on them. */
public interface SubscriptionKeeper {
  /** One was granted, and goes on from here. */
  void granted(Subscription subscription);

  /** One goes on, for what was asked for now. */
  void renewed(Subscription subscription);

  /**
   * One is to end: those who listen for that are told, and so is its socket, which is closed.
   *
   * @return false where it had ended before
   */
  boolean dismiss(Subscription subscription, RemovalReason reason);
}
