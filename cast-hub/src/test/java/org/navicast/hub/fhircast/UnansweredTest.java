package org.navicast.hub.fhircast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class UnansweredTest {
  private static final long PATIENCE = Unanswered.PATIENCE_NANOS;
  private static final long ALWAYS = Long.MIN_VALUE / 2;

  private final Unanswered unanswered = new Unanswered();

  @Test
  void anAnswerIsToAnEventOnce() {
    unanswered.sent("1", "Patient-open", 0);
    unanswered.sent("2", "org.example.tap", 0);
    assertEquals(new Unanswered.Event("2", "org.example.tap", 0), unanswered.answered("2"));
    assertNull(unanswered.answered("2"), "twice");
    assertNull(unanswered.answered("3"), "of an event that it never got");
    assertNotNull(unanswered.answered("1"));
  }

  @Test
  void ofMoreThanAFewTheNewestAreRemembered() {
    for (int i = 0; i <= Unanswered.MOST; i++) {
      unanswered.sent("e" + i, "org.example.tap", i);
    }
    assertNull(unanswered.answered("e0"));
    assertNotNull(unanswered.answered("e1"));
    assertNotNull(unanswered.answered("e" + Unanswered.MOST));
  }

  @Test
  void aChangeOfContextThatIsNotAnsweredForTenSecondsIsOverdue() {
    unanswered.sent("1", "Patient-open", 0);
    unanswered.answered("1");
    unanswered.sent("2", "PATIENT-CLOSE", 5);
    unanswered.sent("3", "Patient-open", 6);
    assertNull(unanswered.overdue(PATIENCE + 5, ALWAYS));
    assertEquals(
        new Unanswered.Event("2", "PATIENT-CLOSE", 5), unanswered.overdue(PATIENCE + 6, ALWAYS));
    unanswered.answered("2");
    assertNull(unanswered.overdue(PATIENCE + 6, ALWAYS));
  }

  @Test
  void whileTheHubItselfStoodStillNobodyIsLate() {
    unanswered.answered("0");
    unanswered.sent("1", "Patient-open", 0);
    assertNull(unanswered.overdue(PATIENCE + 7, 7));
    assertNotNull(unanswered.overdue(PATIENCE + 8, 7));
  }

  @Test
  void whoNeverAnswersIsNotLate() {
    unanswered.sent("1", "Patient-open", 0);
    assertNull(unanswered.overdue(Long.MAX_VALUE, ALWAYS));
  }

  @Test
  void onlyChangesOfContextAreWaitedFor() {
    unanswered.answered("0");
    unanswered.sent("1", "org.example.tap", 0);
    unanswered.sent("2", "DiagnosticReport-update", 0);
    assertNull(unanswered.overdue(Long.MAX_VALUE, ALWAYS));
    assertNull(unanswered.lastContextChange());
  }

  @Test
  void theLastChangeOfContextIsKnownHoweverItWasAnswered() {
    unanswered.sent("1", "Patient-open", 0);
    unanswered.sent("2", "ImagingStudy-open", 1);
    unanswered.answered("2");
    assertEquals(new Unanswered.Event("2", "ImagingStudy-open", 1), unanswered.lastContextChange());
  }
}
