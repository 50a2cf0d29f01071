package org.navicast.hub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.http.Json;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the process of this node takes, by the names that the reference hub has for it. What the
 * system does not tell is left out.
 */
final class ProcessFigures {
  /** Of a shorter time the processor's share says little, since it is counted in steps of 10 ms. */
  private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String RESIDENT = "VmRSS:";
  private static final double KIB_A_MB = 1024;

  private final LongSupplier nanoTime;
  private final Supplier<Optional<Duration>> processorTime;
  private final Instant started;
  private final long startedNanos;
  private long lookedNanos;
  private @Nullable Duration lookedTime;
  private @Nullable Double percent;

  ProcessFigures(InstantSource clock, LongSupplier nanoTime) {
    this(clock, nanoTime, () -> ProcessHandle.current().info().totalCpuDuration());
  }

  /**
   * @param processorTime what all threads had of the processors since the process began
   */
  ProcessFigures(
      InstantSource clock, LongSupplier nanoTime, Supplier<Optional<Duration>> processorTime) {
    this.nanoTime = nanoTime;
    this.processorTime = processorTime;
    this.started = clock.instant();
    this.startedNanos = nanoTime.getAsLong();
    // Once for nothing: what is needed for it is loaded now, and not while events have to wait.
    addTo(Json.object());
  }

  /** Adds them to what is told of the hub. */
  void addTo(ObjectNode metrics) {
    metrics
        .put("started_at", Json.timestamp(started))
        .put("uptime_seconds", TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - startedNanos));
    Double share = processorPercent();
    if (share != null) {
      metrics.put("cpu_percent", share);
    }
    residentMegabytes().ifPresent(megabytes -> metrics.put("memory_rss_mb", megabytes));
  }

  /** Of one core, since somebody asked before; null where that was not long enough ago yet. */
  private @Nullable Double processorPercent() {
    long now = nanoTime.getAsLong();
    Duration before = lookedTime;
    if (before != null && now - lookedNanos < LEAST_NANOS) {
      return percent;
    }
    Duration taken = processorTime.get().orElse(null);
    if (taken != null && before != null) {
      percent = 100.0 * taken.minus(before).toNanos() / (now - lookedNanos);
    }
    lookedTime = taken;
    lookedNanos = now;
    return percent;
  }

  /** Linux tells it. */
  private static Optional<Double> residentMegabytes() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith(RESIDENT))
          .map(line -> line.substring(RESIDENT.length()).replace("kB", "").strip())
          .map(kib -> Integer.parseInt(kib) / KIB_A_MB)
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
