package org.navicast.cast.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.MissingNode;

class StatusAnswersTest {
  private final StatusAnswers answers = new StatusAnswers();

  private static StatusAnswers.Asked asked(int number) {
    return new StatusAnswers.Asked(
        new HubEvent("status-request", "OR-3", MissingNode.getInstance()), "" + number);
  }

  private static long ms(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Seven in a millisecond, for ten seconds: a person gets answers, and a flood no more. */
  @Test
  void aFloodIsAnsweredAFewTimesASecondByTheNewest() {
    List<String> answered = new ArrayList<>();
    int number = 0;
    for (int now = 0; now < 10_000; now++) {
      for (int i = 0; i < 7; i++) {
        answers.ask(asked(++number));
        StatusAnswers.Asked next = answers.next(ms(now));
        if (next != null) {
          answered.add(next.id());
        }
      }
    }
    assertThat(answered).hasSizeBetween(40, 4 + 40).startsWith("1", "2", "3", "4");
    assertThat(Integer.parseInt(answered.getLast())).isGreaterThan(68_000);
  }

  @Test
  void aFewWhoAskAtOnceAreAllAnswered() {
    for (int i = 1; i <= StatusAnswers.AT_ONCE; i++) {
      answers.ask(asked(i));
      assertThat(answers.next(ms(1_000))).isEqualTo(asked(i));
    }
    answers.ask(asked(5));
    assertThat(answers.next(ms(1_249))).isNull();
    answers.ask(asked(6));
    assertThat(answers.next(ms(1_250))).as("the newest").isEqualTo(asked(6));
    assertThat(answers.next(ms(2_000))).isNull();
  }

  @Test
  void whatCameOverALinkThatIsGoneIsNotAnswered() {
    answers.ask(asked(1));
    answers.clear();
    assertThat(answers.next(ms(1_000))).isNull();
  }
}
