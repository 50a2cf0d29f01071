package org.navicast.gateway.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.navicast.gateway.input.Doubt;

/**
 * Keeps what is doubted of one device: each topic is told once, with how often it came in its first
 * second, and again only after it was quiet for a minute.
 */
final class DoubtBook {
  /** After so long it is told, so that the count says how much of what comes is concerned. */
  static final long GATHERING_NANOS = 1_000_000_000L;

  /** What did not come again for so long is over. */
  static final long QUIET_NANOS = 60_000_000_000L;

  /** The names in topics come from outside, so their number needs a bound. */
  static final int MAX_TOPICS = 32;

  private final String device;
  private final Consumer<? super Doubted> out;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private long dueNanos = Due.NEVER;

  /** One topic. */
  private static final class Entry {
    private final long firstNanos;
    private String reason = "";
    private long lastNanos;
    private long count;
    private boolean lasts;
    private boolean isOver;
    private boolean isTold;

    Entry(long firstNanos) {
      this.firstNanos = firstNanos;
    }

    boolean isQuiet(long nowNanos) {
      return (isOver || !lasts) && nowNanos - lastNanos >= QUIET_NANOS;
    }
  }

  DoubtBook(String device, Consumer<? super Doubted> out) {
    this.device = device;
    this.out = out;
  }

  void accept(Doubt doubt) {
    if (doubt.count() > 0) {
      note(doubt);
    } else {
      Entry entry = entries.get(doubt.topic());
      if (entry != null) {
        entry.isOver = true;
      }
    }
  }

  /** That so many were left out or not believed just now. */
  void note(String topic, String reason, long count, long nowNanos) {
    note(Doubt.of(device, nowNanos, topic, reason, count));
  }

  /** That there is no room for a tool. */
  void leftOut(String tool, String frame, long nowNanos) {
    note(
        "left out",
        "it tells of more than "
            + ToolTable.MAX_TOOLS
            + " tools at once, and "
            + tool
            + " in "
            + frame
            + " is left out with others; let its server tell only what is needed",
        1,
        nowNanos);
  }

  void tick(long nowNanos) {
    if (nowNanos < dueNanos) {
      return;
    }
    dueNanos = Due.NEVER;
    for (Entry entry : entries.values()) {
      if (!entry.isTold && nowNanos - entry.firstNanos >= GATHERING_NANOS) {
        tell(entry);
      } else if (!entry.isTold) {
        dueNanos = Math.min(dueNanos, entry.firstNanos + GATHERING_NANOS);
      }
    }
  }

  /** When {@link #tick} has something to do. */
  long dueNanos() {
    return dueNanos;
  }

  /** The device came or went: what lasted is over, and what waited to be told is told. */
  void renew() {
    for (Entry entry : entries.values()) {
      entry.isOver |= entry.lasts;
      if (!entry.isTold) {
        tell(entry);
      }
    }
    dueNanos = Due.NEVER;
  }

  /** What is doubted now, in the order in which it began. */
  List<Doubted> current(long nowNanos) {
    return entries.values().stream()
        .filter(entry -> !entry.isOver && !entry.isQuiet(nowNanos))
        .map(this::doubted)
        .toList();
  }

  private void note(Doubt doubt) {
    long nowNanos = doubt.capturedNanos();
    Entry entry = entries.get(doubt.topic());
    if (entry == null || entry.isQuiet(nowNanos)) {
      entries.values().removeIf(one -> one.isQuiet(nowNanos));
      if (entries.size() == MAX_TOPICS) {
        return;
      }
      entry = new Entry(nowNanos);
      entries.put(doubt.topic(), entry);
      dueNanos = Math.min(dueNanos, nowNanos + GATHERING_NANOS);
    }
    entry.reason = doubt.reason();
    entry.count += doubt.count();
    entry.lasts = doubt.lasts();
    entry.isOver = false;
    entry.lastNanos = nowNanos;
  }

  private void tell(Entry entry) {
    entry.isTold = true;
    out.accept(doubted(entry));
  }

  private Doubted doubted(Entry entry) {
    return new Doubted(device, entry.reason, entry.count);
  }
}
