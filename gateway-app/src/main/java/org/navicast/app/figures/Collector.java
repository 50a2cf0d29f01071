package org.navicast.app.figures;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.HistogramData;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.navicast.app.Version;
import org.navicast.app.hub.SystemTime;

/** An OpenTelemetry collector, told by OTLP over HTTP. */
final class Collector implements Sink {
  /** Its own log would pass ours by. Held here, or it would be forgotten with its level. */
  private static final Logger EXPORTERS = Logger.getLogger("io.opentelemetry");

  private static final int PATIENCE_SECONDS = 5;
  private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("navicast");

  private final URI address;
  private final OtlpHttpMetricExporter exporter;
  private final Resource resource;
  private final long beganNanos = epochNanos();

  /**
   * @param gateway its name
   */
  Collector(URI address, String gateway) {
    EXPORTERS.setLevel(Level.OFF);
    this.address = address;
    this.exporter =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(address.toString())
            .setTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .setRetryPolicy(null)
            .build();
    this.resource =
        Resource.create(
            Attributes.builder()
                .put("service.name", "navicast-gateway")
                .put("service.instance.id", gateway)
                .put("service.version", Version.GATEWAY)
                .build());
  }

  @Override
  public String name() {
    return address.toString();
  }

  @Override
  public void write(MetricSnapshots figures) throws IOException {
    long nowNanos = epochNanos();
    List<MetricData> metrics = new ArrayList<>();
    for (MetricSnapshot figure : figures) {
      switch (figure) {
        case CounterSnapshot counter -> metrics.add(sum(counter, nowNanos));
        case GaugeSnapshot gauge -> metrics.add(gauge(gauge, nowNanos));
        case HistogramSnapshot histogram -> metrics.add(histogram(histogram, nowNanos));
        default -> {
          // which program this is stands in the resource
        }
      }
    }
    CompletableResultCode sent = exporter.export(metrics).join(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (!sent.isSuccess()) {
      throw new IOException(
          reason(sent.getFailureThrowable())
              + "; see that a collector takes OTLP over HTTP there, and lets this machine in");
    }
  }

  private static String reason(Throwable failure) {
    if (failure == null) {
      return "no answer";
    }
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  private MetricData sum(CounterSnapshot counter, long nowNanos) {
    List<DoublePointData> points =
        counter.getDataPoints().stream()
            .map(
                point ->
                    DoublePointData.create(
                        beganNanos,
                        nowNanos,
                        attributes(point.getLabels()),
                        point.getValue(),
                        List.of()))
            .toList();
    return new Metric(
        resource,
        counter,
        MetricDataType.DOUBLE_SUM,
        SumData.createDoubleSumData(true, AggregationTemporality.CUMULATIVE, points));
  }

  private MetricData gauge(GaugeSnapshot gauge, long nowNanos) {
    List<DoublePointData> points =
        gauge.getDataPoints().stream()
            .map(
                point ->
                    DoublePointData.create(
                        beganNanos,
                        nowNanos,
                        attributes(point.getLabels()),
                        point.getValue(),
                        List.of()))
            .toList();
    return new Metric(
        resource, gauge, MetricDataType.DOUBLE_GAUGE, GaugeData.createDoubleGaugeData(points));
  }

  private MetricData histogram(HistogramSnapshot histogram, long nowNanos) {
    List<HistogramPointData> points =
        histogram.getDataPoints().stream().map(point -> point(point, nowNanos)).toList();
    return new Metric(
        resource,
        histogram,
        MetricDataType.HISTOGRAM,
        HistogramData.create(AggregationTemporality.CUMULATIVE, points));
  }

  private HistogramPointData point(HistogramDataPointSnapshot point, long nowNanos) {
    ClassicHistogramBuckets buckets = point.getClassicBuckets();
    List<Double> bounds = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < buckets.size(); i++) {
      counts.add(buckets.getCount(i));
      if (Double.isFinite(buckets.getUpperBound(i))) {
        bounds.add(buckets.getUpperBound(i));
      }
    }
    return HistogramPointData.create(
        beganNanos,
        nowNanos,
        attributes(point.getLabels()),
        point.getSum(),
        false,
        0,
        false,
        0,
        bounds,
        counts);
  }

  private static Attributes attributes(Labels labels) {
    AttributesBuilder attributes = Attributes.builder();
    labels.forEach(label -> attributes.put(label.getName(), label.getValue()));
    return attributes.build();
  }

  private static long epochNanos() {
    return TimeUnit.MICROSECONDS.toNanos(SystemTime.epochMicros());
  }

  @Override
  public void close() {
    exporter.shutdown();
  }

  /** A figure as OpenTelemetry has it; its unit is in its name already, and told beside it. */
  private record Metric(Resource resource, MetricSnapshot figure, MetricDataType type, Data<?> data)
      implements MetricData {
    @Override
    public Resource getResource() {
      return resource;
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
      return SCOPE;
    }

    @Override
    public String getName() {
      return figure.getMetadata().getName();
    }

    @Override
    public String getDescription() {
      return figure.getMetadata().getHelp();
    }

    @Override
    public String getUnit() {
      return getName().endsWith("_seconds") ? "s" : "1";
    }

    @Override
    public MetricDataType getType() {
      return type;
    }

    @Override
    public Data<?> getData() {
      return data;
    }
  }
}
