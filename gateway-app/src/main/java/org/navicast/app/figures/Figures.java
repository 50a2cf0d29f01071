package org.navicast.app.figures;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.navicast.app.Version;
import org.navicast.app.board.ClockState;
import org.navicast.app.hub.SystemTime;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.hub.HubState;
import org.navicast.gateway.engine.DeviceState;
import org.navicast.gateway.engine.TrackerState;

/**
 * The figures that {@code docs/figures.md} lists, by the conventions of Prometheus: base units in
 * the name, counters in {@code _total}. Names of devices are the only words of a configuration in
 * them.
 */
final class Figures {
  /**
   * Upper bounds of the buckets of an age, in microseconds: fine where a good link is, and one at
   * the usual deadline of a press.
   */
  private static final long[] AGE_BOUNDS_MICROS = {
    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 150_000, 500_000, 1_000_000
  };

  private static final double MICROS = 1e-6;
  private static final double MILLIS = 1e-3;
  private static final double PERCENT = 1e-2;

  private final List<MetricSnapshot> all = new ArrayList<>();

  private Figures() {}

  static MetricSnapshots of(Reading reading) {
    Figures figures = new Figures();
    figures.all.add(
        InfoSnapshot.builder()
            .name("navicast_gateway")
            .help("Which program this is.")
            .dataPoint(
                InfoSnapshot.InfoDataPointSnapshot.builder()
                    .labels(
                        Labels.of("version", Version.GATEWAY, "java", Runtime.version().toString()))
                    .build())
            .build());
    figures.hub(reading);
    figures.events(reading);
    figures.devices(reading);
    figures.trackers(reading);
    figures.machine(reading);
    return new MetricSnapshots(figures.all);
  }

  private void hub(Reading reading) {
    LinkTally.Counted link = reading.link();
    boolean isOnline = link.state() == HubState.ONLINE;
    gauge("navicast_hub_online", "Whether events flow: 1 or 0.", isOnline ? 1 : 0);
    gauge(
        "navicast_hub_impaired",
        "Whether the hub is joined and does not answer: 1 or 0.",
        reading.isImpaired() ? 1 : 0);
    Counter changes = new Counter("navicast_hub_state_changes", "How often the link came there.");
    for (HubState state : HubState.values()) {
      String word = state.label();
      changes.add(link.changes().getOrDefault(state, 0L), "state", word);
    }
    changes.done();
    Counter renewals = new Counter("navicast_hub_token_renewals", "How often a token was renewed.");
    renewals.add(link.tokensRenewed(), "outcome", "renewed");
    renewals.add(link.tokensNotRenewed(), "outcome", "failed");
    renewals.done();
    gauge(
        "navicast_hub_token_left_seconds",
        "How long the token in use is good for.",
        reading.speed().tokenLeftMillis(),
        MILLIS);
    gauge(
        "navicast_hub_lease_left_seconds",
        "How long the subscription lasts unless it is renewed.",
        reading.speed().leaseLeftMillis(),
        MILLIS);
    gauge(
        "navicast_hub_round_trip_seconds",
        "To the hub and back, by the last ping that was answered.",
        reading.speed().roundTripMicros(),
        MICROS);
    gauge(
        "navicast_viewers_paused",
        "Whether all viewers that would act are paused: 1 or 0.",
        reading.isPaused() ? 1 : 0);
  }

  private void events(Reading reading) {
    Counter events = new Counter("navicast_events", "What became of events.");
    reading
        .fates()
        .forEach(
            (name, fates) ->
                fates.forEach(
                    (fate, count) -> events.add(count, "event", name, "fate", fate.label())));
    events.done();
    HistogramSnapshot.Builder ages =
        HistogramSnapshot.builder()
            .name("navicast_event_age_seconds")
            .help("From capture to the hand-over to the socket.");
    Map<String, Histogram> byName = reading.link().ages();
    byName.forEach((name, micros) -> ages.dataPoint(age(name, micros)));
    if (!byName.isEmpty()) {
      all.add(ages.build());
    }
  }

  private static HistogramDataPointSnapshot age(String name, Histogram micros) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    long below = 0;
    for (long bound : AGE_BOUNDS_MICROS) {
      long count = micros.getCountBetweenValues(0, bound);
      buckets.bucket(bound * MICROS, count - below);
      below = count;
    }
    buckets.bucket(Double.POSITIVE_INFINITY, micros.getTotalCount() - below);
    return HistogramDataPointSnapshot.builder()
        .labels(Labels.of("event", name))
        .classicHistogramBuckets(buckets.build())
        .sum(micros.getMean() * micros.getTotalCount() * MICROS)
        .build();
  }

  private void devices(Reading reading) {
    Gauge connected = new Gauge("navicast_device_connected", "Whether it is there: 1 or 0.");
    Gauge battery = new Gauge("navicast_device_battery_ratio", "How full its battery is.");
    Counter reports = new Counter("navicast_device_reports", "What it sent.");
    Counter ignored = new Counter("navicast_device_reports_ignored", "What of it was of no use.");
    Counter dropped =
        new Counter("navicast_device_reports_dropped", "What the gateway could not keep up with.");
    Counter losses = new Counter("navicast_device_losses", "How often it went.");
    Counter faults = new Counter("navicast_device_faults", "How often it failed.");
    for (DeviceState device : reading.devices()) {
      String name = device.device();
      connected.add(
          device.state() == NaviDevice.State.CONNECTED ? 1 : 0,
          "device",
          name,
          "kind",
          device.kind().label());
      device.battery().ifPresent(percent -> battery.add(percent * PERCENT, "device", name));
      reports.add(device.tally().reports(), "device", name);
      ignored.add(device.tally().ignored(), "device", name);
      dropped.add(reading.dropped().getOrDefault(name, 0L), "device", name);
      losses.add(device.tally().losses(), "device", name);
      faults.add(device.tally().faults(), "device", name);
    }
    connected.done();
    battery.done();
    reports.done();
    ignored.done();
    dropped.done();
    losses.done();
    faults.done();
  }

  private void trackers(Reading reading) {
    Gauge offset =
        new Gauge(
            "navicast_tracker_clock_offset_seconds",
            "How far the machine's clock is ahead of the tracker's.");
    Counter refused =
        new Counter("navicast_tracker_poses_refused", "Poses that were no rigid motion.");
    Counter damaged =
        new Counter("navicast_tracker_messages_damaged", "Messages that were not as they should.");
    long nowMicros = SystemTime.epochMicros();
    for (TrackerState tracker : reading.trackers()) {
      String name = tracker.device();
      tracker
          .clockLagNanos()
          .ifPresent(
              lag ->
                  offset.add(
                      (nowMicros + TimeUnit.NANOSECONDS.toMicros(lag - reading.nowNanos()))
                          * MICROS,
                      "device",
                      name));
      refused.add(tracker.refusedPoses(), "device", name);
      damaged.add(tracker.wrongChecksums(), "device", name, "damage", "checksum");
      damaged.add(tracker.malformed(), "device", name, "damage", "malformed");
    }
    offset.done();
    refused.done();
    damaged.done();
  }

  private void machine(Reading reading) {
    Counter standstills =
        new Counter("navicast_standstills", "How often the gateway could not run when it had to.");
    standstills.add(reading.standstills());
    standstills.done();
    if (reading.clock().isPresent()) {
      ClockState clock = reading.clock().get();
      gauge(
          "navicast_clock_synchronised",
          "Whether something sets the machine's clock: 1 or 0.",
          clock.synchronised() ? 1 : 0);
      gauge(
          "navicast_clock_offset_seconds",
          "By how much the machine's clock is to be corrected still.",
          clock.offsetMicros(),
          MICROS);
    }
  }

  private void gauge(String name, String help, double value) {
    Gauge gauge = new Gauge(name, help);
    gauge.add(value);
    gauge.done();
  }

  /** What is not known has no line. */
  private void gauge(String name, String help, OptionalLong value, double unit) {
    value.ifPresent(known -> gauge(name, help, known * unit));
  }

  /** A figure that only grows, of several labels. */
  private final class Counter {
    private final CounterSnapshot.Builder builder;
    private boolean isEmpty = true;

    Counter(String name, String help) {
      builder = CounterSnapshot.builder().name(name).help(help);
    }

    void add(long value, String... labels) {
      isEmpty = false;
      builder.dataPoint(
          CounterDataPointSnapshot.builder()
              .labels(Labels.of(labels))
              .value((double) value)
              .build());
    }

    void done() {
      if (!isEmpty) {
        all.add(builder.build());
      }
    }
  }

  /** A figure that goes up and down, of several labels. */
  private final class Gauge {
    private final GaugeSnapshot.Builder builder;
    private boolean isEmpty = true;

    Gauge(String name, String help) {
      builder = GaugeSnapshot.builder().name(name).help(help);
    }

    void add(double value, String... labels) {
      isEmpty = false;
      builder.dataPoint(
          GaugeDataPointSnapshot.builder().labels(Labels.of(labels)).value(value).build());
    }

    void done() {
      if (!isEmpty) {
        all.add(builder.build());
      }
    }
  }
}
