package org.navicast.gateway.engine;

import java.util.ArrayList;
import java.util.List;
import org.navicast.gateway.input.Damage;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/** Watches how a tracker sends, for whoever asks for its status; it changes no pose. */
final class TrackerWatch {
  private final String device;

  private final ToolTable<ToolArrivals> tools = new ToolTable<>(ToolArrivals::new, (_, _, _) -> {});

  private ClockLag clock = new ClockLag();
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
          ToolArrivals arrivals = tools.hear(pose.frame(), tool.name(), pose.capturedNanos());
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
    clock = new ClockLag();
  }

  TrackerState state(long nowNanos) {
    List<TrackerState.Tool> told = new ArrayList<>();
    tools.forEach(
        (frame, name, arrivals) ->
            told.add(
                new TrackerState.Tool(
                    name, frame, arrivals.rateHz(nowNanos), arrivals.jitterMicros())));
    return new TrackerState(
        device, clock.nanos(nowNanos), refused, wrongChecksums, malformed, told);
  }
}
