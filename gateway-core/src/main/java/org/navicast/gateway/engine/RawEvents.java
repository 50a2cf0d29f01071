package org.navicast.gateway.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;

/**
 * What one device does, told beside what it means where the profile wants that. The profile may
 * change in between: a press that was told is told to its end, a movement comes to rest, and tools
 * are taken back; a press that was not told stays so.
 */
final class RawEvents {
  private final BooleanSupplier isWanted;
  private final Consumer<? super NaviEvent> out;

  /** Numbers of the presses that were told and have not ended. */
  private final Set<Long> presses = new HashSet<>();

  /** By frame, the tools that were told and not taken back. */
  private final Map<String, Set<String>> tools = new TreeMap<>();

  private boolean isMoving;

  RawEvents(BooleanSupplier isWanted, Consumer<? super NaviEvent> out) {
    this.isWanted = isWanted;
    this.out = out;
  }

  void tell(NaviButton button) {
    boolean isTold =
        button.state() == NaviButton.State.PRESSED
            ? isWanted.getAsBoolean()
            : presses.contains(button.pressId());
    if (button.ends()) {
      presses.remove(button.pressId());
    } else if (isTold) {
      presses.add(button.pressId());
    }
    out.accept(isTold ? button : button.silently());
  }

  void tell(NaviMotion motion) {
    if (isWanted.getAsBoolean()) {
      isMoving = !motion.atRest();
      out.accept(motion);
    } else if (isMoving) {
      isMoving = false;
      out.accept(motion.stopped());
    }
  }

  void tell(NaviPose pose) {
    if (isWanted.getAsBoolean()) {
      remember(pose);
      out.accept(pose);
    } else {
      tools.forEach((frame, names) -> takeBack(pose, frame, names));
      tools.clear();
    }
  }

  private void remember(NaviPose pose) {
    Set<String> names = tools.computeIfAbsent(pose.frame(), _ -> new HashSet<>());
    for (NaviPose.Tool tool : pose.tools()) {
      if (tool.status().equals(NaviPose.Tool.MISSING)) {
        names.remove(tool.name());
      } else {
        names.add(tool.name());
      }
    }
  }

  /** As of the time of that pose. */
  private void takeBack(NaviPose pose, String frame, Set<String> names) {
    List<NaviPose.Tool> missing = names.stream().sorted().map(NaviPose.Tool::missing).toList();
    if (!missing.isEmpty()) {
      out.accept(
          new NaviPose(
              pose.source(), pose.capturedNanos(), frame, NaviPose.NO_TRACKER_TIME, missing));
    }
  }
}
