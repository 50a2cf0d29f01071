package org.navicast.hub.fhircast;

import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * That a subscriber does not follow (FHIRcast 3.0.0, 3.2.1, and the profile of the hub's
 * OperationOutcome).
 */
public final class SyncError {
  public static final String NAME = "SyncError";

  private static final String CODES = "https://fhircast.hl7.org/events/syncerror/";

  private SyncError() {}

  /**
   * @param event that is not followed
   * @param subscriber who does not follow
   * @param diagnostics for people, without anything of the event's content
   */
  public static ObjectNode of(
      String topic,
      Unanswered.Event event,
      String subscriber,
      String diagnostics,
      String timestamp) {
    ObjectNode envelope =
        JsonNodeFactory.instance
            .objectNode()
            .put("timestamp", timestamp)
            .put("id", UUID.randomUUID().toString());
    ArrayNode coding =
        envelope
            .putObject("event")
            .put("hub.topic", topic)
            .put("hub.event", NAME)
            .putArray("context")
            .addObject()
            .put("key", "operationoutcome")
            .putObject("resource")
            .put("resourceType", "OperationOutcome")
            .putArray("issue")
            .addObject()
            .put("severity", "warning")
            .put("code", "processing")
            .put("diagnostics", diagnostics)
            .putObject("details")
            .putArray("coding");
    coding.addObject().put("system", CODES + "eventid").put("code", event.id());
    coding.addObject().put("system", CODES + "eventname").put("code", event.name());
    coding.addObject().put("system", CODES + "subscribername").put("code", subscriber);
    return envelope;
  }
}
