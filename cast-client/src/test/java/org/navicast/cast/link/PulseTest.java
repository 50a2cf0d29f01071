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
  void anUnansweredPingMeansAStallAfterAQuarterOfASecond() {
    Pulse pulse = new Pulse(0, ms(1));
    pulse.pinged(ms(10));
    assertThat(pulse.stalled(ms(260))).isFalse();
    assertThat(pulse.stalled(ms(261))).isTrue();
    assertThat(pulse.answered(ms(10), ms(300))).isTrue();
    assertThat(pulse.stalled(ms(300))).isFalse();
  }

  @Test
  void onASlowLinkAStallIsToldByWhatIsUsualThere() {
    Pulse pulse = new Pulse(0, ms(400));
    pulse.pinged(0);
    assertThat(pulse.stalled(ms(800))).isFalse();
    assertThat(pulse.stalled(ms(801))).isTrue();
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
    assertThat(pulse.stalled(now + ms(799))).isFalse();
    assertThat(pulse.stalled(now + ms(801))).isTrue();
  }

  @Test
  void oneSlowAnswerIsNotTheUsual() {
    Pulse pulse = new Pulse(0, ms(100));
    pulse.pinged(0);
    assertThat(pulse.answered(0, ms(1_500))).isTrue();
    pulse.pinged(ms(2_000));
    assertThat(pulse.stalled(ms(2_401))).as("twice of twice 100 ms").isTrue();
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
