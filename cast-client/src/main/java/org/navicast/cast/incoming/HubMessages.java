package org.navicast.cast.incoming;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.navicast.cast.json.Sender;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** What a hub says on the socket, and the answers to it. */
public final class HubMessages {
  /** Reads the bare {@code NaN} too, which reference hubs pass on. */
  public static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** The fields of a hub's words that mean something to the link itself. */
  public static final List<String> FIELDS =
      List.of(
          "actor",
          "code",
          "coding",
          "context",
          "dataType",
          "detail",
          "details",
          "event",
          "hub.channel.endpoint",
          "hub.event",
          "hub.lease_seconds",
          "hub.mode",
          "hub.topic",
          "id",
          "issue",
          "key",
          "name",
          "navicast.publish",
          "resource",
          "subscriber",
          "target.actor",
          "target.product.name",
          "target.subscriber.name",
          "timestamp",
          "type");

  private static final long MAX_LEASE_SECONDS = 10L * 365 * 24 * 3_600;
  private static final String CONNECTION_ESTABLISHED = "connection.established";

  private HubMessages() {}

  /** The event in a message; empty for what carries none (a greeting, a JSON ping, garbage). */
  public static Optional<HubEvent> event(JsonNode envelope) {
    JsonNode event = envelope.path("event");
    String name = event.path("hub.event").asString("");
    if (name.isEmpty() || envelope.path("type").asString("").equals(CONNECTION_ESTABLISHED)) {
      return Optional.empty();
    }
    return Optional.of(new HubEvent(name, event.path("hub.topic").asString(""), envelope));
  }

  /** What a message says about the subscription itself; empty for what says nothing of it. */
  public static Optional<SubscriptionNotice> notice(JsonNode notice) {
    String topic = notice.path("hub.topic").asString("");
    return switch (notice.path("hub.mode").asString("")) {
      case "subscribe" ->
          Optional.of(new SubscriptionNotice.Confirmed(topic, leaseSeconds(notice)));
      case "denied" -> Optional.of(new SubscriptionNotice.Denied(topic));
      default ->
          notice.path("detail").isMissingNode()
              ? Optional.empty()
              : Optional.of(new SubscriptionNotice.Refused());
    };
  }

  /** True where the hub says that a subscription under our name is gone, be it this or an older. */
  public static boolean isOurRemoval(Sender sender, HubEvent event) {
    return event.is(HubEvent.SUBSCRIPTION_REMOVED)
        && event
            .context()
            .path("subscriber")
            .asString("")
            .equalsIgnoreCase(sender.subscriberName());
  }

  /** The id of an event, empty where it has none. */
  public static String id(HubEvent event) {
    return event.envelope().path("id").asString("");
  }

  /**
   * An event that means nothing to anybody and is for ourselves. It names no publisher, since Cast
   * hubs hand an event to nobody of its publisher's name.
   */
  public static String echo(String name, String id, String topic, Sender sender, long epochMicros) {
    ObjectNode envelope = MAPPER.createObjectNode();
    envelope.put("timestamp", Instant.ofEpochMilli(epochMicros / 1_000).toString());
    envelope.put("id", id);
    envelope.put("target.subscriber.name", sender.subscriberName());
    ObjectNode event = envelope.putObject("event");
    event.put("hub.topic", topic);
    event.put("hub.event", name);
    event.putArray("context");
    return MAPPER.writeValueAsString(envelope);
  }

  /** Asks all on a topic how they are; for a POST. */
  public static String statusRequest(String topic, String id, Sender sender, long epochMicros) {
    ObjectNode envelope = MAPPER.createObjectNode();
    envelope.put("timestamp", Instant.ofEpochMilli(epochMicros / 1_000).toString());
    envelope.put("id", id);
    envelope.put("subscriber.name", sender.subscriberName());
    envelope.put("subscriber.product.name", sender.product());
    ObjectNode event = envelope.putObject("event");
    event.put("hub.topic", topic);
    event.put("hub.event", HubEvent.STATUS_REQUEST);
    event.putObject("context").put("dataType", "STATUS");
    return MAPPER.writeValueAsString(envelope);
  }

  /** The whole of what the hub answered; a missing node where that is no JSON. */
  public static JsonNode reply(String body) {
    try {
      return MAPPER.readTree(body);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  /** The lease that a hub announces; 0 where it announces none. */
  public static long leaseSeconds(JsonNode announcement) {
    return Math.clamp(announcement.path("hub.lease_seconds").asLong(0), 0, MAX_LEASE_SECONDS);
  }

  /**
   * True unless the event is meant for somebody else. Hubs see to that, but not within a
   * conference.
   */
  static boolean isFor(Sender sender, HubEvent event) {
    JsonNode root = event.envelope();
    return isTarget(root.path("target.subscriber.name"), sender.subscriberName()::equalsIgnoreCase)
        && isTarget(root.path("target.product.name"), sender.product()::equals)
        && isTarget(root.path("target.actor"), sender.actor()::equals);
  }

  private static boolean isTarget(JsonNode target, Predicate<String> isOurs) {
    if (target.isObject()) {
      return Stream.of("id", "key", "name")
          .map(key -> target.path(key).asString(""))
          .anyMatch(isOurs);
    }
    String name = target.asString("");
    return target.isMissingNode() || target.isNull() || name.equals("*") || isOurs.test(name);
  }

  /** That an event arrived and is followed (FHIRcast 3.0.0, 2.5); empty where it has no id. */
  static Optional<String> acknowledgement(HubEvent event) {
    String id = event.envelope().path("id").asString("");
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(MAPPER.createObjectNode().put("id", id).put("status", 200).toString());
  }

  /**
   * True for the {@code SyncError} by which a hub takes back that it took an event of ours
   * (FHIRcast 3.0.0, 3.2.1): it names the event's id, which begins with our session.
   */
  static boolean isRefusalOf(Sender sender, HubEvent event) {
    if (!event.is(HubEvent.SYNC_ERROR)) {
      return false;
    }
    for (JsonNode entry : event.context()) {
      for (JsonNode issue : entry.path("resource").path("issue")) {
        for (JsonNode coding : issue.path("details").path("coding")) {
          if (coding.path("code").asString("").startsWith(sender.session())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * The id by which a status request is answered; empty where the event is none. One that was
   * merely published carries no id, and nobody waits for its answer.
   */
  static Optional<String> statusRequestId(HubEvent event) {
    String id = event.context().path("id").asString("");
    return event.is(HubEvent.STATUS_REQUEST) && !id.isEmpty() ? Optional.of(id) : Optional.empty();
  }

  /**
   * The answer to a status request, for the bound socket.
   *
   * @param number counts the answers of a session: hubs drop one whose id they have seen, though
   *     the request's own id may come again
   */
  static String statusResponse(
      HubEvent request,
      String requestId,
      Sender sender,
      long number,
      long epochMicros,
      List<StatusItem> items) {
    ObjectNode envelope = MAPPER.createObjectNode();
    envelope.put("timestamp", Instant.ofEpochMilli(epochMicros / 1_000).toString());
    envelope.put("id", sender.session() + "-status-" + number);
    envelope.put("subscriber.name", sender.subscriberName());
    envelope.put("subscriber.product.name", sender.product());
    envelope.put("actor", sender.actor());
    ObjectNode event = envelope.putObject("event");
    event.put("hub.topic", request.topic());
    event.put("hub.event", "status-response");
    ObjectNode context = event.putObject("context");
    context.put("id", requestId);
    context.put("dataType", "STATUS");
    ObjectNode data = context.putObject("data");
    data.put("source", "status");
    data.put("product", sender.product());
    ArrayNode list = data.putArray("items");
    for (StatusItem item : items) {
      ObjectNode line = list.addObject().put("key", item.key());
      switch (item) {
        case StatusItem.Words words -> line.put("value", words.value());
        case StatusItem.Figure figure -> line.put("value", figure.value());
      }
    }
    return MAPPER.writeValueAsString(envelope);
  }
}
