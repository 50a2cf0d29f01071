package org.navicast.gateway.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.Source;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/**
 * Hands on the poses of one tracker, smoothed where that is asked for, and remembers which tools
 * are believed to be somewhere: a tool that falls silent is told as missing, and so are all when
 * the tracker goes. A tool that is told in two frames is two in all of this.
 */
final class PoseRelay {
  private final Source source;
  private final PoseSettings settings;
  private final long freshNanos;
  private final DoubtBook doubts;
  private final PosePacer pacer;
  private final ToolTable<Seen> seen;

  /** When the newest pose was captured; nothing is told as of before that. */
  private long newestNanos = Long.MIN_VALUE;

  /** No tool can have been silent for too long before that. */
  private long staleDueNanos = Due.NEVER;

  private long ignored;

  /** What is remembered of a tool in a frame. */
  private static final class Seen {
    private @Nullable ToolFilter filter;
    private ToolPose.Status status = ToolPose.Status.MISSING;
    private boolean isTold;
    private long toldNanos;

    boolean isBelieved() {
      return status != ToolPose.Status.MISSING;
    }

    void become(ToolPose.Status now, long capturedNanos) {
      status = now;
      isTold = true;
      toldNanos = capturedNanos;
    }
  }

  PoseRelay(
      Source source, PoseSettings settings, DoubtBook doubts, Consumer<? super NaviPose> out) {
    this.source = source;
    this.settings = settings;
    this.freshNanos = settings.freshMillis() * Due.NANOS_PER_MILLI;
    this.doubts = doubts;
    this.pacer = new PosePacer(settings.rateHz(), out);
    this.seen = new ToolTable<>(Seen::new, this::tellMissing);
  }

  void accept(Pose pose) {
    long nowNanos = pose.capturedNanos();
    newestNanos = Math.max(newestNanos, nowNanos);
    List<NaviPose.Tool> all = new ArrayList<>(pose.tools().size());
    List<NaviPose.Tool> urgent = List.of();
    for (ToolPose tool : pose.tools()) {
      Seen its = seen.hear(pose.frame(), tool.name(), nowNanos);
      if (its == null) {
        ignored++;
        doubts.leftOut(tool.name(), pose.frame(), nowNanos);
      } else if (!its.isTold || nowNanos >= its.toldNanos) {
        // What is older than what was told of the tool would turn its way round.
        boolean isNews = its.status != tool.status();
        NaviPose.Tool told = heard(tool, its, pose);
        all.add(told);
        if (isNews) {
          urgent = urgent.isEmpty() ? new ArrayList<>() : urgent;
          urgent.add(told);
        }
      }
    }
    if (urgent.isEmpty() || urgent.size() == all.size() || pacer.isUnlimited()) {
      tell(pose, all, !urgent.isEmpty());
    } else {
      // What must not wait does not take along what must.
      tell(pose, urgent, true);
      all.removeAll(urgent);
      tell(pose, all, false);
    }
  }

  void tick(long nowNanos) {
    if (nowNanos >= staleDueNanos) {
      forget(nowNanos, one -> nowNanos - one.toldNanos >= freshNanos);
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

  /** How many tools were left out because there was no room for them. */
  long ignored() {
    return ignored;
  }

  private void tell(Pose pose, List<NaviPose.Tool> tools, boolean isUrgent) {
    if (!tools.isEmpty()) {
      pacer.accept(
          new NaviPose(source, pose.capturedNanos(), pose.frame(), trackerTime(pose), tools),
          isUrgent);
    }
  }

  /** Remembers the tool, and smooths it where that is asked for. */
  private NaviPose.Tool heard(ToolPose tool, Seen its, Pose pose) {
    its.become(tool.status(), pose.capturedNanos());
    if (its.isBelieved() && freshNanos > 0 && staleDueNanos == Due.NEVER) {
      staleDueNanos = its.toldNanos + freshNanos;
    }
    PoseSettings.Smoothing smoothing = settings.filters().get(tool.name());
    if (tool.status() != ToolPose.Status.OK) {
      its.filter = null;
    } else if (smoothing != null) {
      its.filter = its.filter == null ? new ToolFilter(smoothing) : its.filter;
      return told(its.filter.filter(tool, pose.capturedNanos(), pose.trackerEpochMicros()));
    }
    return told(tool);
  }

  private void forget(long nowNanos, Predicate<Seen> which) {
    long capturedNanos = Math.max(nowNanos, newestNanos);
    Map<String, List<NaviPose.Tool>> missingByFrame = new TreeMap<>();
    staleDueNanos = Due.NEVER;
    seen.forEach(
        (frame, tool, its) -> {
          if (its.isBelieved() && which.test(its)) {
            missingByFrame.computeIfAbsent(frame, _ -> new ArrayList<>()).add(missing(tool));
            its.filter = null;
            its.become(ToolPose.Status.MISSING, capturedNanos);
          } else if (its.isBelieved()) {
            staleDueNanos = Math.min(staleDueNanos, its.toldNanos + freshNanos);
          }
        });
    missingByFrame.forEach(
        (frame, tools) ->
            pacer.accept(
                new NaviPose(source, capturedNanos, frame, NaviPose.NO_TRACKER_TIME, tools), true));
  }

  /** Of one that makes room for another. */
  private void tellMissing(String frame, String tool, Seen its) {
    if (its.isBelieved()) {
      pacer.accept(
          new NaviPose(
              source, newestNanos, frame, NaviPose.NO_TRACKER_TIME, List.of(missing(tool))),
          true);
    }
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
