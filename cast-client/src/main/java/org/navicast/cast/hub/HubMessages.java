package org.navicast.cast.hub;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.navicast.cast.json.Sender;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a hub says on the socket, and the answers to it. Rare traffic, so trees will do. */
final class HubMessages {
  /** Reads the bare {@code NaN} too, which reference hubs pass on. */
  static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** Who subscribes to it by name answers it. */
  static final String STATUS_REQUEST = "status-request";

  private static final String CONNECTION_ESTABLISHED = "connection.established";

  private HubMessages() {}

  /** The event in a message; empty for what carries none (a greeting, a JSON ping, garbage). */
  static Optional<HubEvent> event(String message) {
    JsonNode envelope;
    try {
      envelope = MAPPER.readTree(message);
    } catch (JacksonException e) {
      return Optional.empty();
    }
    JsonNode event = envelope.path("event");
    String name = event.path("hub.event").asString("");
    if (name.isEmpty() || envelope.path("type").asString("").equals(CONNECTION_ESTABLISHED)) {
      return Optional.empty();
    }
    return Optional.of(new HubEvent(name, event.path("hub.topic").asString(""), envelope));
  }

  /**
   * The id by which a status request is answered; empty where the event is none. One that was
   * merely published carries no id, and nobody waits for its answer.
   */
  static Optional<String> statusRequestId(HubEvent event) {
    String id = event.envelope().path("event").path("context").path("id").asString("");
    return event.name().toLowerCase(Locale.ROOT).equals(STATUS_REQUEST) && !id.isEmpty()
        ? Optional.of(id)
        : Optional.empty();
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
      list.addObject().put("key", item.key()).put("value", item.value());
    }
    return MAPPER.writeValueAsString(envelope);
  }
}
