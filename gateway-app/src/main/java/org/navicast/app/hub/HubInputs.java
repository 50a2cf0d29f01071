package org.navicast.app.hub;

import java.util.List;
import java.util.Optional;
import org.navicast.cast.incoming.HubEvent;
import org.navicast.cast.json.Dialect;
import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.input.StudyId;
import tools.jackson.databind.JsonNode;

/** From the events of a hub to what the engine takes note of. */
public final class HubInputs {
  private static final String STUDY_OPEN = "imagingstudy-open";
  private static final String STUDY_CLOSE = "imagingstudy-close";
  private static final String SUBSCRIPTION_REMOVED = "subscription-removed";

  /** The names of the events that mean something here, in any case. */
  public static List<String> events(Dialect dialect) {
    return switch (dialect) {
      case Dialect.Cast _ -> List.of(STUDY_OPEN, STUDY_CLOSE, SUBSCRIPTION_REMOVED);
      // As FHIRcast writes them; it says nothing of subscribers that leave.
      case Dialect.Fhircast _ -> List.of("ImagingStudy-open", "ImagingStudy-close");
    };
  }

  private HubInputs() {}

  /**
   * What an event says; empty for any other.
   *
   * @param topic of the gateway: a conference brings events of other rooms, which say nothing of
   *     this one
   */
  public static Optional<HubInput> of(HubEvent event, String topic) {
    if (!event.topic().equals(topic)) {
      return Optional.empty();
    }
    if (event.is(STUDY_OPEN)) {
      return Optional.of(new HubInput.StudyOpened(study(event)));
    }
    if (event.is(STUDY_CLOSE)) {
      return Optional.of(new HubInput.StudyClosed(study(event)));
    }
    return event.is(SUBSCRIPTION_REMOVED)
        ? Optional.of(new HubInput.SubscriberLeft())
        : Optional.empty();
  }

  /** FHIRcast has the study under the key {@code study}; what is not like that names none. */
  private static StudyId study(HubEvent event) {
    for (JsonNode entry : event.context()) {
      if (entry.path("key").asString("").equals("study")) {
        return new StudyId(entry.path("resource").path("id").asString(""));
      }
    }
    return StudyId.UNKNOWN;
  }
}
