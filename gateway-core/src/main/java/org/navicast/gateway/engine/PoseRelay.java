package org.navicast.gateway.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.Source;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/**
 * Hands on the poses of one tracker, smoothed where that is asked for, and remembers which tools
 * are believed to be somewhere: a tool that falls silent is told as missing, and so are all when
 * the tracker goes.
 */
final class PoseRelay {
  /** More than any tracker follows; the names come from outside, so their number needs a bound. */
  static final int MAX_TOOLS = 256;

  private final Source source;
  private final PoseSettings settings;
  private final long freshNanos;
  private final PosePacer pacer;

  /** Tools last told as anything but missing. */
  private final Map<String, Seen> seen = new LinkedHashMap<>();

  /** No tool can have been silent for too long before that. */
  private long staleDueNanos = Due.NEVER;

  private long ignored;

  /** What is remembered of a tool. */
  private static final class Seen {
    private final @Nullable ToolFilter filter;
    private ToolPose.Status status = ToolPose.Status.MISSING;
    private String frame = "";
    private long nanos;

    Seen(PoseSettings.@Nullable Smoothing smoothing) {
      this.filter = smoothing == null ? null : new ToolFilter(smoothing);
    }
  }

  PoseRelay(Source source, PoseSettings settings, Consumer<? super NaviEvent> out) {
    this.source = source;
    this.settings = settings;
    this.freshNanos = settings.freshMillis() * Due.NANOS_PER_MILLI;
    this.pacer = new PosePacer(settings.rateHz(), out);
  }

  void accept(Pose pose) {
    List<ToolPose> tools = pose.tools();
    if (!hasRoom(tools)) {
      ignored++;
      return;
    }
    boolean urgent = false;
    NaviPose.Tool[] told = new NaviPose.Tool[tools.size()];
    for (int i = 0; i < told.length; i++) {
      ToolPose tool = tools.get(i);
      Seen before = seen.get(tool.name());
      urgent |= (before == null ? ToolPose.Status.MISSING : before.status) != tool.status();
      told[i] = told(heard(tool, before, pose));
    }
    NaviPose event =
        new NaviPose(source, pose.capturedNanos(), pose.frame(), trackerTime(pose), List.of(told));
    pacer.accept(event, urgent);
  }

  void tick(long nowNanos) {
    if (nowNanos >= staleDueNanos) {
      forget(nowNanos, one -> nowNanos - one.nanos >= freshNanos);
    }
    pacer.tick(nowNanos);
  }

  /** When {@link #tick} has something to do. */
  long dueNanos() {
    return Math.min(staleDueNanos, pacer.dueNanos());
  }

  /** Tells every tool that is believed to be somewhere as missing, once. */
  void forget(long capturedNanos) {
    forget(capturedNanos, _ -> true);
  }

  /** How many poses brought more tools than the bound. */
  long ignored() {
    return ignored;
  }

  private boolean hasRoom(List<ToolPose> tools) {
    return seen.size() + tools.size() <= MAX_TOOLS
        || seen.size() + tools.stream().filter(tool -> !seen.containsKey(tool.name())).count()
            <= MAX_TOOLS;
  }

  /** Remembers the tool, and smooths it where that is asked for. */
  private ToolPose heard(ToolPose tool, @Nullable Seen before, Pose pose) {
    if (tool.status() == ToolPose.Status.MISSING) {
      seen.remove(tool.name());
      return tool;
    }
    Seen now = before == null ? new Seen(settings.filters().get(tool.name())) : before;
    if (before == null) {
      seen.put(tool.name(), now);
    }
    now.status = tool.status();
    now.frame = pose.frame();
    now.nanos = pose.capturedNanos();
    if (freshNanos > 0 && staleDueNanos == Due.NEVER) {
      staleDueNanos = now.nanos + freshNanos;
    }
    return now.filter == null || tool.status() != ToolPose.Status.OK
        ? tool
        : now.filter.filter(tool, pose.capturedNanos());
  }

  private void forget(long capturedNanos, Predicate<Seen> which) {
    Map<String, List<NaviPose.Tool>> missingByFrame = new TreeMap<>();
    seen.entrySet()
        .removeIf(
            entry -> {
              boolean gone = which.test(entry.getValue());
              if (gone) {
                missingByFrame
                    .computeIfAbsent(entry.getValue().frame, _ -> new ArrayList<>())
                    .add(missing(entry.getKey()));
              }
              return gone;
            });
    staleDueNanos =
        freshNanos == 0
            ? Due.NEVER
            : seen.values().stream()
                .mapToLong(one -> one.nanos + freshNanos)
                .min()
                .orElse(Due.NEVER);
    missingByFrame.forEach(
        (frame, tools) ->
            pacer.accept(
                new NaviPose(source, capturedNanos, frame, NaviPose.NO_TRACKER_TIME, tools), true));
  }

  private static long trackerTime(Pose pose) {
    return pose.trackerEpochMicros() == Pose.NO_TRACKER_TIME
        ? NaviPose.NO_TRACKER_TIME
        : pose.trackerEpochMicros();
  }

  private static NaviPose.Tool told(ToolPose tool) {
    String status =
        switch (tool.status()) {
          case OK -> NaviPose.Tool.OK;
          case MISSING -> NaviPose.Tool.MISSING;
          case INVALID -> NaviPose.Tool.INVALID;
        };
    return new NaviPose.Tool(
        tool.name(),
        status,
        tool.x(),
        tool.y(),
        tool.z(),
        tool.qx(),
        tool.qy(),
        tool.qz(),
        tool.qw());
  }

  private static NaviPose.Tool missing(String name) {
    return told(ToolPose.without(name, ToolPose.Status.MISSING));
  }
}
