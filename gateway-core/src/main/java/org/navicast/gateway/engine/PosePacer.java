package org.navicast.gateway.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.NaviPose;

/**
 * Lets through so many times a second the newest pose of each tool in each frame. The first after a
 * pause goes at once, and so does, alone, what must not wait: a tool that was lost, or is back.
 *
 * <p>Poses of different moments stay events of their own, each with its own time.
 */
final class PosePacer {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final long intervalNanos;
  private final Consumer<? super NaviPose> out;

  /** What waits, oldest first; no tool of a frame is in it twice. */
  private final List<NaviPose> waiting = new ArrayList<>();

  private boolean begun;
  private long openNanos;

  /**
   * @param rateHz 0: all goes through
   */
  PosePacer(int rateHz, Consumer<? super NaviPose> out) {
    this.intervalNanos = rateHz == 0 ? 0 : NANOS_PER_SECOND / rateHz;
    this.out = out;
  }

  /** Nothing waits. */
  boolean isUnlimited() {
    return intervalNanos == 0;
  }

  void accept(NaviPose pose, boolean urgent) {
    if (isUnlimited()) {
      out.accept(pose);
      return;
    }
    replaceOlder(pose);
    if (urgent && begun) {
      out.accept(pose);
      return;
    }
    waiting.add(pose);
    if (!begun || pose.capturedNanos() - openNanos >= 0) {
      flush(pose.capturedNanos());
    }
  }

  void tick(long nowNanos) {
    if (!waiting.isEmpty() && nowNanos - openNanos >= 0) {
      flush(nowNanos);
    }
  }

  /** When {@link #tick} has something to do. */
  long dueNanos() {
    return waiting.isEmpty() ? Due.NEVER : openNanos;
  }

  private void flush(long nowNanos) {
    waiting.forEach(out);
    waiting.clear();
    // Along its grid while it is in time, so that the rate is the one asked for.
    boolean inTime = begun && nowNanos - openNanos < intervalNanos;
    openNanos = Math.max(inTime ? openNanos + intervalNanos : nowNanos + intervalNanos, nowNanos);
    begun = true;
  }

  private void replaceOlder(NaviPose pose) {
    if (waiting.isEmpty()) {
      return;
    }
    Set<String> renewed = new HashSet<>();
    pose.tools().forEach(tool -> renewed.add(tool.name()));
    for (int i = waiting.size() - 1; i >= 0; i--) {
      if (!waiting.get(i).frame().equals(pose.frame())) {
        continue;
      }
      NaviPose rest = without(waiting.get(i), renewed);
      if (rest == null) {
        waiting.remove(i);
      } else {
        waiting.set(i, rest);
      }
    }
  }

  private static @Nullable NaviPose without(NaviPose pose, Set<String> renewed) {
    List<NaviPose.Tool> rest =
        pose.tools().stream().filter(tool -> !renewed.contains(tool.name())).toList();
    return rest.isEmpty() ? null : pose.withTools(rest);
  }
}
