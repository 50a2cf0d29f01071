package org.navicast.hub.fhircast;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The document at {@code .well-known/fhircast-configuration} (FHIRcast 3.0.0, 2.7). */
public final class Capabilities {
  /** The catalog's. Any other event is passed on as well. */
  private static final List<String> EVENTS =
      List.of(
          "Patient-open",
          "Patient-close",
          "Encounter-open",
          "Encounter-close",
          "ImagingStudy-open",
          "ImagingStudy-close",
          "DiagnosticReport-open",
          "DiagnosticReport-close",
          "DiagnosticReport-update",
          "DiagnosticReport-select",
          "Home-open",
          "UserLogout",
          "UserHibernate",
          SyncError.NAME);

  private Capabilities() {}

  /**
   * @param currentContext whether the current context can be had
   */
  public static ObjectNode of(boolean currentContext) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ArrayNode events = document.putArray("eventsSupported");
    EVENTS.forEach(events::add);
    document
        .put("websocketSupport", true)
        .put("fhircastVersion", "3.0.0")
        .put("getCurrentSupport", currentContext)
        .putObject("capabilities")
        .put("supportsGetCurrentContext", currentContext)
        .put("supportsNonCurrentContextUpdates", false);
    return document;
  }
}
