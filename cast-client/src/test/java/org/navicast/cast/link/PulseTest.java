package org.navicast.cast.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.navicast.cast.outbox.Presses.ms;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The signs of life of a link, in virtual time. */
class PulseTest {
  /** How often a client looks. */
  private static final long LOOK_MILLIS = 250;

  /** Whenever the last sign of life came between two looks, and whatever was sent after it. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 10, 100, 125, 200, 249, 250})
  void aHalfOpenLinkIsFoundWithinThreeSeconds(int firstLookMillis) {
    for (int bytesEachLook : new int[] {0, 10, 5_000}) {
      Pulse pulse = new Pulse(0, ms(1));
      long now = ms(firstLookMillis);
      while (!pulse.dead(now)) {
        pulse.wrote(bytesEachLook);
        if (pulse.wantsConfirmation() || pulse.wantsSignOfLife(now)) {
          pulse.pinged(now);
        }
        now += ms(LOOK_MILLIS);
      }
      assertThat(now).isBetween(ms(1_900), ms(3_000));
    }
  }

  @Test
  void aLinkThatAnswersIsNeverGivenUp() {
    Pulse pulse = new Pulse(0, ms(1));
    for (long now = 0; now < ms(60_000); now += ms(LOOK_MILLIS)) {
      assertThat(pulse.dead(now)).isFalse();
      if (pulse.wantsSignOfLife(now)) {
        pulse.pinged(now);
        pulse.heard(now + ms(200));
        assertThat(pulse.answered(now, now + ms(200))).isTrue();
      }
    }
  }

  @Test
  void anUnansweredPingMeansAStallAfterFiftyMillisecondsMoreThanUsual() {
    Pulse pulse = new Pulse(0, ms(1));
    pulse.pinged(ms(10));
    assertThat(pulse.stalled(ms(61))).isFalse();
    assertThat(pulse.stalled(ms(62))).isTrue();
    assertThat(pulse.unansweredNanos(ms(62))).isEqualTo(ms(52));
    assertThat(pulse.answered(ms(10), ms(300))).isTrue();
    assertThat(pulse.stalled(ms(300))).isFalse();
    assertThat(pulse.unansweredNanos(ms(300))).isZero();
  }

  /** Whether an urgent event arrived is asked at once, however small it is. */
  @Test
  void somethingUrgentIsFollowedByAPing() {
    Pulse pulse = new Pulse(0, ms(1));
    pulse.wrote(300);
    assertThat(pulse.wantsConfirmation()).isFalse();
    pulse.wroteUrgent();
    assertThat(pulse.wantsConfirmation()).isTrue();
    pulse.pinged(ms(10));
    assertThat(pulse.answered(ms(10), ms(11))).isTrue();
    assertThat(pulse.wantsConfirmation()).isFalse();
  }

  /** A machine that stood still finds the answer in its socket after it has looked at the clock. */
  @Test
  void aStandstillOfOurOwnIsNoSilenceOfTheHub() {
    Pulse pulse = new Pulse(0, ms(1));
    pulse.pinged(ms(250));
    assertThat(pulse.dead(ms(10_000))).as("the first look after it").isFalse();
    pulse.heard(ms(10_001));
    assertThat(pulse.answered(ms(250), ms(10_001))).isTrue();
    assertThat(pulse.dead(ms(10_250))).isFalse();
  }

  @Test
  void aHubThatWasHeardJustNowIsNotGivenUpForASlowAnswer() {
    Pulse pulse = new Pulse(0, ms(1));
    pulse.pinged(0);
    for (long now = 250; now <= 5_750; now += LOOK_MILLIS) {
      pulse.heard(ms(now - 15));
      assertThat(pulse.dead(ms(now))).as("at " + now).isFalse();
    }
    pulse.heard(ms(6_235));
    assertThat(pulse.dead(ms(6_250))).as("it does not hear us").isTrue();
  }

  @Test
  void onASlowLinkAStallIsToldByWhatIsUsualThere() {
    Pulse pulse = new Pulse(0, ms(400));
    pulse.pinged(0);
    assertThat(pulse.stalled(ms(1_200))).isFalse();
    assertThat(pulse.stalled(ms(1_201))).isTrue();
  }

  /** A clock may be too coarse to see how quick the hub was at first. */
  @Test
  void whatIsUsualIsLearnedFromNothing() {
    Pulse pulse = new Pulse(0, 0);
    long now = 0;
    for (int i = 0; i < 40; i++) {
      pulse.pinged(now);
      assertThat(pulse.answered(now, now + ms(400))).isTrue();
      now += ms(400);
    }
    pulse.pinged(now);
    assertThat(pulse.stalled(now + ms(440))).isFalse();
    assertThat(pulse.stalled(now + ms(520))).isTrue();
  }

  @Test
  void oneSlowAnswerIsNotTheUsual() {
    Pulse pulse = new Pulse(0, ms(1));
    for (int i = 0; i < 20; i++) {
      pulse.pinged(ms(100L * i));
      assertThat(pulse.answered(ms(100L * i), ms(100L * i + 1))).isTrue();
    }
    pulse.pinged(ms(2_000));
    assertThat(pulse.answered(ms(2_000), ms(7_000))).isTrue();
    pulse.pinged(ms(7_000));
    assertThat(pulse.stalled(ms(7_070))).isTrue();
  }

  @Test
  void anAnswerConfirmsWhatWasWrittenBeforeItsPing() {
    Pulse pulse = new Pulse(ms(5), ms(1));
    assertThat(pulse.confirmedNanos()).isEqualTo(ms(5));
    pulse.wrote(1_000);
    assertThat(pulse.wantsConfirmation()).isFalse();
    pulse.wrote(1_000);
    assertThat(pulse.wantsConfirmation()).isTrue();
    assertThat(pulse.needsConfirmation()).isTrue();
    pulse.pinged(ms(10));
    assertThat(pulse.wantsConfirmation()).as("one at a time").isFalse();
    assertThat(pulse.needsConfirmation()).as("one at a time").isFalse();
    assertThat(pulse.hasRoom()).isTrue();
    pulse.wrote(48);
    assertThat(pulse.hasRoom()).isFalse();
    assertThat(pulse.answered(ms(10), ms(12))).isTrue();
    assertThat(pulse.confirmedNanos()).isEqualTo(ms(10));
    assertThat(pulse.hasRoom()).isTrue();
  }

  @Test
  void aPingFollowsAFewEventsAndGoesAlongWithMore() {
    Pulse pulse = new Pulse(0, ms(1));
    pulse.wrote(1_100);
    assertThat(pulse.wantsConfirmation()).isTrue();
    assertThat(pulse.needsConfirmation()).isFalse();
    pulse.wrote(500);
    assertThat(pulse.needsConfirmation()).isTrue();
    assertThat(pulse.hasRoom()).isTrue();
  }

  @Test
  void anAnswerToNothingConfirmsNothing() {
    Pulse pulse = new Pulse(0, ms(1));
    assertThat(pulse.answered(0, ms(1))).isFalse();
    pulse.pinged(ms(10));
    assertThat(pulse.answered(ms(9), ms(12))).isFalse();
    assertThat(pulse.answered(ms(10), ms(12))).isTrue();
    assertThat(pulse.answered(ms(10), ms(13))).as("again").isFalse();
    assertThat(pulse.confirmedNanos()).isEqualTo(ms(10));
  }
}
