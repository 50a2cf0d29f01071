package org.navicast.gateway.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.navicast.gateway.input.Damage;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/** Watches how a tracker sends, for whoever asks for its status; it changes no pose. */
final class TrackerWatch {
  private final String device;

  /** By frame and tool, in the order in which they were first seen. */
  private final Map<String, Map<String, ToolArrivals>> tools = new LinkedHashMap<>();

  private ClockLag clock = new ClockLag();
  private int toolCount;
  private long refused;
  private long wrongChecksums;
  private long malformed;

  TrackerWatch(String device) {
    this.device = device;
  }

  void accept(Pose pose) {
    clock.hear(pose);
    List<ToolPose> its = pose.tools();
    for (int i = 0; i < its.size(); i++) {
      ToolPose tool = its.get(i);
      switch (tool.status()) {
        case OK -> {
          ToolArrivals arrivals = arrivals(pose.frame(), tool.name());
          if (arrivals != null) {
            arrivals.hear(pose);
          }
        }
        case INVALID -> refused++;
        case MISSING -> {
          // seen by nobody: the rate of the others tells that
        }
      }
    }
  }

  void accept(Damage damage) {
    wrongChecksums += damage.wrongChecksums();
    malformed += damage.malformed();
  }

  /** The tracker is gone; the next one at its place may have another clock and other tools. */
  void forget() {
    tools.clear();
    toolCount = 0;
    clock = new ClockLag();
  }

  TrackerState state(long nowNanos) {
    List<TrackerState.Tool> told = new ArrayList<>(toolCount);
    tools.forEach(
        (frame, inFrame) ->
            inFrame.forEach(
                (name, arrivals) ->
                    told.add(
                        new TrackerState.Tool(
                            name, frame, arrivals.rateHz(nowNanos), arrivals.jitterMicros()))));
    return new TrackerState(
        device, clock.nanos(nowNanos), refused, wrongChecksums, malformed, told);
  }

  /** Null for one tool more than there is room for. */
  private @Nullable ToolArrivals arrivals(String frame, String tool) {
    Map<String, ToolArrivals> inFrame = tools.get(frame);
    ToolArrivals known = inFrame == null ? null : inFrame.get(tool);
    if (known != null || toolCount == PoseRelay.MAX_TOOLS) {
      return known;
    }
    toolCount++;
    ToolArrivals arrivals = new ToolArrivals();
    tools.computeIfAbsent(frame, _ -> new LinkedHashMap<>()).put(tool, arrivals);
    return arrivals;
  }
}
