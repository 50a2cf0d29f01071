package org.navicast.hub.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.hub.conference.Conferences;
import org.navicast.hub.envelope.BinaryEvents;
import org.navicast.hub.envelope.EnvelopeException;
import org.navicast.hub.envelope.EnvelopeHead;
import org.navicast.hub.envelope.EventId;
import org.navicast.hub.envelope.Life;
import org.navicast.hub.envelope.NaviResource;
import org.navicast.hub.fhircast.CurrentContexts;
import org.navicast.hub.fhircast.FhircastSubscriber;
import org.navicast.hub.fhircast.SyncError;
import org.navicast.hub.fhircast.Unanswered;
import org.navicast.hub.http.Json;
import org.navicast.hub.inflow.Standstill;
import org.navicast.hub.subscription.Interest;
import org.navicast.hub.subscription.SubscriberSocket;
import org.navicast.hub.subscription.Subscription;
import org.navicast.hub.subscription.Subscriptions;
import tools.jackson.databind.node.ObjectNode;

/** Finds out who gets an event and hands its bytes on as they came. */
public final class Publisher {
  /**
   * A motion or pose of another node that is older than this is of no use: the longest lease that
   * gateways give, after which viewers have let go.
   */
  private static final long STALE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Subscriptions subscriptions;
  private final Conferences conferences;
  private final Fanout fanout;
  private final Standstill standstill;
  private final EnvelopeHead head;
  private final Life life = new Life();
  private final Audit audit;
  private final LongSupplier nanoTime;
  private final List<String> receivers = new ArrayList<>();
  private @Nullable Outward outward;
  private @Nullable CurrentContexts contexts;
  private @Nullable Subscription spared;
  private @Nullable String answerId;
  private long published;

  public Publisher(
      Subscriptions subscriptions,
      Conferences conferences,
      Fanout fanout,
      Standstill standstill,
      Audit audit,
      LongSupplier nanoTime,
      int maxNameLength) {
    this.subscriptions = subscriptions;
    this.conferences = conferences;
    this.fanout = fanout;
    this.standstill = standstill;
    this.audit = audit;
    this.nanoTime = nanoTime;
    this.head = new EnvelopeHead(maxNameLength);
  }

  /** Hands events out to other nodes too, from here on. */
  public void alsoTo(Outward others) {
    outward = others;
  }

  /** Keeps what is open on each topic, from here on. */
  public void keepIn(CurrentContexts kept) {
    contexts = kept;
  }

  /**
   * Reads a message; what is found is there until the next call.
   *
   * @return false where it is sound JSON but no envelope
   */
  public boolean read(ByteBuf message) throws EnvelopeException {
    return head.parse(message);
  }

  /** The same for a message of which it is known that it is UTF-8. */
  public boolean readUtf8(ByteBuf message) throws EnvelopeException {
    return head.parseUtf8(message);
  }

  /** The head of the envelope read last. */
  public EnvelopeHead head() {
    return head;
  }

  /**
   * Publishes the envelope read last, unless it may be too old to act on.
   *
   * @param json the same envelope; stays the caller's
   * @param host as below
   * @param waitedNanos for how long at most it has waited to be read
   * @param backlog where it waits for a newer one while more that waited may follow
   * @param withFiles whether the hub itself has taken its files and says so in it
   * @return false where it may be too old
   */
  public boolean publish(
      ByteBufAllocator allocator,
      ByteBuf json,
      @Nullable String host,
      long waitedNanos,
      @Nullable Backlog backlog,
      boolean withFiles)
      throws EnvelopeException {
    String event = waitedNanos > 0 ? NaviResource.event(head.event()) : null;
    NaviResource resource =
        event == null ? null : NaviResource.read(event, head.publisher().toString(), json);
    if (resource != null && resource.isLate(waitedNanos)) {
      standstill.countLate();
      return false;
    }
    if (resource != null && backlog != null) {
      if (resource.isContinuous()) {
        head.requireTopic();
        backlog.keep(resource.stream(), json);
        return true;
      }
      backlog.drop(resource.stream());
    }
    ByteBuf sound = withFiles ? json : BinaryEvents.withoutTransport(head.event(), json);
    publish(allocator, sound, host, waitedNanos);
    return true;
  }

  /**
   * Hands the envelope read last, which another node has taken, to the subscribers here, unless it
   * is too old.
   *
   * @param json the same envelope; stays the caller's
   * @param ageNanos how long ago at most that node took it
   * @return false where it is too old
   */
  public boolean handOn(ByteBufAllocator allocator, ByteBuf json, long ageNanos) {
    String event = NaviResource.event(head.event());
    if (event != null && mayBeOld(event, ageNanos)) {
      NaviResource resource = NaviResource.read(event, head.publisher().toString(), json);
      if (resource != null
          && (resource.isLate(ageNanos) || (ageNanos > STALE_NANOS && resource.isContinuous()))) {
        return false;
      }
    }
    deliver(allocator, json, null, null);
    return true;
  }

  /** Motions and poses have no deadline: while they are fresh there is nothing to look at. */
  private static boolean mayBeOld(String event, long ageNanos) {
    return ageNanos > STALE_NANOS || event.equals(NaviButton.NAME) || event.equals(NaviAction.NAME);
  }

  /**
   * Publishes the envelope read last.
   *
   * @param json the same envelope; stays the caller's
   * @param host name of this hub as the publisher called it, or null to send the bytes unchanged
   */
  public void publish(ByteBufAllocator allocator, ByteBuf json, @Nullable String host)
      throws EnvelopeException {
    publish(allocator, json, host, 0);
  }

  private void publish(
      ByteBufAllocator allocator, ByteBuf json, @Nullable String host, long waitedNanos)
      throws EnvelopeException {
    head.requireTopic();
    @Nullable Outward others = outward;
    if (others == null) {
      published++;
      deliver(allocator, json, host, null);
      keep(json);
      return;
    }
    if (json.readableBytes() > others.maxBytes()) {
      throw new EnvelopeException(
          "The event is longer than the " + others.maxBytes() + " bytes that go to other nodes", 0);
    }
    published++;
    ByteBuf frame = WireFrame.of(allocator, json, host);
    deliver(allocator, json, host, frame);
    others.event(head, frame, waitedNanos);
    frame.release();
  }

  private void keep(ByteBuf json) {
    if (contexts != null && CurrentContexts.isChange(head.event())) {
      contexts.take(
          head.topic().toString(), head.event().toString(), json.toString(StandardCharsets.UTF_8));
    }
  }

  /**
   * To all subscribers here who are meant.
   *
   * @param made its frame, where that has been made; stays the caller's
   */
  private void deliver(
      ByteBufAllocator allocator, ByteBuf json, @Nullable String host, @Nullable ByteBuf made) {
    life.begin(head, json);
    answerId = null;
    @Nullable ByteBuf frame = made == null ? null : made.retain();
    for (int i = 0; i < subscriptions.size(); i++) {
      Subscription subscription = subscriptions.get(i);
      SubscriberSocket socket = subscription.socket();
      if (socket != null && isReceiver(subscription)) {
        if (frame == null) {
          frame = WireFrame.of(allocator, json, host);
        }
        fanout.send(socket, frame, life);
        FhircastSubscriber fhircast = subscription.fhircast();
        if (fhircast != null) {
          expectAnswer(fhircast.unanswered(), json);
        }
        receivers.add(subscription.interest().name());
      }
    }
    if (frame != null) {
      frame.release();
    }
    life.end();
    audit.sent(head, receivers, nanoTime.getAsLong());
    receivers.clear();
  }

  /**
   * Remembers what the subscriber is to acknowledge: every event but those that come by the
   * hundred, and what says itself that somebody did not follow.
   */
  private void expectAnswer(Unanswered unanswered, ByteBuf json) {
    String id = answerId;
    if (id == null) {
      answerId = id = isToBeAnswered() ? EventId.of(json) : "";
    }
    if (!id.isEmpty()) {
      unanswered.sent(id, head.event().toString(), nanoTime.getAsLong());
    }
  }

  private boolean isToBeAnswered() {
    NaviResource resource = life.resource();
    return (resource == null || !resource.isReplaceable())
        && !head.event().isIgnoringCase(SyncError.NAME);
  }

  private boolean isReceiver(Subscription subscription) {
    // A conference carries everything to everybody, as the reference hub has it: neither the names
    // of events nor targets count there. FHIRcast knows none.
    Interest interest = subscription.interest();
    return !interest.isNamed(head.publisher())
        && (isAskedFor(interest)
            || (subscription.fhircast() == null
                && conferences.bridge(head.topic(), interest.topic())))
        && subscription != spared;
  }

  private boolean isAskedFor(Interest interest) {
    return interest.coversTopic(head.topic())
        && interest.coversEvent(head.event())
        && interest.isTarget(head.targetActor(), head.targetProduct())
        && interest.isAddressee(head.targetSubscriber());
  }

  /**
   * Publishes an envelope of the hub's own making, which has a topic; flushed at once.
   *
   * @param here only to the subscribers of this node
   */
  public void publishOwn(ObjectNode envelope, boolean here) {
    ByteBuf json = Unpooled.wrappedBuffer(Json.bytes(envelope));
    try {
      read(json);
      if (here) {
        deliver(ByteBufAllocator.DEFAULT, json, null, null);
      } else {
        publish(ByteBufAllocator.DEFAULT, json, null);
      }
    } catch (EnvelopeException e) {
      throw new IllegalStateException("the hub made an envelope that it does not understand", e);
    }
    fanout.flush();
  }

  /** The same, on all nodes, to all but the subscriber that it is about. */
  public void publishAbout(Subscription subject, ObjectNode envelope) {
    spared = subject;
    try {
      publishOwn(envelope, false);
    } finally {
      spared = null;
    }
  }

  /** Events taken from publishers. */
  public long published() {
    return published;
  }
}
