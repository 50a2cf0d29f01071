package org.navicast.app.board;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the clock of the machine, on a thread of its own: the first system call of a process
 * takes the time to link it, which no press should wait for.
 */
public final class ClockWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);

  private static final Path FILES = Path.of("/run/navicast-clock");
  private static final int LOOK_EVERY_MILLIS = 10_000;

  private final Supplier<Optional<ClockState>> clock;
  private final ClockNews news = new ClockNews();
  private final Thread thread =
      Thread.ofPlatform().daemon().name("clock-watch").unstarted(this::watch);
  private volatile Optional<ClockState> latest = Optional.empty();

  private ClockWatch(Supplier<Optional<ClockState>> clock) {
    this.clock = clock;
  }

  /** Begins to look, every ten seconds, when the gateway has had time to start. */
  public static ClockWatch start() {
    ClockWatch watch = new ClockWatch(ClockWatch::look);
    watch.thread.start();
    return watch;
  }

  /** What is true now; empty where this system does not say. */
  public static Optional<ClockState> look() {
    return ClockFiles.read(FILES).or(KernelClock::read);
  }

  /** What was true at the last look; empty where nobody knows. */
  public Optional<ClockState> latest() {
    return latest;
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(LOOK_EVERY_MILLIS);
        latest = clock.get();
        latest.flatMap(news::take).ifPresent(ClockWatch::write);
      }
    } catch (InterruptedException e) {
      LOG.trace("the gateway ends", e);
    }
  }

  private static void write(ClockNews.Line line) {
    if (line.isWarning()) {
      LOG.warn("{}", line.text());
    } else {
      LOG.info("{}", line.text());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
