package org.navicast.hub.fhircast;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a subscriber says of an event that it was handed (FHIRcast 3.0.0, 2.5 Event Notification
 * Response).
 *
 * @param id of the event
 * @param status as of HTTP
 */
public record Acknowledgement(String id, int status) {
  /**
   * @return null for a message that is none
   */
  public static @Nullable Acknowledgement read(JsonNode message) {
    String id = message.path("id").asString("");
    // A number by the standard, a text in its example.
    int status = message.path("status").asInt(0);
    return id.isEmpty() || status == 0 ? null : new Acknowledgement(id, status);
  }

  /** Only 2xx says that the subscriber follows. */
  public boolean isRefusal() {
    return status / 100 != 2;
  }

  /** It could not, as opposed to would not. */
  public boolean isFault() {
    return status / 100 == 5;
  }
}
