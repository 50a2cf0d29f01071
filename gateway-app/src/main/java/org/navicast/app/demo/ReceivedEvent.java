package org.navicast.app.demo;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.navicast.app.hub.SystemTime;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.NaviProfile;
import org.navicast.cast.incoming.HubEvent;
import tools.jackson.databind.JsonNode;

/**
 * A NAVICast event as a subscriber of the hub got it.
 *
 * @param name its {@code hub.event}
 * @param device the device that it comes from
 * @param receivedMicros when it arrived, microseconds since 1970 UTC
 * @param capturedMicros when the report behind it was read, in the same clock; empty where it does
 *     not say
 * @param resource what it says
 */
record ReceivedEvent(
    String name,
    String device,
    long receivedMicros,
    OptionalLong capturedMicros,
    JsonNode resource) {

  /** The event, if a gateway sent it. */
  static Optional<ReceivedEvent> of(HubEvent event, long receivedMicros) {
    for (JsonNode entry : event.envelope().path("event").path("context")) {
      if (entry.path("key").asString("").equals("navicast")) {
        JsonNode resource = entry.path("resource");
        return Optional.of(
            new ReceivedEvent(
                event.name(),
                resource.path("device").asString(""),
                receivedMicros,
                micros(resource.path("capturedAt").asString("")),
                resource));
      }
    }
    return Optional.empty();
  }

  private static OptionalLong micros(String instant) {
    try {
      return OptionalLong.of(SystemTime.epochMicros(Instant.parse(instant)));
    } catch (DateTimeException _) {
      return OptionalLong.empty();
    }
  }

  /** True for what comes so often that it is summed up. */
  boolean continuous() {
    return name.equals(NaviMotion.NAME)
        || name.equals(NaviPose.NAME)
        || (name.equals(NaviAction.NAME)
            && resource.path("phase").asString("").equals(NaviAction.Phase.UPDATED.label()));
  }

  /**
   * From capture to here, in microseconds; empty for the state of a device and for what the
   * controls mean, which are told again when somebody needs to hear it, long after it came about.
   */
  OptionalLong latencyMicros() {
    return name.equals(NaviDevice.NAME) || name.equals(NaviProfile.NAME) || capturedMicros.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, receivedMicros - capturedMicros.getAsLong()));
  }
}
