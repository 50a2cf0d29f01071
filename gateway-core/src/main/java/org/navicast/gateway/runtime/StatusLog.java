package org.navicast.gateway.runtime;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.navicast.gateway.input.DeviceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what a person should know of one device to the log. */
final class StatusLog {
  private static final Logger LOG = LoggerFactory.getLogger(StatusLog.class);

  private static final int LOW_PERCENT = 15;
  private static final int CHARGED_PERCENT = 30;

  private final String device;
  private final LongSupplier nanoTime;
  private final Later later;
  private final StatusNews news = new StatusNews();
  private boolean isBatteryLow;

  /** Runs something after a while, on a thread that may be any. */
  @FunctionalInterface
  interface Later {
    void run(Runnable task, long delayNanos);
  }

  StatusLog(String device, LongSupplier nanoTime, Later later) {
    this.device = device;
    this.nanoTime = nanoTime;
    this.later = later;
  }

  /** True when that was worth a line. */
  synchronized boolean write(DeviceStatus status) {
    List<StatusNews.Line> lines = news.take(status);
    lines.forEach(this::write);
    if (news.isWaiting()) {
      later.run(this::settle, StatusNews.STEADY_NANOS);
    }
    return !lines.isEmpty();
  }

  /** Says that a control lets go by itself. */
  void cannotHold(String control) {
    LOG.warn(
        "{}: {} lets go within {} ms of every press, so it can tap but not hold; where it is"
            + " programmed to type a text, program a plain key",
        device,
        control,
        TimeUnit.NANOSECONDS.toMillis(HoldWatch.SHORTEST_PRESS_NANOS));
  }

  /** Says that a battery is getting empty, again only after it was charged; true when it did. */
  synchronized boolean battery(int percent) {
    boolean isNews = percent <= LOW_PERCENT && !isBatteryLow;
    if (isNews) {
      LOG.warn("{}: its battery is at {} %; charge it", device, percent);
    }
    isBatteryLow = percent <= (isBatteryLow ? CHARGED_PERCENT : LOW_PERCENT);
    return isNews;
  }

  private synchronized void settle() {
    news.settle(nanoTime.getAsLong()).forEach(this::write);
  }

  private void write(StatusNews.Line line) {
    if (line.isWarning()) {
      LOG.warn("{}: {}", device, line.text());
    } else {
      LOG.info("{}: {}", device, line.text());
    }
  }
}
