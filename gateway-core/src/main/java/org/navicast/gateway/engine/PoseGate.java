package org.navicast.gateway.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.navicast.gateway.input.Pose;
import org.navicast.gateway.input.ToolPose;

/**
 * What of a tracker's poses is believed at all. A place farther away than anything can be is no
 * place. A pose that comes again with the time that it had before is no news: a server that hangs
 * repeats its last message for ever. Where the place differs and the time does not, it is the time
 * that is of no use.
 */
final class PoseGate {
  private final PoseSettings settings;
  private final long freshNanos;
  private final DoubtBook doubts;
  private final ToolTable<Last> tools = new ToolTable<>(Last::new, (_, _, _) -> {});

  /** What came last of a tool that is seen. */
  private static final class Last {
    private long epochMicros = Pose.NO_TRACKER_TIME;
    private @Nullable ToolPose pose;

    /** Since when its time stands still. */
    private long nanos;

    boolean hasTime(Pose its) {
      return epochMicros == its.trackerEpochMicros();
    }

    void become(Pose its, ToolPose tool) {
      epochMicros = its.trackerEpochMicros();
      pose = tool;
      nanos = its.capturedNanos();
    }
  }

  PoseGate(PoseSettings settings, DoubtBook doubts) {
    this.settings = settings;
    this.freshNanos = settings.freshMillis() * Due.NANOS_PER_MILLI;
    this.doubts = doubts;
  }

  /** The same, with what is too far away to be a place marked as invalid. */
  Pose within(Pose pose) {
    List<ToolPose> its = pose.tools();
    @Nullable List<ToolPose> changed = null;
    for (int i = 0; i < its.size(); i++) {
      ToolPose tool = its.get(i);
      if (tool.status() == ToolPose.Status.OK
          && !settings.isInRange(tool.x(), tool.y(), tool.z())) {
        changed = changed == null ? new ArrayList<>(its) : changed;
        changed.set(i, ToolPose.without(tool.name(), ToolPose.Status.INVALID));
        doubts.note(
            "range",
            String.format(
                Locale.ROOT,
                "%s in %s is told to be at %.6g, %.6g, %.6g mm, farther than poses.range-mm (%d),"
                    + " which is no place",
                tool.name(),
                pose.frame(),
                tool.x(),
                tool.y(),
                tool.z(),
                settings.rangeMillimetres()),
            1,
            pose.capturedNanos());
      }
    }
    return changed == null ? pose : with(pose, pose.trackerEpochMicros(), changed);
  }

  /** What of it is news, with its time where that is of use; null where nothing is. */
  @Nullable Pose news(Pose pose) {
    if (pose.trackerEpochMicros() == Pose.NO_TRACKER_TIME) {
      return pose;
    }
    boolean timeStands = false;
    @Nullable List<ToolPose> repeated = null;
    for (ToolPose tool : pose.tools()) {
      Last last =
          tool.status() == ToolPose.Status.OK
              ? tools.hear(pose.frame(), tool.name(), pose.capturedNanos())
              : null;
      if (last == null) {
        continue;
      }
      if (!last.hasTime(pose)) {
        last.become(pose, tool);
      } else if (!tool.equals(last.pose)) {
        timeStands = true;
        last.become(pose, tool);
      } else if (freshNanos > 0) {
        repeated = repeated == null ? new ArrayList<>() : repeated;
        repeated.add(tool);
        noteRepeated(pose, tool, last);
      }
    }
    if (repeated == null) {
      return timeStands ? with(pose, Pose.NO_TRACKER_TIME, pose.tools()) : pose;
    }
    List<ToolPose> rest = new ArrayList<>(pose.tools());
    rest.removeAll(repeated);
    return rest.isEmpty()
        ? null
        : with(pose, timeStands ? Pose.NO_TRACKER_TIME : pose.trackerEpochMicros(), rest);
  }

  /** The tracker is gone; the next one at its place may have another clock. */
  void forget() {
    tools.clear();
  }

  private void noteRepeated(Pose pose, ToolPose tool, Last last) {
    if (pose.capturedNanos() - last.nanos >= freshNanos) {
      doubts.note(
          "repeated " + tool.name() + " in " + pose.frame(),
          "the same pose of "
              + tool.name()
              + " in "
              + pose.frame()
              + " comes again and again with a time that stands still, so the tool is taken to be"
              + " missing; look whether its server hangs",
          1,
          pose.capturedNanos());
    }
  }

  private static Pose with(Pose pose, long epochMicros, List<ToolPose> tools) {
    return new Pose(pose.device(), pose.capturedNanos(), pose.frame(), epochMicros, tools);
  }
}
