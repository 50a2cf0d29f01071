package org.navicast.cast.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.navicast.cast.retry.Backoff;

/** A thousand gateways lose the same hub at the same moment, in virtual time. */
class StampedeTest {
  private static final int GATEWAYS = 1_000;

  /** From the attempt until the gateway is online: token, subscription, WebSocket. */
  private static final long SUBSCRIBE_MILLIS = 200;

  @ParameterizedTest
  @ValueSource(longs = {0, 500, 2_000, 5_000, 10_000, 60_000, 600_000})
  void comingBackMakesNoPeak(long outageMillis) {
    long[] back = new long[GATEWAYS];
    List<Long> attempts = new ArrayList<>();
    for (int i = 0; i < GATEWAYS; i++) {
      Backoff backoff = Retries.reconnecting(new SplittableRandom(i)::nextDouble);
      long now = backoff.nextMillis();
      assertThat(now).isLessThan(250);
      attempts.add(now);
      while (now < outageMillis) {
        now += backoff.nextMillis();
        attempts.add(now);
      }
      back[i] = now - outageMillis;
    }
    long last = Arrays.stream(back).max().orElseThrow();
    assertThat(peakToMean(Arrays.stream(back).boxed().toList(), 0, last + 1))
        .as("connects of gateways that get in")
        .isLessThanOrEqualTo(3);
    // Those that hammer at a closed door, from a second after the loss until the hub is back.
    if (outageMillis >= 2_000) {
      List<Long> vain = attempts.stream().filter(at -> at < outageMillis).toList();
      assertThat(peakToMean(vain, 0, Math.min(outageMillis, 10_000)))
          .as("connects in vain while the outage is short")
          .isLessThanOrEqualTo(3);
    }
    if (outageMillis <= 5_000) {
      assertThat(last + SUBSCRIBE_MILLIS).as("a short outage").isLessThanOrEqualTo(2_000);
    }
    assertThat(last).isLessThanOrEqualTo(15_000);
  }

  /** Most connects in any second, against the mean of the time from the first to the last. */
  private static double peakToMean(List<Long> atMillis, long from, long until) {
    long[] sorted =
        atMillis.stream()
            .filter(at -> at >= from && at < until)
            .mapToLong(Long::longValue)
            .sorted()
            .toArray();
    int peak = 0;
    int oldest = 0;
    for (int i = 0; i < sorted.length; i++) {
      while (sorted[i] - sorted[oldest] >= 1_000) {
        oldest++;
      }
      peak = Math.max(peak, i - oldest + 1);
    }
    double seconds = Math.max(1_000, until - from) / 1_000.0;
    return peak / (sorted.length / seconds);
  }
}
