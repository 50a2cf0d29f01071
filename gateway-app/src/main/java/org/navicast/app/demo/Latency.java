package org.navicast.app.demo;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long events took from capture to subscriber. */
final class Latency {
  private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(1);
  private static final int DIGITS = 3;

  private final Histogram micros = new Histogram(MAX_MICROS, DIGITS);

  void record(long latencyMicros) {
    micros.recordValue(Math.min(latencyMicros, MAX_MICROS));
  }

  Summary summary() {
    return new Summary(
        micros.getTotalCount(),
        micros.getValueAtPercentile(50),
        micros.getValueAtPercentile(99),
        micros.getMaxValue());
  }

  /** All of them in four numbers, microseconds but for the count. */
  record Summary(long count, long p50, long p99, long max) {}
}
