package org.navicast.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.words.FloodGate;

/**
 * Hands the log over to a thread of its own, for a reader of the log may stand still: a pipe that
 * is full would stop whoever writes to it, the event loop and the end of the program included.
 *
 * <p>Nobody waits here. What does not fit is lost and counted, and so is all but the first lines of
 * a flood; both are told once something is written again.
 */
public final class HandOver extends UnsynchronizedAppenderBase<ILoggingEvent> {
  static final int CAPACITY = 1_024;

  /** So many lines of a kind are told in so long. */
  static final int MOST_OF_A_KIND = 20;

  static final long FLOOD_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** How often a thread with nothing to write looks whether a flood is over. */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final LogTarget target;
  private final FloodGate floods;
  private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong lost = new AtomicLong();
  private final Thread writer =
      Thread.ofPlatform().daemon().name("log").unstarted(this::writeForEver);

  /** What waits to be written. */
  private sealed interface Entry {
    record Line(ILoggingEvent event, long countedBefore) implements Entry {}

    /** Somebody waits until all before it is written. */
    record Mark(CountDownLatch reached) implements Entry {}
  }

  /**
   * @param target may take for ever
   * @param nanoTime the monotonic clock, in nanoseconds
   */
  public HandOver(LogTarget target, LongSupplier nanoTime) {
    this.target = target;
    this.floods = new FloodGate(nanoTime, FLOOD_NANOS, MOST_OF_A_KIND);
    setName("log");
  }

  @Override
  public void start() {
    super.start();
    writer.start();
  }

  @Override
  protected void append(ILoggingEvent event) {
    long countedBefore = floods.admit(kind(event));
    if (countedBefore != FloodGate.COUNTED) {
      String _ = event.getFormattedMessage(); // made here and kept: what it is made of may change
      if (!queue.offer(new Entry.Line(event, countedBefore))) {
        lost.incrementAndGet();
      }
    }
  }

  /** Waits until what was handed over is written, but not for longer than that. */
  public void flush(long millis) {
    CountDownLatch reached = new CountDownLatch(1);
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    try {
      if (queue.offer(new Entry.Mark(reached), millis, TimeUnit.MILLISECONDS)) {
        boolean _ = reached.await(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What makes lines alike: where they come from and their words, not what is told in them. */
  private static String kind(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    String message = event.getMessage();
    return thrown == null ? message : message + " " + thrown.getClassName();
  }

  private void writeForEver() {
    try {
      while (true) {
        write(queue.poll(LOOK_NANOS, TimeUnit.NANOSECONDS));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(@Nullable Entry entry) {
    try {
      switch (entry) {
        case Entry.Line(ILoggingEvent event, long countedBefore) -> {
          target.put(event);
          if (countedBefore > 0) {
            tell("{} more lines like this one were counted only", countedBefore);
          }
        }
        case Entry.Mark _ -> {
          // told below that it was reached
        }
        case null -> {
          // nothing came for a while
        }
      }
      long missing = lost.getAndSet(0);
      if (missing > 0) {
        tell("{} lines of this log are lost, since nobody read it for a while", missing);
      }
      if (queue.isEmpty()) {
        for (FloodGate.Counted counted : floods.settle()) {
          tell("{} more lines were counted only, like: {}", counted.lines(), counted.kind());
        }
      }
      if (entry instanceof Entry.Mark) {
        target.flush();
      }
    } catch (IOException _) {
      lost.incrementAndGet(); // nobody is there to read it
    }
    if (entry instanceof Entry.Mark(CountDownLatch reached)) {
      reached.countDown(); // with what was counted behind it
    }
  }

  private void tell(String message, Object... arguments) throws IOException {
    target.put(OwnEntry.of(message, arguments));
  }
}
