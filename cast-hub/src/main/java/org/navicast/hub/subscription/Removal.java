package org.navicast.hub.subscription;

import java.util.List;
import java.util.UUID;
import org.navicast.hub.http.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The event that tells others of a subscription's end, as the reference hub has it. */
public final class Removal {
  private Removal() {}

  /**
   * @param interest of the subscription that ended; its topic is not empty
   */
  public static ObjectNode event(Interest interest, RemovalReason reason, String timestamp) {
    ObjectNode envelope =
        Json.object()
            .put("timestamp", timestamp)
            .put("id", UUID.randomUUID().toString())
            .put("subscriber.name", interest.name());
    envelope
        .putObject("event")
        .put("hub.topic", interest.topic())
        .put("hub.event", "subscription-removed")
        .putObject("context")
        .put("reason", reason.label())
        .put("subscriber", interest.name());
    if (!interest.product().isEmpty()) {
      envelope.put("subscriber.product.name", interest.product());
    }
    List<String> actors = interest.actors();
    if (actors.size() == 1) {
      envelope.put("subscriber.actor", actors.getFirst());
    } else if (!actors.isEmpty()) {
      ArrayNode list = envelope.putArray("subscriber.actor");
      actors.forEach(list::add);
    }
    return envelope;
  }
}
