package org.navicast.gateway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.input.StudyId;

class RoomTest {
  private static final StudyId A = new StudyId("1.2.3");
  private static final StudyId B = new StudyId("1.2.4");

  private final Engine engine =
      new Engine(
          List.of(),
          event -> {
            throw new AssertionError("what the hub says is not told on");
          });

  @Test
  void nothingIsKnownBeforeTheHubSaysIt() {
    assertThat(study()).isEqualTo(RoomState.Study.UNKNOWN);
  }

  @Test
  void aStudyIsOpenUntilItIsClosed() {
    engine.accept(new HubInput.StudyOpened(A, Set.of()), 0);
    assertThat(study()).isEqualTo(RoomState.Study.OPEN);
    engine.accept(new HubInput.StudyClosed(A), 0);
    assertThat(study()).isEqualTo(RoomState.Study.CLOSED);
  }

  @Test
  void theEndOfAStudyDoesNotCloseTheNext() {
    engine.accept(new HubInput.StudyOpened(A, Set.of()), 0);
    engine.accept(new HubInput.StudyOpened(B, Set.of()), 0);
    engine.accept(new HubInput.StudyClosed(A), 0);
    assertThat(study()).isEqualTo(RoomState.Study.OPEN);
    engine.accept(new HubInput.StudyClosed(B), 0);
    assertThat(study()).isEqualTo(RoomState.Study.CLOSED);
  }

  @Test
  void aCloseThatNamesNoStudyClosesTheOpenOne() {
    engine.accept(new HubInput.StudyOpened(A, Set.of()), 0);
    engine.accept(new HubInput.StudyClosed(StudyId.UNKNOWN), 0);
    assertThat(study()).isEqualTo(RoomState.Study.CLOSED);
  }

  @Test
  void aNewLinkMakesItUnknownAgain() {
    engine.accept(new HubInput.StudyOpened(A, Set.of()), 0);
    engine.accept(new HubInput.SubscriberLeft(""), 0);
    engine.accept(new HubInput.Linked(), 0);
    assertThat(engine.room()).isEqualTo(new RoomState(RoomState.Study.UNKNOWN, Set.of(), 1));
  }

  @Test
  void theIdOfAStudyIsInNoText() {
    assertThat(new HubInput.StudyOpened(A, Set.of()).toString()).doesNotContain("1.2.3");
  }

  private RoomState.Study study() {
    return engine.room().study();
  }
}
