package org.navicast.driver.igtlink;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/**
 * Puts the tools of one moment together, one {@link Pose} for each frame that they are in.
 *
 * <p>PLUS and pyigtl send a TRANSFORM for each tool. Those of one and the same time belong together
 * if the socket held them together, be it that they filled more than one read. What it does not
 * hold yet is not waited for: that would buy tidiness with the age of the tools already here.
 * Messages without a time cannot be told to belong together and stay alone.
 */
final class PoseFrames {
  private final String device;
  private final InputSink sink;

  /** Tools by name, by frame, in the order they came; all of {@link #epochMicros}. */
  private final Map<String, Map<String, ToolPose>> frames = new LinkedHashMap<>();

  private long epochMicros = Pose.NO_TRACKER_TIME;

  /** When the read was that brought the last of them. */
  private long capturedNanos;

  private long readNanos;

  PoseFrames(String device, InputSink sink) {
    this.device = device;
    this.sink = sink;
  }

  /** What follows was read at that time of the monotonic clock. */
  void startRead(long nowNanos) {
    readNanos = nowNanos;
  }

  /** One tool; hands on what was gathered before if this one is of another moment. */
  void add(String frame, long toolEpochMicros, ToolPose tool) {
    if (toolEpochMicros == Pose.NO_TRACKER_TIME) {
      flush();
      capturedNanos = readNanos;
      emit(frame, toolEpochMicros, List.of(tool));
      return;
    }
    if (toolEpochMicros != epochMicros) {
      flush();
      epochMicros = toolEpochMicros;
    }
    put(frame, tool);
  }

  /** Tools that came as one: they are one moment whatever their time. */
  void startMoment(long momentEpochMicros) {
    flush();
    epochMicros = momentEpochMicros;
  }

  /** One of those tools. */
  void put(String frame, ToolPose tool) {
    Map<String, ToolPose> tools = frames.computeIfAbsent(frame, _ -> new LinkedHashMap<>());
    if (tools.containsKey(tool.name())) {
      // The same tool again is news, not part of the moment.
      emit(frame, epochMicros, List.copyOf(tools.values()));
      tools.clear();
    }
    tools.put(tool.name(), tool);
    capturedNanos = readNanos;
  }

  /** Hands on what was gathered: call it when the socket holds no more. */
  void flush() {
    if (!frames.isEmpty()) {
      frames.forEach((frame, tools) -> emit(frame, epochMicros, List.copyOf(tools.values())));
      frames.clear();
    }
  }

  private void emit(String frame, long time, List<ToolPose> tools) {
    sink.accept(new Pose(device, capturedNanos, frame, time, tools));
  }
}
