package org.navicast.hub.subscription;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.door.Access;
import org.navicast.hub.fhircast.FhircastSubscriber;

/** One subscription: what it wants, and the socket it is bound to once there is one. */
public final class Subscription {
  private final String id;
  private Interest interest;
  private final Instant created;
  private Access access;
  private final @Nullable FhircastSubscriber fhircast;
  private @Nullable SubscriberSocket socket;

  /**
   * @param id the unguessable last part of its endpoint
   * @param access by which it was granted
   * @param fhircast null where it is a Cast client's
   */
  Subscription(
      String id,
      Interest interest,
      Instant created,
      Access access,
      @Nullable FhircastSubscriber fhircast) {
    this.id = id;
    this.interest = interest;
    this.created = created;
    this.access = access;
    this.fhircast = fhircast;
  }

  public String id() {
    return id;
  }

  public Interest interest() {
    return interest;
  }

  public Instant created() {
    return created;
  }

  /** What is owed to a subscriber of FHIRcast; null where it is a Cast client. */
  public @Nullable FhircastSubscriber fhircast() {
    return fhircast;
  }

  /** What its socket may do, and until when. */
  public Access access() {
    return access;
  }

  /** Goes on for what is asked for now, on the same socket and topic, and by another token. */
  void renew(Interest wanted, Access by) {
    interest = wanted;
    access = by;
  }

  /** Null while it is not bound. */
  public @Nullable SubscriberSocket socket() {
    return socket;
  }

  public boolean isBound() {
    return socket != null;
  }

  public void bind(SubscriberSocket to) {
    socket = to;
  }
}
