package org.navicast.hub.fhircast;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a hub says on the socket about the subscription itself (FHIRcast 3.0.0, 2.4). */
public final class Notices {
  private Notices() {}

  /** The subscription holds, for so long from now on. */
  public static ObjectNode confirmed(String topic, List<String> events, long leaseSeconds) {
    return notice("subscribe", topic, events).put("hub.lease_seconds", leaseSeconds);
  }

  /** The subscription is over. */
  public static ObjectNode denied(String topic, List<String> events, String reason) {
    return notice("denied", topic, events).put("hub.reason", reason);
  }

  private static ObjectNode notice(String mode, String topic, List<String> events) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("hub.mode", mode)
        .put("hub.topic", topic)
        .put("hub.events", String.join(",", events));
  }
}
