package org.navicast.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.navicast.cast.incoming.HubEvent;
import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.input.StudyId;
import tools.jackson.databind.json.JsonMapper;

class HubInputsTest {
  private static final String STUDY =
      "[{\"key\":\"patient\",\"resource\":{\"id\":\"p\"}},"
          + "{\"key\":\"study\",\"resource\":{\"resourceType\":\"ImagingStudy\",\"id\":\"s-1\"}}]";

  @Test
  void readsTheStudyOfOpenAndCloseInAnyCase() {
    assertThat(HubInputs.of(event("ImagingStudy-open", "OR-3", STUDY), "OR-3"))
        .contains(new HubInput.StudyOpened(new StudyId("s-1")));
    assertThat(HubInputs.of(event("imagingstudy-close", "OR-3", STUDY), "OR-3"))
        .contains(new HubInput.StudyClosed(new StudyId("s-1")));
  }

  @Test
  void aStudyInAFormThatIsNotKnownIsOpenAllTheSame() {
    for (String context : new String[] {"null", "7", "{\"studyUid\":\"1.2\"}", "[]", "[[]]"}) {
      assertThat(HubInputs.of(event("imagingstudy-open", "OR-3", context), "OR-3"))
          .contains(new HubInput.StudyOpened(StudyId.UNKNOWN));
    }
  }

  @Test
  void hearsOfSubscribersThatLeft() {
    assertThat(HubInputs.of(event("subscription-removed", "OR-3", "{}"), "OR-3"))
        .contains(new HubInput.SubscriberLeft());
  }

  @Test
  void anotherRoomOfAConferenceSaysNothingOfThisOne() {
    assertThat(HubInputs.of(event("imagingstudy-open", "OR-4", STUDY), "OR-3")).isEmpty();
  }

  @Test
  void anyOtherEventMeansNothing() {
    assertThat(HubInputs.of(event("patient-open", "OR-3", STUDY), "OR-3")).isEmpty();
  }

  private static HubEvent event(String name, String topic, String context) {
    return new HubEvent(
        name, topic, JsonMapper.shared().readTree("{\"event\":{\"context\":" + context + "}}"));
  }
}
