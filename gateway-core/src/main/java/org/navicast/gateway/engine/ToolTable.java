package org.navicast.gateway.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of each tool, by the frame that it is told in: the same tool in two frames is two.
 *
 * <p>The names come from outside, so their number is bounded. When there is no room, the one that
 * has been silent longest makes it, unless all were heard within the last second.
 */
final class ToolTable<V> {
  /** More than any tracker follows. */
  static final int MAX_TOOLS = 256;

  /** One that was heard within that time keeps its place. */
  static final long KEPT_NANOS = 1_000_000_000L;

  private final Supplier<V> newValue;
  private final Each<? super V> removed;
  private final Map<String, Map<String, Kept<V>>> byFrame = new LinkedHashMap<>();
  private int size;

  /** Told of one. */
  @FunctionalInterface
  interface Each<V> {
    void accept(String frame, String tool, V value);
  }

  private static final class Kept<V> {
    private final String frame;
    private final String tool;
    private final V value;
    private long heardNanos;

    Kept(String frame, String tool, V value) {
      this.frame = frame;
      this.tool = tool;
      this.value = value;
    }
  }

  /**
   * @param removed told of one that makes room for another
   */
  ToolTable(Supplier<V> newValue, Each<? super V> removed) {
    this.newValue = newValue;
    this.removed = removed;
  }

  /** What is kept of a tool that is heard now; null where there is no room for it. */
  @Nullable V hear(String frame, String tool, long nowNanos) {
    Map<String, Kept<V>> inFrame = byFrame.get(frame);
    Kept<V> kept = inFrame == null ? null : inFrame.get(tool);
    if (kept == null) {
      if (size == MAX_TOOLS && !makeRoom(nowNanos)) {
        return null;
      }
      kept = new Kept<>(frame, tool, newValue.get());
      byFrame.computeIfAbsent(frame, _ -> new LinkedHashMap<>()).put(tool, kept);
      size++;
    }
    kept.heardNanos = nowNanos;
    return kept.value;
  }

  /** Each, in the order of frames and, in a frame, of tools in which they were first heard. */
  void forEach(Each<? super V> each) {
    byFrame.forEach(
        (frame, inFrame) -> inFrame.forEach((tool, kept) -> each.accept(frame, tool, kept.value)));
  }

  void clear() {
    byFrame.clear();
    size = 0;
  }

  /** Lets go of the one that has been silent longest. */
  private boolean makeRoom(long nowNanos) {
    Kept<V> oldest = null;
    for (Map<String, Kept<V>> inFrame : byFrame.values()) {
      for (Kept<V> one : inFrame.values()) {
        oldest = oldest == null || one.heardNanos < oldest.heardNanos ? one : oldest;
      }
    }
    if (oldest == null || nowNanos - oldest.heardNanos < KEPT_NANOS) {
      return false;
    }
    Map<String, Kept<V>> inFrame = byFrame.getOrDefault(oldest.frame, Map.of());
    inFrame.remove(oldest.tool);
    if (inFrame.isEmpty()) {
      byFrame.remove(oldest.frame);
    }
    size--;
    removed.accept(oldest.frame, oldest.tool, oldest.value);
    return true;
  }
}
