package org.navicast.cast.incoming;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * An event that the hub handed on.
 *
 * @param name the {@code hub.event} as it came; compare it by {@link #is}
 * @param topic the {@code hub.topic}; within a conference it may be one never subscribed to
 * @param envelope the message, as far as its receiver reads it; what it says of patients is
 *     nobody's business here
 */
public record HubEvent(String name, String topic, JsonNode envelope) {
  /** Cast: the hub asks how its subscribers are. Who subscribes to it by name answers it. */
  public static final String STATUS_REQUEST = "status-request";

  /** Cast: the hub says that a subscription has ended. */
  public static final String SUBSCRIPTION_REMOVED = "subscription-removed";

  /** FHIRcast: how a hub says that an event was not followed, or not taken after all. */
  public static final String SYNC_ERROR = "SyncError";

  /** True where that is its name: case does not count in names of events (FHIRcast 3.0.0, 2.3). */
  public boolean is(String wanted) {
    return name.equalsIgnoreCase(wanted);
  }

  /** The event's {@code context}. */
  public JsonNode context() {
    return envelope.path("event").path("context");
  }

  /** A record's text reaches logs, and the context must not. */
  @Override
  public String toString() {
    return "HubEvent[" + name.toLowerCase(Locale.ROOT) + "]";
  }
}
