package org.navicast.cast.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many lines of a kind are counted, and what was counted is told. */
class FloodGateTest {
  private static final long WINDOW = 1_000;

  private long now = -500;
  private final FloodGate gate = new FloodGate(() -> now, WINDOW, 3);

  @Test
  void someGoThroughAndTheOthersAreCounted() {
    List<Long> answers = IntStream.range(0, 5).mapToObj(_ -> gate.admit("a")).toList();

    assertThat(answers).containsExactly(0L, 0L, 0L, FloodGate.COUNTED, FloodGate.COUNTED);
    assertThat(gate.admit("b")).isZero();
  }

  @Test
  void theNextThatGoesThroughSaysHowManyDidNot() {
    for (int i = 0; i < 20_000; i++) {
      gate.admit("a");
    }
    now += WINDOW;

    assertThat(gate.admit("a")).isEqualTo(19_997);
    assertThat(gate.admit("a")).isZero();
  }

  @Test
  void whatWasCountedIsToldOnceTheWhileIsOver() {
    for (int i = 0; i < 10; i++) {
      gate.admit("a");
    }
    gate.admit("b");
    assertThat(gate.settle()).isEmpty();

    now += WINDOW;
    assertThat(gate.settle()).containsExactly(new FloodGate.Counted("a", 7));
    assertThat(gate.settle()).isEmpty();
  }

  @Test
  void anyNumberOfKindsIsBounded() {
    long told = IntStream.range(0, 10_000).filter(i -> gate.admit("kind " + i) >= 0).count();

    assertThat(told).isLessThan(300);
  }
}
