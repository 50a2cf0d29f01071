package org.navicast.gateway.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.Rigid;
import org.navicast.gateway.input.ToolPose;

/**
 * Tells the tools of a tracker in the frames that matter. What the tracker sends are ways between
 * frames (StylusTip to Tracker, Reference to Tracker), and so are registrations and calibrations;
 * the way from a tool to the frame that it is told in is the shortest chain of them, each taken
 * forward or back.
 *
 * <p>A chain is as good as its weakest link: where one tool in it is missing, invalid or silent for
 * too long, so is the result.
 */
final class FrameChain {
  /** More than any tracker follows; the names come from outside, so their number needs a bound. */
  private static final int MAX_TOOLS = 256;

  private final FrameSettings settings;
  private final long freshNanos;

  /** What the tracker sent last, by frame and tool. */
  private final Map<String, Map<String, Way>> live = new HashMap<>();

  /** All ways that lead somewhere from a frame, fixed ones first. */
  private final Map<String, List<Step>> steps = new HashMap<>();

  private final Map<FrameSettings.Published, List<Step>> chains = new HashMap<>();
  private int tools;

  /** From a frame (or tool) to another, at its newest. */
  private static final class Way {
    private ToolPose.Status status = ToolPose.Status.OK;
    private Rigid motion = Rigid.IDENTITY;
    private long nanos;
    private boolean isFixed;

    boolean isFresh(long nowNanos, long freshNanos) {
      return isFixed || freshNanos == 0 || nowNanos - nanos < freshNanos;
    }
  }

  /** A way that is gone forward, or back. */
  private record Step(String to, Way way, boolean forward) {
    Rigid motion() {
      return forward ? way.motion : way.motion.inverse();
    }
  }

  /**
   * @param freshMillis a tool that is silent for so long is no part of a chain any more; 0: for
   *     ever
   */
  FrameChain(FrameSettings settings, int freshMillis) {
    this.settings = settings;
    this.freshNanos = freshMillis * Due.NANOS_PER_MILLI;
    for (FrameSettings.Fixed fixed : settings.fixed()) {
      Way way = new Way();
      way.isFixed = true;
      way.motion = fixed.motion();
      connect(fixed.from(), fixed.to(), way);
    }
  }

  /** Hands on what is told because of that frame of the tracker. */
  void accept(Pose pose, Consumer<Pose> out) {
    if (settings.published().isEmpty()) {
      out.accept(pose);
      return;
    }
    List<Way> renewed = take(pose);
    Map<String, List<ToolPose>> byFrame = new LinkedHashMap<>();
    for (FrameSettings.Published published : settings.published()) {
      List<Step> chain = chains.computeIfAbsent(published, this::find);
      if (chain.stream().anyMatch(step -> renewed.contains(step.way()))) {
        byFrame
            .computeIfAbsent(published.in(), _ -> new ArrayList<>())
            .add(told(published.tool(), chain, pose.capturedNanos()));
      }
    }
    byFrame.forEach(
        (frame, told) ->
            out.accept(
                new Pose(
                    pose.device(), pose.capturedNanos(), frame, pose.trackerEpochMicros(), told)));
  }

  /** The tracker is gone: no tool is anywhere. */
  void forget() {
    for (Map<String, Way> inFrame : live.values()) {
      inFrame.values().forEach(way -> way.status = ToolPose.Status.MISSING);
    }
  }

  private List<Way> take(Pose pose) {
    List<Way> renewed = new ArrayList<>(pose.tools().size());
    for (ToolPose tool : pose.tools()) {
      Way way = way(tool.name(), pose.frame());
      if (way != null) {
        way.status = tool.status();
        way.nanos = pose.capturedNanos();
        way.motion = tool.motion();
        renewed.add(way);
      }
    }
    return renewed;
  }

  /** The way of a tool in a frame; null where it is one too many. */
  private @Nullable Way way(String tool, String frame) {
    Map<String, Way> inFrame = live.get(frame);
    Way known = inFrame == null ? null : inFrame.get(tool);
    if (known != null || tools == MAX_TOOLS) {
      return known;
    }
    tools++;
    Way way = new Way();
    live.computeIfAbsent(frame, _ -> new HashMap<>()).put(tool, way);
    connect(tool, frame, way);
    return way;
  }

  private void connect(String from, String to, Way way) {
    steps.computeIfAbsent(from, _ -> new ArrayList<>()).add(new Step(to, way, true));
    steps.computeIfAbsent(to, _ -> new ArrayList<>()).add(new Step(from, way, false));
    chains.clear();
  }

  /** The shortest chain; empty where there is none yet. */
  private List<Step> find(FrameSettings.Published published) {
    Map<String, List<Step>> found = new HashMap<>();
    Deque<String> next = new ArrayDeque<>();
    found.put(published.tool(), List.of());
    next.add(published.tool());
    while (!next.isEmpty()) {
      String at = next.remove();
      List<Step> before = found.getOrDefault(at, List.of());
      if (at.equals(published.in())) {
        return before;
      }
      for (Step step : steps.getOrDefault(at, List.of())) {
        if (!found.containsKey(step.to())) {
          List<Step> chain = new ArrayList<>(before);
          chain.add(step);
          found.put(step.to(), chain);
          next.add(step.to());
        }
      }
    }
    return List.of();
  }

  private ToolPose told(String tool, List<Step> chain, long nowNanos) {
    ToolPose.Status doubt = doubt(chain, nowNanos);
    if (doubt != null) {
      return ToolPose.without(tool, doubt);
    }
    Rigid motion = Rigid.IDENTITY;
    for (Step step : chain) {
      motion = step.motion().after(motion);
    }
    return ToolPose.at(tool, motion.normalized());
  }

  private ToolPose.@Nullable Status doubt(List<Step> chain, long nowNanos) {
    ToolPose.Status doubt = null;
    for (Step step : chain) {
      Way way = step.way();
      if (way.status == ToolPose.Status.MISSING || !way.isFresh(nowNanos, freshNanos)) {
        return ToolPose.Status.MISSING;
      }
      if (way.status == ToolPose.Status.INVALID) {
        doubt = ToolPose.Status.INVALID;
      }
    }
    return doubt;
  }
}
