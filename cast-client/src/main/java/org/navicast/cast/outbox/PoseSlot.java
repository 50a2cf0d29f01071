package org.navicast.cast.outbox;

import java.util.ArrayList;
import java.util.List;
import org.navicast.cast.event.NaviPose;

/**
 * The newest pose of each group of tools. A tracker that tells its tools one by one must not lose
 * one tool's pose to another's.
 */
final class PoseSlot implements ContinuousSlot<NaviPose> {
  /** More than a tracker has tools; beyond it the oldest goes. */
  static final int MAX_GROUPS = 64;

  private final List<NaviPose> waiting = new ArrayList<>(1);

  @Override
  public boolean put(NaviPose pose) {
    for (int i = 0; i < waiting.size(); i++) {
      if (sameTools(waiting.get(i), pose)) {
        waiting.set(i, pose);
        return true;
      }
    }
    boolean full = waiting.size() == MAX_GROUPS;
    if (full) {
      waiting.removeFirst();
    }
    waiting.add(pose);
    return full;
  }

  @Override
  public NaviPose take() {
    return waiting.removeFirst();
  }

  @Override
  public boolean isEmpty() {
    return waiting.isEmpty();
  }

  private static boolean sameTools(NaviPose one, NaviPose other) {
    List<NaviPose.Tool> tools = one.tools();
    List<NaviPose.Tool> others = other.tools();
    if (tools.size() != others.size() || !one.frame().equals(other.frame())) {
      return false;
    }
    for (int i = 0; i < tools.size(); i++) {
      if (!tools.get(i).name().equals(others.get(i).name())) {
        return false;
      }
    }
    return true;
  }
}
