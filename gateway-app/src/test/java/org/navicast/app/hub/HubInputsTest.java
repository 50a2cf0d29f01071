package org.navicast.app.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.navicast.cast.incoming.HubEvent;
import org.navicast.cast.incoming.HubMessages;
import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.input.StudyId;
import org.navicast.gateway.input.Viewer;

class HubInputsTest {
  private static final String STUDY =
      "[{\"key\":\"patient\",\"resource\":{\"id\":\"p\"}},"
          + "{\"key\":\"study\",\"resource\":{\"resourceType\":\"ImagingStudy\",\"id\":\"s-1\",\"modality\":[{\"code\":\"ct\"},{\"coding\":[{\"code\":\"MR\"},{\"code\":\"not"
          + " one\"}]},\"US\",7]}}]";

  @Test
  void readsTheStudyOfOpenAndCloseInAnyCase() {
    assertThat(HubInputs.of(event("ImagingStudy-open", "OR-3", STUDY), "OR-3"))
        .contains(new HubInput.StudyOpened(new StudyId("s-1"), Set.of("CT", "MR", "US")));
    assertThat(HubInputs.of(event("imagingstudy-close", "OR-3", STUDY), "OR-3"))
        .contains(new HubInput.StudyClosed(new StudyId("s-1")));
  }

  @Test
  void aStudyInAFormThatIsNotKnownIsOpenAllTheSame() {
    for (String context : new String[] {"null", "7", "{\"studyUid\":\"1.2\"}", "[]", "[[]]"}) {
      assertThat(HubInputs.of(event("imagingstudy-open", "OR-3", context), "OR-3"))
          .contains(new HubInput.StudyOpened(StudyId.UNKNOWN, Set.of()));
    }
  }

  @Test
  void hearsOfSubscribersThatLeft() {
    assertThat(HubInputs.of(event("subscription-removed", "OR-3", "{}"), "OR-3"))
        .contains(new HubInput.SubscriberLeft(""));
    assertThat(
            HubInputs.of(
                event("subscription-removed", "OR-3", "{\"subscriber\":\"OHIF-1\"}"), "OR-3"))
        .contains(new HubInput.SubscriberLeft("OHIF-1"));
  }

  @Test
  void aViewerSaysWhatItUnderstands() {
    assertThat(viewer("'active'"))
        .contains(
            new HubInput.ViewerTold(
                new Viewer("OHIF-1", "OHIF", false, Set.of("slice.next", "view.pan"), 250)));
    assertThat(viewer("'paused'"))
        .contains(
            new HubInput.ViewerTold(
                new Viewer("OHIF-1", "OHIF", true, Set.of("slice.next", "view.pan"), 250)));
    assertThat(viewer("'leaving'")).contains(new HubInput.ViewerLeft("OHIF-1"));
    assertThat(viewer("'asleep'")).isEmpty();
    assertThat(viewer("[]")).isEmpty();
    for (String context : new String[] {"null", "7", "{}", "[[]]", "[{'key':'navicast-viewer'}]"}) {
      assertThat(HubInputs.of(event("navi-viewer", "OR-3", json(context)), "OR-3")).isEmpty();
    }
  }

  @Test
  void viewersAnswerWhenTheyAreAsked() {
    HubInput roll =
        HubInputs.roll(
            HubInputs.READING.read(
                json(
                    "{'expected':['OHIF-1','Mute','GW-2'],'responses':["
                        + "{'subscriber':'OHIF-1','productName':'x','data':{'product':'OHIF','items':["
                        + "{'key':'navicast.actions','value':'slice.next,view.pan'},"
                        + "{'key':'navicast.lease-millis','value':250},"
                        + "{'key':'navicast.active','value':true},"
                        + "{'key':'navicast.paused','value':false}]}},"
                        + "{'subscriber':'GW-2','data':{'items':[{'key':'device.x','value':'lost'}]}},"
                        + "{'subscriber':7,'data':[]}]}")),
            5);
    assertThat(roll)
        .isEqualTo(
            new HubInput.Roll(
                5,
                List.of(new Viewer("OHIF-1", "OHIF", false, Set.of("slice.next", "view.pan"), 250)),
                Set.of("OHIF-1", "Mute", "GW-2", "7")));
    assertThat(HubInputs.roll(HubInputs.READING.read("[7]"), 5))
        .isEqualTo(new HubInput.Roll(5, List.of(), Set.of()));
  }

  private static Optional<HubInput> viewer(String state) {
    return HubInputs.of(
        event(
            "navi-viewer",
            "OR-3",
            json(
                "[{'key':'navicast-viewer','resource':{'viewer':'OHIF-1','product':'OHIF','state':"
                    + state
                    + ",'actions':['slice.next','view.pan',7,'not one'],'leaseMillis':250}}]")),
        "OR-3");
  }

  private static String json(String text) {
    return text.replace('\'', '"');
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
        name,
        topic,
        HubInputs.READING
            .and(HubMessages.FIELDS)
            .read("{\"event\":{\"context\":" + context + "}}"));
  }
}
