package org.navicast.hub.subscription;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.door.Access;
import org.navicast.hub.fhircast.FhircastSubscriber;

/** All subscriptions in the order of their coming; bounded. */
public final class Subscriptions {
  private final int max;
  private final Map<String, Subscription> byId = new HashMap<>();
  // A list beside the map: delivery walks it for every event, by index and without an iterator.
  private final List<Subscription> ordered = new ArrayList<>();
  private long revision;

  public Subscriptions(int max) {
    this.max = max;
  }

  /**
   * @param fhircast null where it is a Cast client's
   * @return null where the hub is full of bound subscriptions; an unbound one gives way
   */
  @Nullable Subscription add(
      Interest interest, Instant now, Access access, @Nullable FhircastSubscriber fhircast) {
    if (ordered.size() >= max && !dropOldestUnbound()) {
      return null;
    }
    Subscription added =
        new Subscription(UUID.randomUUID().toString(), interest, now, access, fhircast);
    byId.put(added.id(), added);
    ordered.add(added);
    revision++;
    return added;
  }

  private boolean dropOldestUnbound() {
    for (Subscription candidate : ordered) {
      if (!candidate.isBound()) {
        return remove(candidate);
      }
    }
    return false;
  }

  /** Forgets those that were granted before then and never bound: their clients are gone. */
  public void dropUnbound(Instant grantedBefore) {
    snapshot().stream()
        .filter(each -> !each.isBound() && each.created().isBefore(grantedBefore))
        .forEach(this::remove);
  }

  public @Nullable Subscription find(String id) {
    return byId.get(id);
  }

  public boolean contains(Subscription subscription) {
    return byId.get(subscription.id()) == subscription;
  }

  /**
   * @return false where it was gone already
   */
  public boolean remove(Subscription subscription) {
    if (byId.remove(subscription.id()) == null) {
      return false;
    }
    ordered.remove(subscription);
    revision++;
    return true;
  }

  public int clear() {
    int count = ordered.size();
    byId.clear();
    ordered.clear();
    revision++;
    return count;
  }

  public int size() {
    return ordered.size();
  }

  public Subscription get(int index) {
    return ordered.get(index);
  }

  public List<Subscription> snapshot() {
    return List.copyOf(ordered);
  }

  /** Counts up with every change. */
  public long revision() {
    return revision;
  }
}
