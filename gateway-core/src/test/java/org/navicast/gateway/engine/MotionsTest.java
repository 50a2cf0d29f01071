package org.navicast.gateway.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.cast.event.NaviMotion;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Motion;

/** Each rule of motions, in virtual time. */
class MotionsTest {
  private final EngineFixture desk = with(new MotionSettings(0, 1, 50, 0, 250));

  @Test
  void allSixAxesAreHandedOnInTheirPlaces() {
    desk.accept(new Motion(EngineFixture.DEVICE, desk.nowNanos(), 0.1, -0.2, 0.3, -0.4, 0.5, -1));

    NaviMotion motion = (NaviMotion) desk.events().getFirst();
    assertEquals(0.1, motion.translationX());
    assertEquals(-0.2, motion.translationY());
    assertEquals(0.3, motion.translationZ());
    assertEquals(-0.4, motion.rotationX());
    assertEquals(0.5, motion.rotationY());
    assertEquals(-1, motion.rotationZ());
    assertEquals(desk.nowNanos(), motion.capturedNanos());
    assertEquals(1, motion.merged());
  }

  @Test
  void theFirstMotionAfterRestGoesOutAtOnce() {
    assertEquals(List.of("motion 0.500 of 1"), desk.push(0.5).said());
  }

  @Test
  void betweenTwoSlotsOfTheRateTheNewestWins() {
    desk.push(0.1).at(8).push(0.2).at(16).push(0.3);
    assertEquals(List.of("motion 0.100 of 1"), desk.said());

    assertEquals(List.of("motion 0.300 of 2"), desk.at(20).said());
    assertEquals(List.of("motion 0.400 of 1"), desk.at(47).push(0.4).said());
  }

  @Test
  void aReportThatComesWhenTheSlotIsOverGoesOutAtOnceWithThoseBeforeIt() {
    desk.push(0.1).at(8).push(0.2).stallUntil(25).push(0.3);

    assertEquals(List.of("motion 0.100 of 1", "motion 0.300 of 2"), desk.said());
  }

  @Test
  void aLateTickDoesNotLowerTheRate() {
    desk.push(0.1).at(8).push(0.2).stallUntil(24).tick().push(0.3);

    assertEquals(EngineFixture.nanos(40), desk.engine().nextDueNanos());
  }

  @Test
  void afterAStallTheRateBeginsAnewAndThereIsNoBurst() {
    EngineFixture slow = with(new MotionSettings(0, 1, 10, 0, 10_000));
    slow.push(0.1).at(10).push(0.2).stallUntil(1_000).push(0.3).events();
    slow.stallUntil(1_010).push(0.4).stallUntil(1_099).push(0.5);
    assertEquals(List.of(), slow.said());
    assertEquals(List.of("motion 0.500 of 2"), slow.at(1_100).said());

    slow.push(0.6).stallUntil(1_300).push(0.7); // late by just one interval
    assertEquals(List.of("motion 0.700 of 2"), slow.said());
    slow.stallUntil(1_399).push(0.8);
    assertEquals(List.of(), slow.said());
  }

  @Test
  void theReturnToRestIsNeverDelayedAndNeverMergedAway() {
    desk.push(0.1).at(2).push(0.2).at(3).push(0).at(4).push(0.3).at(5).push(0).at(100);

    assertEquals(
        List.of("motion 0.100 of 1", "rest of 2", "motion 0.300 of 1", "rest of 1"), desk.said());
  }

  @Test
  void aRestThatWasToldIsNotToldAgain() {
    desk.push(0).push(0.1).at(1).push(0).at(9).push(0).at(17).push(0);

    assertEquals(List.of("motion 0.100 of 1", "rest of 1"), desk.said());
  }

  @Test
  void rateZeroTellsEveryReport() {
    EngineFixture fast = with(new MotionSettings(0, 1, 0, 0, 250));
    fast.push(0.1).push(0.2).at(1).push(0.3);

    assertEquals(
        List.of("motion 0.100 of 1", "motion 0.200 of 1", "motion 0.300 of 1"), fast.said());
    assertEquals(EngineFixture.nanos(1 + 50), fast.engine().nextDueNanos());
  }

  @Test
  void whatLiesInTheDeadZoneIsRest() {
    EngineFixture calm = with(new MotionSettings(0.1, 1, 0, 0, 250));

    assertEquals(List.of(), calm.push(0.1).push(-0.05).said());
  }

  @Test
  void thereIsNoStepAtTheEdgeOfTheDeadZoneAndFullDeflectionStaysFull() {
    EngineFixture calm = with(new MotionSettings(0.1, 1, 0, 0, 250));

    assertEquals(
        List.of("motion 0.001 of 1", "motion -0.500 of 1", "motion 1.000 of 1"),
        calm.push(0.1009).push(-0.55).push(1).said());
  }

  @Test
  void theCurveKeepsTheSign() {
    EngineFixture curved = with(new MotionSettings(0, 2, 0, 0, 250));

    assertEquals(
        List.of("motion 0.250 of 1", "motion -0.250 of 1"), curved.push(0.5).push(-0.5).said());
  }

  @Test
  void whatIsBeyondFullDeflectionIsFullDeflection() {
    assertEquals(List.of("motion 1.000 of 1"), desk.push(1.7).said());
    assertEquals(List.of("motion -1.000 of 1"), desk.at(49).push(-40).said());
  }

  @Test
  void whatIsNotANumberIsRestAndCounted() {
    desk.push(0.5).push(Double.NaN).push(Double.POSITIVE_INFINITY);

    assertEquals(List.of("motion 0.500 of 1", "rest of 1"), desk.said());
    assertEquals(2, desk.state().tally().ignored());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5})
  void oneNumberThatIsNoneIsCounted(int axis) {
    double[] rates = new double[6];
    rates[axis] = Double.NaN;
    desk.accept(
        new Motion(
            EngineFixture.DEVICE,
            desk.nowNanos(),
            rates[0],
            rates[1],
            rates[2],
            rates[3],
            rates[4],
            rates[5]));
    assertEquals(1, desk.state().tally().ignored());
    assertEquals(List.of(), desk.said());
  }

  @Test
  void silenceIsRestWhereTheDeviceIsKnownToRepeat() {
    EngineFixture repeating = with(new MotionSettings(0, 1, 0, 250, 10_000));
    repeating.push(0.5).at(200).push(0.5).at(449);
    assertEquals(List.of("motion 0.500 of 1", "motion 0.500 of 1"), repeating.said());

    assertEquals(List.of("rest of 0"), repeating.at(450).said());
    assertEquals(List.of(), repeating.at(2_000).said());
  }

  @Test
  void aMotionThatLastsIsToldAgainFiveTimesALease() {
    assertEquals(
        List.of("motion 0.500 of 1", "motion 0.500 of 0", "motion 0.500 of 0", "rest of 1"),
        desk.push(0.5).at(50).at(100).at(110).push(0).at(1_000).said());
  }

  @Test
  void aDeviceLostInMotionComesToRestFirst() {
    desk.push(0.5).at(5).push(0.6).at(6).status(DeviceStatus.State.LOST, "unplugged").at(100);

    assertEquals(List.of("motion 0.500 of 1", "rest of 1", "device lost unplugged"), desk.said());
  }

  @Test
  void stoppingBringsAMovingCapToRest() {
    assertEquals(List.of("motion 0.500 of 1", "rest of 0"), desk.push(0.5).stop().said());
  }

  @Test
  void settingsOutOfTheirRangeAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new MotionSettings(Double.NaN, 1, 60, 0, 250));
    assertThrows(IllegalArgumentException.class, () -> new MotionSettings(1, 1, 60, 0, 250));
    assertThrows(IllegalArgumentException.class, () -> new MotionSettings(0, 0, 60, 0, 250));
    assertThrows(IllegalArgumentException.class, () -> new MotionSettings(0, 1, -1, 0, 250));
    assertThrows(IllegalArgumentException.class, () -> new MotionSettings(0, 1, 60, 10, 250));
  }

  private static EngineFixture with(MotionSettings motion) {
    return EngineFixture.connected(ButtonSettings.DEFAULT, motion);
  }
}
