package org.navicast.cast.words;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Keeps a flood out of the log: of each kind of line some go through in a while, and the others are
 * counted instead of told. So a peer that repeats itself costs a few lines, not the disk, and what
 * matters is not washed away. May be used from any thread.
 */
public final class FloodGate {
  /** What {@link #admit} says of a line that is counted only. */
  public static final long COUNTED = -1;

  /** Where kinds come from outside their number needs a bound; the rest share one. */
  private static final int MAX_KINDS = 256;

  private static final String OTHERS = "other lines";

  private final LongSupplier nanoTime;
  private final long windowNanos;
  private final int most;
  private final Map<String, Kind> kinds = new HashMap<>();

  private static final class Kind {
    private boolean isOpen;
    private long endNanos;
    private int told;
    private long counted;
  }

  /** Of a kind so many were counted since the last line that was told. */
  public record Counted(String kind, long lines) {}

  /**
   * @param nanoTime the monotonic clock, in nanoseconds
   * @param windowNanos how long a while is, from the first line of a kind on
   * @param most how many lines of a kind go through in it, at least 1
   */
  public FloodGate(LongSupplier nanoTime, long windowNanos, int most) {
    this.nanoTime = nanoTime;
    this.windowNanos = windowNanos;
    this.most = most;
  }

  /**
   * Asks to tell a line of that kind.
   *
   * @return how many of its kind were counted since the last that was told, or {@link #COUNTED}
   *     where this one is too
   */
  public synchronized long admit(String kind) {
    Kind its = kinds.get(kind);
    if (its == null) {
      its = kinds.computeIfAbsent(kinds.size() < MAX_KINDS ? kind : OTHERS, _ -> new Kind());
    }
    long now = nanoTime.getAsLong();
    if (!its.isOpen || now - its.endNanos >= 0) {
      its.isOpen = true;
      its.endNanos = now + windowNanos;
      its.told = 0;
    }
    if (its.told == most) {
      its.counted++;
      return COUNTED;
    }
    its.told++;
    long counted = its.counted;
    its.counted = 0;
    return counted;
  }

  /** What was counted of kinds whose while is over; from then on it is told. */
  public synchronized List<Counted> settle() {
    long now = nanoTime.getAsLong();
    List<Counted> settled = new ArrayList<>();
    kinds
        .entrySet()
        .removeIf(
            entry -> {
              Kind its = entry.getValue();
              boolean isOver = now - its.endNanos >= 0;
              if (isOver && its.counted > 0) {
                settled.add(new Counted(entry.getKey(), its.counted));
              }
              return isOver;
            });
    return settled;
  }
}
