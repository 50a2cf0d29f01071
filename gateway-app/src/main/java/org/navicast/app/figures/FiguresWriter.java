package org.navicast.app.figures;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
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

  private final Textfile file;
  private final long everyMillis;
  private final Supplier<CompletableFuture<Reading>> gateway;
  private final Thread thread = Thread.ofPlatform().daemon().name("figures").unstarted(this::run);
  private boolean isTold;

  private FiguresWriter(Path file, int everySeconds, Supplier<CompletableFuture<Reading>> gateway) {
    this.file = new Textfile(file);
    this.everyMillis = TimeUnit.SECONDS.toMillis(everySeconds);
    this.gateway = gateway;
  }

  /**
   * Begins to write where the configuration wants it.
   *
   * @param tally that hears of the link
   * @param client that is used now; asked on the event loop
   * @param clock how right the clock of this machine is
   */
  public static Optional<FiguresWriter> start(
      FiguresSection wanted,
      LinkTally tally,
      Supplier<HubClient> client,
      EngineLoop loop,
      Supplier<Optional<ClockState>> clock) {
    return wanted
        .textfile()
        .map(
            file -> {
              FiguresWriter writer =
                  new FiguresWriter(
                      file, wanted.everySeconds(), () -> reading(tally, client, loop, clock));
              writer.thread.start();
              return writer;
            });
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
      while (true) {
        write();
        Thread.sleep(everyMillis);
      }
    } catch (InterruptedException | RejectedExecutionException e) {
      LOG.trace("the gateway ends", e);
    }
  }

  private void write() throws InterruptedException {
    try {
      file.write(Figures.of(gateway.get().get(PATIENCE_SECONDS, TimeUnit.SECONDS)));
      isTold = false;
    } catch (IOException e) {
      complain(e);
    } catch (TimeoutException e) {
      LOG.debug("no figures: the event loop does not answer", e);
    } catch (ExecutionException e) {
      LOG.error("no figures, by a fault of this program; please report this", e);
    }
  }

  private void complain(IOException e) {
    if (!isTold) {
      isTold = true;
      LOG.warn(
          "figures: {} cannot be written ({}); its folder must be there, and this program must be"
              + " allowed to write into it",
          file.file(),
          reason(e));
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "not allowed";
      case NoSuchFileException _ -> "no such folder";
      default -> e.toString();
    };
  }

  /** Writes no more, and takes the file away: its figures are not true any longer. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(1));
      file.delete();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("{} could not be deleted", file.file(), e);
    }
  }
}
