package org.navicast.hub.request;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.delivery.Fanout;
import org.navicast.hub.delivery.WireFrame;
import org.navicast.hub.envelope.EnvelopeHead;
import org.navicast.hub.http.Json;
import org.navicast.hub.http.Refusal;
import org.navicast.hub.inflow.Turns;
import org.navicast.hub.subscription.Interest;
import org.navicast.hub.subscription.SubscriberSocket;
import org.navicast.hub.subscription.Subscription;
import org.navicast.hub.subscription.Subscriptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests to all who can answer, and their answers gathered into one. */
public final class Requests {
  private static final String SUFFIX = "-request";
  private static final String PRODUCT = "subscriber.product.name";
  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(5);

  private final RequestLimits limits;
  private final InstantSource clock;
  private final EventLoop loop;
  private final Subscriptions subscriptions;
  private final Fanout fanout;
  private final Turns turns;
  private final Map<String, PendingRequest> pending = new LinkedHashMap<>();
  private final List<AskedHere> forOthers = new ArrayList<>();
  private @Nullable OtherNodes otherNodes;
  private long cutShort;

  public Requests(
      RequestLimits limits,
      InstantSource clock,
      EventLoop loop,
      Subscriptions subscriptions,
      Fanout fanout) {
    this.limits = limits;
    this.clock = clock;
    this.loop = loop;
    this.subscriptions = subscriptions;
    this.fanout = fanout;
    this.turns = new Turns(loop);
  }

  /** Asks on other nodes too, from here on. */
  public void alsoOn(OtherNodes others) {
    otherNodes = others;
  }

  public int size() {
    return pending.size();
  }

  /**
   * Asks all targets.
   *
   * @param head of the same body
   * @param client who asks
   * @param whenDone gets the collated answer, once, from the event loop; possibly before this
   *     returns
   */
  public PendingRequest start(
      EnvelopeHead head, ObjectNode body, InetAddress client, Consumer<ObjectNode> whenDone)
      throws Refusal {
    String requester = required(body, "subscriber.name", "Missing 'subscriber.name' parameter");
    String id = required(body, "id", "Missing 'id' on hub request body");
    if (!head.event().endsWith(SUFFIX)) {
      throw bad("event.hub.event must be a *-request event name");
    }
    if (pending.containsKey(id)) {
      throw new Refusal(HttpResponseStatus.CONFLICT, "A request with this 'id' is waiting already");
    }
    if (pending.size() >= limits.maxPending()) {
      cutShort++;
      PendingRequest oldest = oldestOfGreediest();
      oldest.cutShort();
      finish(oldest);
    }
    List<Subscription> matching = matching(head, requester, head.topic().isEmpty());
    List<Subscription> targets = matching.stream().filter(Subscription::isBound).toList();
    String dataType = dataType(head, body);
    ObjectNode reply = reply(head, body, requester, id, dataType);
    reply.put("targetExists", !matching.isEmpty()).put("targetConnected", !targets.isEmpty());
    PendingRequest request =
        new PendingRequest(id, client, timeout(body), reply, targets, whenDone);
    List<Long> nodes = otherNodes == null ? List.of() : otherNodes.others();
    if (targets.isEmpty() && nodes.isEmpty()) {
      request.finish();
      return request;
    }
    ObjectNode question = question(head, body, id, dataType);
    pending.put(id, request);
    request.timedBy(
        loop.schedule(() -> finish(request), request.timeout().toMillis(), TimeUnit.MILLISECONDS));
    // In its turn, since many at once to many subscribers would keep everybody's events waiting.
    turns.await(
        () -> {
          if (!request.isFinished()) {
            send(targets, question);
          }
        });
    if (otherNodes != null && !nodes.isEmpty()) {
      request.awaits(nodes);
      ObjectNode toNodes =
          Json.object()
              .put("id", id)
              .put("everyTopic", head.topic().isEmpty())
              .put("timeoutMillis", request.timeout().toMillis());
      toNodes.set("question", question);
      request.askedBy(otherNodes.request(toNodes, (node, part) -> takeFrom(request, node, part)));
    }
    return request;
  }

  private void takeFrom(PendingRequest request, long node, JsonNode part) {
    if (!request.isFinished()) {
      request.takeFrom(node, part);
      finishWhereComplete(request);
    }
  }

  private void finishWhereComplete(PendingRequest request) {
    if (request.isComplete()) {
      finish(request);
    }
  }

  /** A node is gone, and answers nothing any more. */
  public void nodeLeft(long node) {
    for (PendingRequest request : List.copyOf(pending.values())) {
      request.nodeLeft(node);
      finishWhereComplete(request);
    }
  }

  /**
   * Another node asks those here: it is told their names at once, and each answer as it comes.
   *
   * @param head of the question, read just now
   */
  public void askedByNode(EnvelopeHead head, ObjectNode asked, Consumer<ObjectNode> answers) {
    if (!(asked.path("question") instanceof ObjectNode question)) {
      return;
    }
    String requester = Json.text(question, "subscriber.name");
    List<Subscription> matching = matching(head, requester, asked.path("everyTopic").asBoolean());
    List<Subscription> targets = matching.stream().filter(Subscription::isBound).toList();
    ObjectNode named =
        Json.object()
            .put("exists", isThere(requester))
            .put("connected", isConnected(requester))
            .put("targetExists", !matching.isEmpty())
            .put("targetConnected", !targets.isEmpty())
            .put("last", targets.isEmpty());
    ArrayNode names = named.putArray("names");
    targets.forEach(target -> names.add(target.interest().name()));
    answers.accept(named);
    if (targets.isEmpty()) {
      return;
    }
    if (forOthers.size() >= limits.maxPending()) {
      endForOther(forOthers.getFirst());
    }
    AskedHere here = new AskedHere(Json.text(asked, "id"), targets, answers);
    forOthers.add(here);
    long millis = Math.min(asked.path("timeoutMillis").asLong(0), MAX_TIMEOUT.toMillis());
    here.timedBy(loop.schedule(() -> endForOther(here), millis, TimeUnit.MILLISECONDS));
    turns.await(
        () -> {
          if (forOthers.contains(here)) {
            send(targets, question);
          }
        });
  }

  private void endForOther(AskedHere over) {
    forOthers.remove(over);
    over.end();
  }

  /** Of those that wait, the first of the client that has most of them. */
  private PendingRequest oldestOfGreediest() {
    Map<InetAddress, Integer> counts = new HashMap<>();
    pending.values().forEach(each -> counts.merge(each.client(), 1, Integer::sum));
    InetAddress greediest =
        counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return pending.values().stream()
        .filter(each -> each.client().equals(greediest))
        .findFirst()
        .orElseThrow();
  }

  /** Requests that were answered early to make room. */
  public long cutShort() {
    return cutShort;
  }

  private String required(ObjectNode body, String key, String complaint) throws Refusal {
    String value = Json.text(body, key);
    if (value.isEmpty()) {
      throw bad(complaint);
    }
    if (value.length() > limits.maxNameLength()) {
      throw bad("'" + key + "' is longer than " + limits.maxNameLength() + " characters");
    }
    return value;
  }

  /** All it could be meant for; without a topic those of every topic, never the requester. */
  private List<Subscription> matching(EnvelopeHead head, String requester, boolean everyTopic) {
    List<Subscription> found = new ArrayList<>();
    for (Subscription subscription : subscriptions.snapshot()) {
      Interest interest = subscription.interest();
      if ((everyTopic || interest.coversTopic(head.topic()))
          && interest.coversEvent(head.event())
          && interest.isTarget(head.targetActor(), head.targetProduct())
          && !interest.name().equals(requester)) {
        found.add(subscription);
      }
    }
    return found;
  }

  private static String dataType(EnvelopeHead head, ObjectNode body) {
    String asked = Json.text(context(body), "dataType");
    if (!asked.isEmpty()) {
      return asked;
    }
    String event = head.event().toString();
    return event.substring(0, event.length() - SUFFIX.length());
  }

  private Duration timeout(ObjectNode body) {
    double wishedMillis = context(body).path("timeoutSeconds").asDouble(0) * 1_000;
    // A double beyond the range of long becomes its largest value, and NaN becomes 0.
    Duration longer = Duration.ofMillis(Math.min((long) wishedMillis, MAX_TIMEOUT.toMillis()));
    return longer.compareTo(limits.timeout()) > 0 ? longer : limits.timeout();
  }

  private static JsonNode context(ObjectNode body) {
    return body.path("event").path("context");
  }

  /** What of the answer is known before anyone has been asked. */
  private ObjectNode reply(
      EnvelopeHead head, ObjectNode body, String requester, String id, String dataType) {
    @Nullable String topic = head.topic().isEmpty() ? null : head.topic().toString();
    ObjectNode reply =
        Json.object()
            .put("id", id)
            .put("subscriber.name", requester)
            .put("dataType", dataType)
            .put("exists", isThere(requester))
            .put("connected", isConnected(requester))
            .put("topic", topic)
            .putNull("endpoint")
            .put("requestedTopic", topic);
    Json.copy(body, "subscriber.actor", reply, "subscriber.actor");
    Json.copy(body, "target.actor", reply, "target.actor");
    return reply;
  }

  private boolean isThere(String name) {
    return subscriptions.snapshot().stream().anyMatch(own -> own.interest().name().equals(name));
  }

  private boolean isConnected(String name) {
    return subscriptions.snapshot().stream()
        .anyMatch(own -> own.isBound() && own.interest().name().equals(name));
  }

  private ObjectNode question(EnvelopeHead head, ObjectNode body, String id, String dataType) {
    ObjectNode question =
        Json.object()
            .put("timestamp", Json.timestamp(clock.instant()))
            .put("id", UUID.randomUUID().toString());
    ObjectNode event =
        question
            .putObject("event")
            .put(
                "hub.topic", head.topic().isEmpty() ? Interest.EVERYTHING : head.topic().toString())
            .put("hub.event", head.event().toString());
    ObjectNode context =
        context(body) instanceof ObjectNode given ? given.deepCopy() : Json.object();
    event.set("context", context.put("dataType", dataType).put("id", id));
    for (String key :
        List.of(
            "subscriber.name",
            PRODUCT,
            "subscriber.actor",
            "target.actor",
            "target.product.name")) {
      JsonNode value = body.get(key);
      if (value != null) {
        question.set(key, value);
      }
    }
    if (!question.has(PRODUCT)) {
      String name = Json.text(body, "subscriber.name");
      subscriptions.snapshot().stream()
          .map(Subscription::interest)
          .filter(own -> own.name().equals(name) && !own.product().isEmpty())
          .findFirst()
          .ifPresent(own -> question.put(PRODUCT, own.product()));
    }
    return question;
  }

  private void send(List<Subscription> targets, ObjectNode question) {
    ByteBuf frame = WireFrame.of(Json.bytes(question));
    for (Subscription target : targets) {
      SubscriberSocket socket = target.socket();
      if (socket != null) {
        fanout.send(socket, frame, null);
      }
    }
    frame.release();
    fanout.flush();
  }

  /**
   * Takes a {@code *-response} as the answer of a subscriber.
   *
   * @return false where it names no request and so is an ordinary event; true also where it comes
   *     too late
   */
  public boolean answer(Subscription from, ObjectNode envelope, int bytes) {
    String id = Json.text(context(envelope), "id");
    if (id.isEmpty()) {
      return false;
    }
    PendingRequest request = pending.get(id);
    if (request != null) {
      request.take(from, envelope, bytes);
      finishWhereComplete(request);
    }
    for (AskedHere here : List.copyOf(forOthers)) {
      if (here.id().equals(id)) {
        here.take(from, envelope);
        if (here.isComplete()) {
          endForOther(here);
        }
      }
    }
    return true;
  }

  private void finish(PendingRequest request) {
    forget(request);
    request.finish();
  }

  /** The caller is gone: nobody is answered. */
  public void forget(PendingRequest request) {
    if (pending.remove(request.id(), request)) {
      request.stop();
    }
  }

  /** Ends all with what has come so far. */
  public void abandonAll() {
    List.copyOf(forOthers).forEach(this::endForOther);
    List.copyOf(pending.values()).forEach(this::finish);
  }

  private static Refusal bad(String detail) {
    return new Refusal(HttpResponseStatus.BAD_REQUEST, detail);
  }
}
