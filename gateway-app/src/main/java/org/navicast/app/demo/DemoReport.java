package org.navicast.app.demo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.navicast.app.gateway.EventCounts;

/**
 * Follows what the subscriber receives: tells each event, sums up the continuous ones once a
 * second, counts and measures all. Used on one thread.
 */
final class DemoReport {
  private final DemoFormat format;
  private final Consumer<String> lines;
  private final Map<String, Long> received = new TreeMap<>();
  private final Map<String, Tally> continuous = new LinkedHashMap<>();
  private final Latency latency = new Latency();

  /** The continuous events of one device since they were last told. */
  private record Tally(ReceivedEvent latest, long count) {
    Tally with(ReceivedEvent next) {
      return new Tally(next, count + 1);
    }
  }

  DemoReport(DemoFormat format, Consumer<String> lines) {
    this.format = format;
    this.lines = lines;
  }

  /** Takes an event in. */
  void received(ReceivedEvent event) {
    received.merge(event.name(), 1L, Long::sum);
    event.latencyMicros().ifPresent(latency::record);
    if (event.continuous()) {
      continuous.compute(
          event.name() + " " + event.device() + " " + event.resource().path("action").asString(""),
          (_, tally) -> tally == null ? new Tally(event, 1) : tally.with(event));
    } else {
      lines.accept(format.event(event));
    }
  }

  /** Tells the continuous events since the last time; to be called once a second. */
  void everySecond() {
    continuous
        .values()
        .forEach(tally -> lines.accept(format.continuous(tally.latest, tally.count)));
    continuous.clear();
  }

  /** How many events were received. */
  long count() {
    return received.values().stream().mapToLong(Long::longValue).sum();
  }

  /** All of it until now. */
  DemoSummary summary(double seconds, EventCounts counts, HubPauses pauses) {
    return new DemoSummary(seconds, counts, pauses, new TreeMap<>(received), latency.summary());
  }
}
