package org.navicast.hub.fhircast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CurrentContextsTest {
  private static final String EMPTY =
      "{\"context.type\":\"\",\"context.versionId\":\"\",\"context\":[]}";

  private final CurrentContexts contexts = new CurrentContexts();

  @Test
  void whatWasOpenedLastOfEachKindIsOpen() {
    open("T", "Patient-open", "Patient", "p1");
    open("T", "ImagingStudy-open", "ImagingStudy", "s1");
    open("T", "patient-OPEN", "Patient", "p2");
    assertEquals(List.of("s1", "p2"), idsOpen("T"), "the newest last");
    assertEquals(List.of(), idsOpen("U"));
  }

  @Test
  void theCurrentContextIsWhatWasOpenedLast() {
    assertEquals(EMPTY, contexts.current("T").toString());
    open("T", "Patient-open", "Patient", "p1");
    open("T", "imagingstudy-open", "ImagingStudy", "s1");
    JsonNode current = contexts.current("T");
    assertEquals("ImagingStudy", current.path("context.type").asString());
    assertEquals("s1", current.path("context").path(1).path("resource").path("id").asString());
    String version = current.path("context.versionId").asString();
    open("T", "ImagingStudy-open", "ImagingStudy", "s1");
    assertNotEquals(version, contexts.current("T").path("context.versionId").asString());
  }

  @Test
  void whatIsClosedIsNoLongerOpenAndNothingTakesItsPlace() {
    open("T", "Patient-open", "Patient", "p1");
    open("T", "ImagingStudy-open", "ImagingStudy", "s1");
    take("T", "ImagingStudy-close", "ImagingStudy", "s1");
    assertEquals(List.of("p1"), idsOpen("T"));
    assertEquals(EMPTY, contexts.current("T").toString());
    take("T", "Patient-close", "Patient", "p1");
    assertEquals(0, contexts.size());
  }

  @Test
  void anotherOneOfItsKindMayBeClosed() {
    open("T", "Patient-open", "Patient", "p1");
    open("T", "Patient-open", "Patient", "p2");
    take("T", "Patient-close", "Patient", "p1");
    assertEquals(List.of("p2"), idsOpen("T"));
    contexts.take("T", "Patient-close", event("[]"));
    assertEquals(List.of(), idsOpen("T"), "where nobody says which, it may be this one");
  }

  @Test
  void whatCannotBeKeptEndsWhatWasBefore() {
    open("T", "Patient-open", "Patient", "p1");
    contexts.take("T", "Patient-open", event("[]").repeat(CurrentContexts.MAX_LENGTH));
    assertEquals(0, contexts.size(), "too long");
    open("T", "Patient-open", "Patient", "p1");
    contexts.take("T", "patient-open", event("{\"files\":[]}"));
    assertEquals(0, contexts.size(), "in the form of Cast");
    assertEquals(EMPTY, contexts.current("T").toString());
  }

  @Test
  void aSessionThatIsOverHasNothingOpen() {
    open("T", "Patient-open", "Patient", "p1");
    open("U", "Patient-open", "Patient", "p1");
    contexts.take("T", "userLogout", event("[]"));
    assertEquals(List.of(), idsOpen("T"));
    assertEquals(List.of("p1"), idsOpen("U"));
  }

  @Test
  void aTopicThatNobodyIsOnIsForgotten() {
    open("T", "Patient-open", "Patient", "p1");
    open("U", "Patient-open", "Patient", "p1");
    contexts.keepOnly(Set.of("U", "V"));
    assertEquals(List.of(), idsOpen("T"));
    assertEquals(List.of("p1"), idsOpen("U"));
  }

  @Test
  void topicsKindsAndBytesAreBounded() {
    for (int i = 0; i <= CurrentContexts.MAX_TOPICS; i++) {
      open("T" + i, "Patient-open", "Patient", "p");
    }
    assertEquals(CurrentContexts.MAX_TOPICS, contexts.size());
    assertEquals(List.of(), idsOpen("T0"), "the oldest gives way");
    for (int i = 0; i <= CurrentContexts.MAX_KINDS; i++) {
      open("T1", "Kind" + i + "-open", "Kind" + i, "k" + i);
    }
    assertEquals(CurrentContexts.MAX_KINDS, idsOpen("T1").size());
    assertEquals("k" + CurrentContexts.MAX_KINDS, idsOpen("T1").getLast());
    String filler = "x".repeat(CurrentContexts.MAX_LENGTH - 200);
    int enough = CurrentContexts.MAX_TOTAL_LENGTH / filler.length();
    for (int i = 0; i <= enough; i++) {
      open("L" + i, "Patient-open", "Patient", filler);
    }
    assertTrue(contexts.size() <= enough, "so many do not fit");
    assertEquals(List.of(), idsOpen("T1"));
  }

  @Test
  void nothingThatAPersonDoesIsEverKept() {
    for (String event :
        List.of("navi-button", "navi-action", "navi-motion", "org.navicast.navi_button")) {
      assertFalse(CurrentContexts.isChange(event), event);
    }
    for (String event : List.of("DiagnosticReport-update", "DiagnosticReport-select", "open", "")) {
      assertFalse(CurrentContexts.isChange(event), event);
    }
    for (String event : List.of("Patient-open", "patient-CLOSE", "UserLogout")) {
      assertTrue(CurrentContexts.isChange(event), event);
    }
  }

  private void open(String topic, String event, String type, String id) {
    take(topic, event, type, id);
  }

  private void take(String topic, String event, String type, String id) {
    contexts.take(
        topic,
        event,
        event(
            "[{\"key\":\"other\",\"resource\":{\"resourceType\":\"Other\",\"id\":\"o\"}},"
                + "{\"key\":\"it\",\"resource\":{\"resourceType\":\""
                + type
                + "\",\"id\":\""
                + id
                + "\"}}]"));
  }

  private static String event(String context) {
    return "{\"event\":{\"context\":" + context + "}}";
  }

  private List<String> idsOpen(String topic) {
    return contexts.open(topic).stream().map(CurrentContexts.Open::resourceId).toList();
  }
}
