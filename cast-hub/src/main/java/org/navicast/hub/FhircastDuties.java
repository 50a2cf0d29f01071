package org.navicast.hub;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.envelope.EventId;
import org.navicast.hub.fhircast.Acknowledgement;
import org.navicast.hub.fhircast.CurrentContexts;
import org.navicast.hub.fhircast.FhircastSubscriber;
import org.navicast.hub.fhircast.Notices;
import org.navicast.hub.fhircast.SyncError;
import org.navicast.hub.fhircast.Unanswered;
import org.navicast.hub.http.Json;
import org.navicast.hub.http.Refusal;
import org.navicast.hub.subscription.Interest;
import org.navicast.hub.subscription.RemovalReason;
import org.navicast.hub.subscription.SubscriberSocket;
import org.navicast.hub.subscription.Subscription;

/**
 * What the hub does for subscribers of FHIRcast beside handing them events: confirms, ends leases,
 * and says who does not follow.
 */
final class FhircastDuties {
  /** How often {@link #look} is wanted. */
  static final long LOOK_SECONDS = 1;

  private static final long STOOD_STILL_NANOS = TimeUnit.SECONDS.toNanos(2 * LOOK_SECONDS);

  private static final int MAX_ACKNOWLEDGEMENT_BYTES = 4_096;

  private final Hub hub;
  private final LongSupplier nanoTime;
  private final @Nullable CurrentContexts contexts;
  private long lookedNanos;
  private long awakeSinceNanos;
  private long syncErrors;

  /**
   * @param contexts null where the hub keeps none
   */
  FhircastDuties(Hub hub, LongSupplier nanoTime, @Nullable CurrentContexts contexts) {
    this.hub = hub;
    this.nanoTime = nanoTime;
    this.contexts = contexts;
    this.lookedNanos = nanoTime.getAsLong();
    this.awakeSinceNanos = lookedNanos;
  }

  /** A subscription was granted: its lease begins, also where nobody ever binds to it. */
  void granted(Subscription subscription) {
    FhircastSubscriber form = subscription.fhircast();
    if (form != null) {
      lease(subscription, form);
    }
  }

  /** It goes on for what was asked for now. */
  void renewed(Subscription subscription) {
    FhircastSubscriber form = subscription.fhircast();
    SubscriberSocket socket = subscription.socket();
    if (form != null && socket != null) {
      confirm(subscription, form, socket);
    } else {
      granted(subscription);
    }
  }

  /** It has a socket: it is confirmed, and told what is open already. */
  void opened(Subscription subscription, FhircastSubscriber form, SubscriberSocket socket) {
    confirm(subscription, form, socket);
    if (contexts == null) {
      return;
    }
    Interest interest = subscription.interest();
    for (CurrentContexts.Open open : contexts.open(interest.topic())) {
      if (interest.coversEvent(open.event())) {
        byte[] envelope = open.envelope().getBytes(StandardCharsets.UTF_8);
        socket.sendNow(envelope);
        String id = EventId.of(Unpooled.wrappedBuffer(envelope));
        form.unanswered().sent(id, open.event(), nanoTime.getAsLong());
      }
    }
  }

  private void confirm(
      Subscription subscription, FhircastSubscriber form, SubscriberSocket socket) {
    lease(subscription, form);
    Interest interest = subscription.interest();
    socket.sendNow(
        Json.bytes(Notices.confirmed(interest.topic(), interest.events(), form.leaseSeconds())));
  }

  private void lease(Subscription subscription, FhircastSubscriber form) {
    form.lease(
        subscription.interest().leaseSeconds(),
        hub.leases().tokenSeconds(subscription),
        nanoTime.getAsLong());
  }

  /** What came on a socket and is no event. */
  void acknowledged(Subscription from, ByteBuf message) throws Refusal {
    FhircastSubscriber form = from.fhircast();
    if (form == null || message.readableBytes() > MAX_ACKNOWLEDGEMENT_BYTES) {
      return;
    }
    Acknowledgement answer = Acknowledgement.read(Json.readObject(message));
    if (answer == null) {
      return;
    }
    Unanswered.Event event = form.unanswered().answered(answer.id());
    if (event != null && answer.isRefusal()) {
      tell(
          from,
          event,
          (answer.isFault() ? " could not follow " : " refused ")
              + event.name()
              + " ("
              + answer.status()
              + ")");
    }
  }

  /** A subscriber is gone that did not say that it would go. */
  void lost(Subscription gone) {
    FhircastSubscriber form = gone.fhircast();
    Unanswered.Event last = form == null ? null : form.unanswered().lastContextChange();
    if (last != null) {
      tell(gone, last, " has lost its connection, and may not follow what comes after this");
    }
  }

  /** Ends what is over; to be called every second. */
  void look(long nowNanos) {
    boolean stoodStill = nowNanos - lookedNanos > STOOD_STILL_NANOS;
    lookedNanos = nowNanos;
    if (stoodStill) {
      awakeSinceNanos = nowNanos;
      return; // renewals and answers that came meanwhile are read first
    }
    for (Subscription subscription : hub.subscriptions().snapshot()) {
      FhircastSubscriber form = subscription.fhircast();
      if (form != null) {
        look(subscription, form, nowNanos);
      }
    }
    if (contexts != null) {
      contexts.keepOnly(topics());
    }
  }

  private void look(Subscription subscription, FhircastSubscriber form, long nowNanos) {
    if (form.isOver(nowNanos)) {
      hub.dismiss(
          subscription, RemovalReason.LEASE_ENDED, "the lease of this subscription is over");
      return;
    }
    Unanswered.Event overdue = form.unanswered().overdue(nowNanos, awakeSinceNanos);
    if (overdue != null) {
      tell(subscription, overdue, " did not answer " + overdue.name());
      // Whoever is said to be silent is no subscriber any more (FHIRcast 3.0.0, 2.5).
      hub.dismiss(
          subscription,
          RemovalReason.SEND_FAILURE,
          "events were not acknowledged, subscribe again");
    }
  }

  private Set<String> topics() {
    Set<String> topics = new HashSet<>();
    hub.subscriptions().snapshot().forEach(each -> topics.add(each.interest().topic()));
    return topics;
  }

  private void tell(Subscription of, Unanswered.Event event, String what) {
    Interest interest = of.interest();
    syncErrors++;
    hub.publisher()
        .publishAbout(
            of,
            SyncError.of(
                interest.topic(), event, interest.name(), interest.name() + what, hub.timestamp()));
  }

  /** How often the hub said that somebody does not follow. */
  long syncErrors() {
    return syncErrors;
  }
}
