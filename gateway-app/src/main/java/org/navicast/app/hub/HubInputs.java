package org.navicast.app.hub;

import java.util.List;
import java.util.Optional;
import org.navicast.cast.incoming.HubEvent;
import org.navicast.cast.incoming.Reading;
import org.navicast.cast.json.Dialect;
import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.input.StudyId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** From the events of a hub to what the engine takes note of. */
public final class HubInputs {
  private static final String STUDY_OPEN = "imagingstudy-open";
  private static final String STUDY_CLOSE = "imagingstudy-close";
  private static final String SUBSCRIPTION_REMOVED = "subscription-removed";
  private static final String VIEWER = "navi-viewer";

  /** What is read of events and of answers; all else in them is nobody's business here. */
  public static final Reading READING =
      Reading.of(
          List.of(
              "actions",
              "code",
              "coding",
              "context",
              "data",
              "expected",
              "id",
              "items",
              "key",
              "leaseMillis",
              "modality",
              "product",
              "productName",
              "resource",
              "responses",
              "state",
              "subscriber",
              "value",
              "viewer"));

  /** The names of the events that mean something here, in any case. */
  public static List<String> events(Dialect dialect) {
    return switch (dialect) {
      case Dialect.Cast _ -> List.of(STUDY_OPEN, STUDY_CLOSE, SUBSCRIPTION_REMOVED, VIEWER);
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
      JsonNode study = entry(event, "study");
      return Optional.of(
          new HubInput.StudyOpened(new StudyId(text(study, "id")), Modalities.of(study)));
    }
    if (event.is(STUDY_CLOSE)) {
      return Optional.of(new HubInput.StudyClosed(new StudyId(text(entry(event, "study"), "id"))));
    }
    if (event.is(VIEWER)) {
      return ViewerWords.of(entry(event, "navicast-viewer"));
    }
    return event.is(SUBSCRIPTION_REMOVED)
        ? Optional.of(new HubInput.SubscriberLeft(text(event.context(), "subscriber")))
        : Optional.empty();
  }

  /**
   * What all on the topic answered to a status request.
   *
   * @param askedNanos when they were asked
   */
  public static HubInput.Roll roll(JsonNode answers, long askedNanos) {
    return ViewerWords.roll(answers, askedNanos);
  }

  /** FHIRcast has resources under keys; what is not like that has none. */
  private static JsonNode entry(HubEvent event, String key) {
    for (JsonNode entry : event.context()) {
      if (text(entry, "key").equals(key)) {
        return entry.path("resource");
      }
    }
    return MissingNode.getInstance();
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asString("");
  }
}
