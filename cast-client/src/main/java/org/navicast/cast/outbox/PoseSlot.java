package org.navicast.cast.outbox;

import java.util.ArrayList;
import java.util.List;
import org.navicast.cast.event.NaviPose;

/**
 * The newest pose of each tool in each frame, in groups as the tracker told them. A tracker that
 * tells its tools one by one must not lose one tool's pose to another's; and of no tool an older
 * pose may be sent after a newer one, so what is renewed is taken out of what waits.
 */
final class PoseSlot implements ContinuousSlot<NaviPose> {
  /** More tools than the gateway follows; beyond it the oldest group goes. */
  static final int MAX_GROUPS = 256;

  private final List<NaviPose> waiting = new ArrayList<>(1);

  @Override
  public boolean put(NaviPose pose) {
    boolean replaced = false;
    for (int i = 0; i < waiting.size(); i++) {
      NaviPose older = waiting.get(i);
      if (!older.frame().equals(pose.frame())) {
        continue;
      }
      if (sameTools(older, pose)) {
        // It keeps the turn of what it replaces, and nothing else has any of its tools.
        waiting.set(i, pose);
        return true;
      }
      List<NaviPose.Tool> rest = without(older.tools(), pose.tools());
      if (rest.size() < older.tools().size()) {
        replaced = true;
        if (rest.isEmpty()) {
          waiting.remove(i--);
        } else {
          waiting.set(i, older.withTools(rest));
        }
      }
    }
    if (waiting.size() == MAX_GROUPS) {
      waiting.removeFirst();
      replaced = true;
    }
    waiting.add(pose);
    return replaced;
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
    if (tools.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < tools.size(); i++) {
      if (!tools.get(i).name().equals(others.get(i).name())) {
        return false;
      }
    }
    return true;
  }

  private static List<NaviPose.Tool> without(
      List<NaviPose.Tool> tools, List<NaviPose.Tool> renewed) {
    List<NaviPose.Tool> rest = new ArrayList<>(tools.size());
    for (NaviPose.Tool tool : tools) {
      if (renewed.stream().noneMatch(newer -> newer.name().equals(tool.name()))) {
        rest.add(tool);
      }
    }
    return rest;
  }
}
