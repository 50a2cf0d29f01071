package org.navicast.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.navicast.gateway.input.HubInput;
import org.navicast.gateway.input.Viewer;

/** Whether somebody on the topic will act on what is done here. */
final class RoomCheck {
  private static final String LAYER = "viewers";
  private static final int MOST_NAMED = 5;

  private RoomCheck() {}

  /**
   * By what all on the topic have answered.
   *
   * @param bound the actions of the profile; empty where there is none
   */
  static List<Finding> of(HubInput.Roll roll, Set<String> bound) {
    if (roll.present().isEmpty()) {
      return List.of(
          Finding.warn(
              LAYER,
              "nobody else is on the topic",
              "open the viewer, and see that it has the topic of this configuration"));
    }
    List<Viewer> viewers =
        roll.viewers().stream().filter(viewer -> !viewer.actions().isEmpty()).toList();
    if (viewers.isEmpty()) {
      return List.of(
          Finding.warn(
              LAYER,
              roll.present().size() + " on the topic, and none says that it acts on actions",
              "see that the viewer has the NAVICast file (docs/viewers.md); one that reads raw"
                  + " events says nothing of that"));
    }
    List<Finding> found = new ArrayList<>();
    viewers.forEach(viewer -> found.add(of(viewer)));
    notUnderstood(viewers, bound).ifPresent(found::add);
    return found;
  }

  private static Finding of(Viewer viewer) {
    String what = viewer.product() + " understands " + viewer.actions().size() + " actions";
    return viewer.isPaused()
        ? Finding.warn(LAYER, what + " and is paused", "let it go on in its panel")
        : Finding.ok(LAYER, what);
  }

  private static Optional<Finding> notUnderstood(List<Viewer> viewers, Set<String> bound) {
    Set<String> missing = new TreeSet<>(bound);
    viewers.forEach(viewer -> missing.removeAll(viewer.actions()));
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    String named = missing.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return Optional.of(
        Finding.warn(
            LAYER,
            "no viewer understands " + named + (missing.size() > MOST_NAMED ? " and others" : ""),
            "bind other actions, or open a viewer that knows them"));
  }
}
