package org.navicast.app.figures;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.navicast.app.board.ClockState;
import org.navicast.app.config.FiguresSection;
import org.navicast.cast.hub.HubClient;
import org.navicast.gateway.runtime.EngineLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the figures again and again, on a thread of its own: the event loop only copies numbers,
 * and never waits for a disk.
 */
public final class FiguresWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FiguresWriter.class);

  /** A loop that does not answer for so long stands still, and the file stays as old as it is. */
  private static final int PATIENCE_SECONDS = 10;

  private final List<Supplier<Sink>> wanted;
  private final List<Sink> sinks = new ArrayList<>();
  private final Set<String> complaints = new HashSet<>();
  private final long everyMillis;
  private final Supplier<CompletableFuture<Reading>> gateway;
  private final Thread thread = Thread.ofPlatform().daemon().name("figures").unstarted(this::run);

  /**
   * @param wanted made on the thread that uses them, since that loads libraries
   */
  private FiguresWriter(
      List<Supplier<Sink>> wanted, int everySeconds, Supplier<CompletableFuture<Reading>> gateway) {
    this.wanted = wanted;
    this.everyMillis = TimeUnit.SECONDS.toMillis(everySeconds);
    this.gateway = gateway;
  }

  /**
   * Begins to write where the configuration wants it.
   *
   * @param gateway its name
   * @param tally that hears of the link
   * @param client that is used now; asked on the event loop
   * @param clock how right the clock of this machine is
   */
  public static Optional<FiguresWriter> start(
      FiguresSection wanted,
      String gateway,
      LinkTally tally,
      Supplier<HubClient> client,
      EngineLoop loop,
      Supplier<Optional<ClockState>> clock) {
    if (!wanted.areWanted()) {
      return Optional.empty();
    }
    List<Supplier<Sink>> sinks = new ArrayList<>();
    wanted.textfile().ifPresent(file -> sinks.add(() -> new Textfile(file)));
    wanted.otlp().ifPresent(collector -> sinks.add(() -> new Collector(collector, gateway)));
    FiguresWriter writer =
        new FiguresWriter(sinks, wanted.everySeconds(), () -> reading(tally, client, loop, clock));
    writer.thread.start();
    return Optional.of(writer);
  }

  private static CompletableFuture<Reading> reading(
      LinkTally tally,
      Supplier<HubClient> client,
      EngineLoop loop,
      Supplier<Optional<ClockState>> clock) {
    CompletableFuture<Reading> reading = new CompletableFuture<>();
    loop.post(
        (engine, nowNanos) ->
            reading.complete(Reading.of(tally, client.get(), loop, engine, nowNanos, clock.get())));
    return reading;
  }

  private void run() {
    try {
      wanted.forEach(sink -> sinks.add(sink.get()));
      while (true) {
        write();
        Thread.sleep(everyMillis);
      }
    } catch (InterruptedException | RejectedExecutionException e) {
      LOG.trace("the gateway ends", e);
    } finally {
      sinks.forEach(FiguresWriter::close);
    }
  }

  private void write() throws InterruptedException {
    try {
      MetricSnapshots figures = Figures.of(gateway.get().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      for (Sink sink : sinks) {
        write(figures, sink);
      }
    } catch (TimeoutException e) {
      LOG.debug("no figures: the event loop does not answer", e);
    } catch (ExecutionException e) {
      LOG.error("no figures, by a fault of this program; please report this", e);
    }
  }

  /** Of a sink that takes nothing a person is told once, until it takes something. */
  private void write(MetricSnapshots figures, Sink sink) {
    try {
      sink.write(figures);
      complaints.remove(sink.name());
    } catch (IOException e) {
      if (complaints.add(sink.name())) {
        LOG.warn("figures: {} cannot be written: {}", sink.name(), e.getMessage());
      }
    }
  }

  private static void close(Sink sink) {
    try {
      sink.close();
    } catch (IOException e) {
      LOG.debug("{} could not be closed", sink.name(), e);
    }
  }

  /** Writes no more, and leaves no file behind whose figures are not true any longer. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
