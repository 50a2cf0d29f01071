package org.navicast.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** A collector on this machine that takes metrics by OTLP over HTTP. */
final class OtlpReceiver implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpServer server;
  private final List<ResourceMetrics> received = new ArrayList<>();

  OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/metrics", this::take);
    server.start();
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/metrics";
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream raw = exchange.getRequestBody();
        InputStream body =
            "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                ? new GZIPInputStream(raw)
                : raw) {
      ExportMetricsServiceRequest request = ExportMetricsServiceRequest.parseFrom(body);
      synchronized (received) {
        received.addAll(request.getResourceMetricsList());
        received.notifyAll();
      }
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /** Waits for a metric of that name that fits. */
  Metric await(String name, Predicate<Metric> wanted) throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    synchronized (received) {
      while (true) {
        for (ResourceMetrics each : received) {
          for (Metric metric : each.getScopeMetrics(0).getMetricsList()) {
            if (metric.getName().equals(name) && wanted.test(metric)) {
              return metric;
            }
          }
        }
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (leftMillis <= 0) {
          throw new AssertionError("no such " + name + " in " + received);
        }
        received.wait(leftMillis);
      }
    }
  }

  /** What the newest said of who it is. */
  Map<String, String> resource() {
    Map<String, String> attributes = new TreeMap<>();
    synchronized (received) {
      received
          .getLast()
          .getResource()
          .getAttributesList()
          .forEach(each -> attributes.put(each.getKey(), each.getValue().getStringValue()));
    }
    return attributes;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
