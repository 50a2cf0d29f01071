package org.navicast.cast.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Lines in virtual time. */
class PacingTest {
  @Test
  void bytesTakeTheirTimeAndThenTheLatency() {
    Pacing line = new Pacing(250, 100);
    assertThat(line.arriveNanos(0, 1_000)).isEqualTo(ms(132)); // 8,000 bits at 250 kbit/s
  }

  @Test
  void whatComesWhileTheLineIsBusyWaits() {
    Pacing line = new Pacing(250, 100);
    line.arriveNanos(0, 1_000);
    assertThat(line.arriveNanos(ms(2), 500)).isEqualTo(ms(148));
    assertThat(line.arriveNanos(ms(1_000), 500)).isEqualTo(ms(1_116));
  }

  @Test
  void anUnlimitedLineHasOnlyItsLatency() {
    Pacing line = new Pacing(0, 20);
    assertThat(line.arriveNanos(ms(5), 1_000_000)).isEqualTo(ms(25));
    assertThat(line.arriveNanos(ms(5), 1_000_000)).isEqualTo(ms(25));
  }

  /** The monotonic clock may begin anywhere. */
  @Test
  void timeMayBeNegative() {
    Pacing line = new Pacing(1_000, 0);
    assertThat(line.arriveNanos(ms(-100), 1_000)).isEqualTo(ms(-92));
  }

  private static long ms(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
