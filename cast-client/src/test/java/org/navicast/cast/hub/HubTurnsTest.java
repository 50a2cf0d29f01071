package org.navicast.cast.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HubTurnsTest {
  @Test
  void withOneHubEachFailureIsFollowedByAPause() {
    HubTurns turns = new HubTurns(1);
    assertThat(turns.failed()).isTrue();
    assertThat(turns.failed()).isTrue();
    assertThat(turns.current()).isZero();
  }

  @Test
  void thePauseComesWhenAllHaveFailed() {
    HubTurns turns = new HubTurns(3);
    assertThat(turns.failed()).isFalse();
    assertThat(turns.current()).isEqualTo(1);
    assertThat(turns.failed()).isFalse();
    assertThat(turns.current()).isEqualTo(2);
    assertThat(turns.failed()).isTrue();
    assertThat(turns.current()).as("and then from the first").isZero();
  }

  @Test
  void aHubThatWorkedIsTriedAgainBeforeTheNext() {
    HubTurns turns = new HubTurns(2);
    turns.failed();
    turns.worked();
    assertThat(turns.current()).isEqualTo(1);
    assertThat(turns.failed()).isFalse();
    assertThat(turns.current()).isZero();
    assertThat(turns.failed()).isTrue();
  }

  @Test
  void goesBackToTheFirst() {
    HubTurns turns = new HubTurns(3);
    turns.failed();
    turns.failed();
    turns.backToFirst();
    assertThat(turns.current()).isZero();
    assertThat(turns.failed()).as("a round begins").isFalse();
  }
}
