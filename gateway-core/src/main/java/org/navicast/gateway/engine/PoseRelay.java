package org.navicast.gateway.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.Source;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/**
 * Hands on the poses of one tracker, and remembers which tools are believed to be somewhere, so
 * that they can be taken back when the tracker goes.
 */
final class PoseRelay {
  /** More than any tracker follows; the names come from outside, so their number needs a bound. */
  static final int MAX_TOOLS = 256;

  private final Source source;
  private final Consumer<? super NaviEvent> out;

  /** Tools last told as anything but missing, with the frame that they were told in. */
  private final Map<String, String> frameByTool = new LinkedHashMap<>();

  private long ignored;

  PoseRelay(Source source, Consumer<? super NaviEvent> out) {
    this.source = source;
    this.out = out;
  }

  void accept(Pose pose) {
    List<ToolPose> tools = pose.tools();
    NaviPose.Tool[] told = new NaviPose.Tool[tools.size()];
    for (int i = 0; i < told.length; i++) {
      ToolPose tool = tools.get(i);
      if (!remember(tool, pose.frame())) {
        ignored++;
        return;
      }
      told[i] = told(tool);
    }
    tell(pose.frame(), pose.capturedNanos(), trackerTime(pose), List.of(told));
  }

  /** Tells every tool that is believed to be somewhere as missing, once. */
  void forget(long capturedNanos) {
    if (frameByTool.isEmpty()) {
      return;
    }
    Map<String, List<NaviPose.Tool>> missingByFrame =
        frameByTool.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getValue,
                    TreeMap::new,
                    Collectors.mapping(entry -> missing(entry.getKey()), Collectors.toList())));
    frameByTool.clear();
    missingByFrame.forEach(
        (frame, tools) -> tell(frame, capturedNanos, NaviPose.NO_TRACKER_TIME, tools));
  }

  /** How many poses brought more tools than the bound. */
  long ignored() {
    return ignored;
  }

  /** False where the tool is one too many. */
  private boolean remember(ToolPose tool, String frame) {
    if (tool.status() == ToolPose.Status.MISSING) {
      frameByTool.remove(tool.name());
      return true;
    }
    if (frameByTool.size() >= MAX_TOOLS && !frameByTool.containsKey(tool.name())) {
      return false;
    }
    frameByTool.put(tool.name(), frame);
    return true;
  }

  private void tell(
      String frame, long capturedNanos, long trackerEpochMicros, List<NaviPose.Tool> tools) {
    out.accept(new NaviPose(source, capturedNanos, frame, trackerEpochMicros, tools));
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
