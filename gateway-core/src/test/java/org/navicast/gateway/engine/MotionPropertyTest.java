package org.navicast.gateway.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.navicast.cast.event.NaviMotion;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Motion;
import org.navicast.gateway.input.MotionAxis;

/** What holds for motions whatever hands, cables and the scheduler do. */
class MotionPropertyTest {
  /**
   * @param waitMillis how much time passes before it
   * @param stalled nobody ticks in that time
   */
  record Report(int waitMillis, boolean stalled, double deflection) {}

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void everyReportIsFoldedIntoExactlyOneMotionAndTheLastOneIsRest(
      @ForAll("reports") List<Report> reports, @ForAll @IntRange(max = 200) int rateHz) {
    EngineFixture desk = moved(reports, rateHz);
    desk.push(0);

    boolean moving = false;
    int counting = 0;
    for (Report report : reports) {
      boolean moves = report.deflection() != 0;
      counting += moves || moving ? 1 : 0;
      moving = moves;
    }
    List<NaviMotion> motions = motions(desk);
    assertEquals(counting + (moving ? 1 : 0), motions.stream().mapToInt(NaviMotion::merged).sum());
    assertTrue(motions.isEmpty() || motions.getLast().atRest());
    for (int i = 1; i < motions.size(); i++) {
      assertFalse(motions.get(i).atRest() && motions.get(i - 1).atRest(), "rest is told once");
    }
  }

  @Property(tries = 200)
  void aLostDeviceAndAStoppedGatewayAreAtRest(
      @ForAll("reports") List<Report> reports, @ForAll boolean lost) {
    EngineFixture desk = moved(reports, 60);
    if (lost) {
      desk.status(DeviceStatus.State.LOST, "unplugged");
    } else {
      desk.stop();
    }
    desk.push(0.5);

    List<NaviMotion> motions = motions(desk);
    assertTrue(motions.isEmpty() || motions.getLast().atRest());
    assertEquals(Long.MAX_VALUE, desk.engine().nextDueNanos());
  }

  @Property
  void theResponseIsOddMonotonicAndStaysInItsRange(
      @ForAll @DoubleRange(max = 0.9) double deadZone,
      @ForAll @DoubleRange(min = 0.2, max = 5) double curve,
      @ForAll @DoubleRange(max = 10) double sensitivity,
      @ForAll boolean inverted,
      @ForAll @DoubleRange(min = -2, max = 2) double one,
      @ForAll @DoubleRange(min = -2, max = 2) double other) {
    AxisShape shape = new AxisShape(MotionAxis.X, deadZone, curve, sensitivity, inverted);
    double low = shape.rate(inverted ? Math.max(one, other) : Math.min(one, other));
    double high = shape.rate(inverted ? Math.min(one, other) : Math.max(one, other));

    assertTrue(-1 <= low && low <= high && high <= 1);
    assertEquals(0, shape.rate(one) + shape.rate(-one));
    assertEquals(Math.min(1, sensitivity), Math.abs(shape.rate(1)));
  }

  @Property
  void ofManyAxesTheDominantOneIsToldAloneAndChangesOnlyForALargerOne(
      @ForAll @Size(min = 1, max = 30)
          List<@Size(6) List<@DoubleRange(min = -1, max = 1) Double>> pushes) {
    MotionShape same = MotionShape.same(0.1, 1);
    MotionShaper shaper =
        new MotionShaper(new MotionShape(same.axes(), MotionShape.Lock.NONE, true));
    MotionShaper all = new MotionShaper(same);
    int last = -1;
    for (List<Double> push : pushes) {
      Motion motion =
          new Motion(
              "cap",
              0,
              push.get(0),
              push.get(1),
              push.get(2),
              push.get(3),
              push.get(4),
              push.get(5));
      double[] every = all.shape(motion);
      double[] told = shaper.shape(motion);
      int now = -1;
      double most = 0;
      for (int i = 0; i < told.length; i++) {
        assertTrue(told[i] == 0 || (now < 0 && told[i] == every[i]), "one is told, as it is");
        now = told[i] == 0 ? now : i;
        most = Math.max(most, Math.abs(every[i]));
      }
      assertEquals(most == 0, now < 0);
      if (now >= 0 && last >= 0 && now != last) {
        assertTrue(Math.abs(told[now]) > Math.abs(every[last]));
      }
      last = now;
    }
  }

  @Provide
  Arbitrary<List<Report>> reports() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 40),
            Arbitraries.of(true, false),
            Arbitraries.of(0.0, 0.0, 0.3, -0.6, 1.0))
        .as(Report::new)
        .list()
        .ofMaxSize(80);
  }

  private static EngineFixture moved(List<Report> reports, int rateHz) {
    EngineFixture desk =
        EngineFixture.connected(ButtonSettings.DEFAULT, new MotionSettings(0, 1, rateHz, 0, 250));
    long millis = 0;
    for (Report report : reports) {
      millis += report.waitMillis();
      if (report.stalled()) {
        desk.stallUntil(millis);
      } else {
        desk.at(millis);
      }
      desk.push(report.deflection());
    }
    return desk;
  }

  private static List<NaviMotion> motions(EngineFixture desk) {
    return desk.events().stream()
        .filter(NaviMotion.class::isInstance)
        .map(NaviMotion.class::cast)
        .toList();
  }
}
