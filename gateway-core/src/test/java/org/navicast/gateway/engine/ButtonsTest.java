package org.navicast.gateway.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.Source;
import org.navicast.gateway.input.DeviceStatus;

/** Each rule of presses, in virtual time. */
class ButtonsTest {
  private final EngineFixture desk = EngineFixture.connected();

  @Test
  void aPressIsToldAtOnceWithAllThatAConsumerNeeds() {
    desk.at(3).press("left");

    NaviEvent expected =
        new NaviButton(
            new Source(EngineFixture.DEVICE, "footswitch"),
            EngineFixture.nanos(3),
            "left",
            NaviButton.State.PRESSED,
            1,
            0,
            250,
            150,
            CancelReason.NONE);
    assertEquals(List.of(expected), desk.events());
  }

  @Test
  void aReleaseSaysHowLongItWasHeldAndIsValidForEver() {
    NaviButton released = (NaviButton) desk.press("left").at(40).release("left").events().getLast();

    assertEquals(NaviButton.State.RELEASED, released.state());
    assertEquals(40, released.heldMillis());
    assertEquals(0, released.validMillis());
    assertEquals(EngineFixture.nanos(40), released.capturedNanos());
  }

  @Test
  void aHeldControlSaysSoEveryInterval() {
    desk.press("left").at(160).release("left");

    assertEquals(
        List.of(
            "pressed left#1 0ms",
            "held left#1 50ms",
            "held left#1 100ms",
            "held left#1 150ms",
            "released left#1 160ms"),
        desk.said());
  }

  @Test
  void lateTicksDoNotMakeHeldDrift() {
    desk.press("left").stallUntil(57).tick();

    assertEquals(EngineFixture.nanos(100), desk.engine().nextDueNanos());
  }

  @Test
  void aStallIsNotCaughtUpWithABurst() {
    desk.press("left").stallUntil(1_020).tick().tick();

    assertEquals(List.of("pressed left#1 0ms", "held left#1 1020ms"), desk.said());
    assertEquals(EngineFixture.nanos(1_050), desk.engine().nextDueNanos());
  }

  @Test
  void chatterAfterAPressIsNotHeard() {
    desk.press("left").at(1).release("left").at(2).press("left").at(4).release("left");
    desk.at(5).press("left").at(40);

    assertEquals(List.of("pressed left#1 0ms"), desk.said());
  }

  @Test
  void chatterAfterAReleaseIsNotHeard() {
    desk.press("left").at(40).release("left").at(42).press("left").at(43).release("left").at(100);

    assertEquals(List.of("pressed left#1 0ms", "released left#1 40ms"), desk.said());
  }

  @Test
  void aReleaseWithinTheLockOutIsToldAtItsEndWithTheTimeAtWhichItHappened() {
    desk.press("left").at(4).release("left").at(9);
    assertEquals(List.of("pressed left#1 0ms"), desk.said());

    NaviButton released = (NaviButton) desk.at(10).events().getLast();
    assertEquals(NaviButton.State.RELEASED, released.state());
    assertEquals(EngineFixture.nanos(4), released.capturedNanos());
    assertEquals(4, released.heldMillis());
  }

  @Test
  void theEdgeThatEndsALockOutLocksOutAnew() {
    desk.press("left").at(4).release("left").at(12).press("left").at(19);
    assertEquals(List.of("pressed left#1 0ms", "released left#1 4ms"), desk.said());

    assertEquals(List.of("pressed left#2 0ms"), desk.at(20).said());
  }

  @Test
  void aLockOutThatNobodyTickedEndsBeforeTheNextReport() {
    desk.press("left").stallUntil(4).release("left").stallUntil(30).press("left");

    assertEquals(
        List.of("pressed left#1 0ms", "released left#1 4ms", "pressed left#2 0ms"), desk.said());
  }

  @Test
  void reportsThatWaitedInAQueueKeepTheirDistances() {
    desk.stallUntil(230);
    desk.late("left", true, 100).late("left", false, 103).late("left", true, 105);
    desk.late("left", false, 220).tick();

    assertEquals(List.of("pressed left#1 0ms", "released left#1 120ms"), desk.said());
  }

  @Test
  void aPressOlderThanItIsValidIsNotToldNorItsRelease() {
    desk.stallUntil(500);
    desk.late("left", true, 349).late("left", false, 480).tick();
    desk.late("right", true, 350);

    assertEquals(List.of("pressed right#1 0ms"), desk.said());
  }

  @Test
  void withoutDebounceEveryEdgeCounts() {
    EngineFixture raw =
        EngineFixture.connected(
            new ButtonSettings(0, 60_000, 50, 250, 150), MotionSettings.DEFAULT);
    raw.press("left").release("left").press("left");

    assertEquals(
        List.of("pressed left#1 0ms", "released left#1 0ms", "pressed left#2 0ms"), raw.said());
  }

  @Test
  void aRepeatedReportIsNoSecondPress() {
    desk.press("left").at(20).press("left").at(40).press("left");

    assertEquals(List.of("pressed left#1 0ms"), desk.said());
  }

  @Test
  void aReleaseWithoutAPressIsNothing() {
    assertEquals(List.of(), desk.release("left").at(100).said());
  }

  @Test
  void eachControlHasPressesOfItsOwnAndIdsCountOverAll() {
    desk.press("left").at(1).press("right").at(20).release("left").at(30).release("right");
    desk.at(60).press("left");

    assertEquals(
        List.of(
            "pressed left#1 0ms",
            "pressed right#2 0ms",
            "released left#1 20ms",
            "released right#2 29ms",
            "pressed left#3 0ms"),
        desk.said());
  }

  @Test
  void aStuckPedalIsCancelledAndSilentUntilItIsReallyReleased() {
    desk.press("left").at(59_999);
    desk.events();

    assertEquals(List.of("cancelled left#1 60000ms max-hold"), desk.at(60_000).said());
    assertEquals(List.of(), desk.at(70_000).press("left").at(80_000).said());
    assertEquals(List.of(), desk.release("left").at(80_001).press("left").at(80_003).said());
    assertEquals(List.of(), desk.release("left").at(80_020).said());
    assertEquals(List.of("pressed left#2 0ms"), desk.at(80_100).press("left").said());
  }

  @Test
  void aLostDeviceLetsGoOfEverythingBeforeItIsToldAsLost() {
    desk.press("left").at(1).press("right").at(30);
    desk.events();

    assertEquals(
        List.of(
            "cancelled left#1 30ms device-lost",
            "cancelled right#2 29ms device-lost",
            "device lost unplugged"),
        desk.status(DeviceStatus.State.LOST, "unplugged").said());
    assertEquals(Long.MAX_VALUE, desk.engine().nextDueNanos());
  }

  @Test
  void aFaultedDeviceLetsGoWithThatReason() {
    desk.press("left").at(30).status(DeviceStatus.State.FAULTED, "both contacts closed");

    assertEquals(
        List.of(
            "pressed left#1 0ms",
            "cancelled left#1 30ms device-faulted",
            "device faulted both contacts closed"),
        desk.said());
  }

  @Test
  void aControlThatCannotBeReadAnyMoreIsCancelledAlone() {
    desk.press("left").at(1).press("right").at(30).lose("left").lose("never seen").at(31);
    desk.release("left").at(40).release("right").at(60).press("left");

    assertEquals(
        List.of(
            "pressed left#1 0ms",
            "pressed right#2 0ms",
            "cancelled left#1 30ms control-lost",
            "released right#2 39ms",
            "pressed left#3 0ms"),
        desk.said());
  }

  @Test
  void aDriverThatStartsAnewLetsGoOfWhatTheOldOneHeld() {
    desk.press("left").at(30).status(DeviceStatus.State.CONNECTED, "");

    assertEquals(
        List.of("pressed left#1 0ms", "cancelled left#1 30ms device-lost", "device connected"),
        desk.said());
  }

  @Test
  void aReleaseThatComesAfterTheLossIsNotAPersons() {
    desk.press("left").at(30).status(DeviceStatus.State.LOST, "unplugged");
    desk.events();

    assertEquals(List.of(), desk.release("left").at(100).said());
  }

  @Test
  void afterALossTheFirstPressCountsAtOnce() {
    desk.press("left").at(2).status(DeviceStatus.State.LOST, "unplugged");
    desk.status(DeviceStatus.State.CONNECTED, "");
    desk.events();

    assertEquals(List.of("pressed left#2 0ms"), desk.at(3).press("left").said());
  }

  @Test
  void overloadLetsGoAndTheNextPressCounts() {
    desk.press("left").at(30).overload().at(35).press("left");

    assertEquals(
        List.of("pressed left#1 0ms", "cancelled left#1 30ms overload", "pressed left#2 0ms"),
        desk.said());
  }

  @Test
  void stoppingLetsGoAndHearsNothingMore() {
    desk.press("left").at(30).stop().at(40).press("right").at(500).announce();

    assertEquals(
        List.of("pressed left#1 0ms", "cancelled left#1 30ms gateway-stopping"), desk.said());
    assertEquals(Long.MAX_VALUE, desk.engine().nextDueNanos());
  }

  @Test
  void controlsBeyondTheBoundAreIgnoredAndCounted() {
    for (int i = 0; i < ButtonBank.MAX_CONTROLS + 3; i++) {
      desk.press("c" + i);
    }

    assertEquals(ButtonBank.MAX_CONTROLS, desk.events().size());
    assertEquals(3, desk.state().tally().ignored());
    assertEquals(ButtonBank.MAX_CONTROLS, desk.state().held().size());
  }

  @Test
  void aControlThatWasLostMayBePressedAgain() {
    desk.press("left").at(100).lose("left").events();
    assertEquals(List.of("pressed left#2 0ms"), desk.at(110).press("left").said());
  }

  @Test
  void aPressThatIsTooLateIsCounted() {
    desk.at(151).late("left", true, 0);
    assertEquals(List.of(), desk.said());
    assertEquals(1, desk.state().tally().ignored());
  }

  @Test
  void settingsOutOfTheirRangeAreRefusedInPlainWords() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> new ButtonSettings(500, 60_000, 50, 250, 150));
    assertEquals(
        "the debounce time in ms is 500; give a whole number from 0 to 200", refused.getMessage());

    refused =
        assertThrows(
            IllegalArgumentException.class, () -> new ButtonSettings(10, 60_000, 50, 60, 150));
    assertEquals(
        "the lease in ms is 60; give a whole number from 100 to 10000", refused.getMessage());
  }
}
