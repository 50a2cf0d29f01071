package org.navicast.gateway.engine.action;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the controls mean while it is on.
 *
 * @param controls each control once
 * @param chords each control in one of them at the most
 * @param roles by device and tool, such as {@code needle}
 */
public record Mode(
    String name,
    List<ControlBinding> controls,
    List<ChordBinding> chords,
    List<AxesBinding> axes,
    Map<String, Map<String, String>> roles) {

  /**
   * @throws IllegalArgumentException when a control is there twice
   */
  public Mode {
    controls = List.copyOf(controls);
    chords = List.copyOf(chords);
    axes = List.copyOf(axes);
    roles = Map.copyOf(roles);
    Set<ControlRef> named = new HashSet<>();
    controls.forEach(each -> requireNew(named, each.control(), "has its gestures"));
    Set<ControlRef> inChord = new HashSet<>();
    for (ChordBinding chord : chords) {
      requireNew(inChord, chord.first(), "is in a chord");
      requireNew(inChord, chord.second(), "is in a chord");
    }
  }

  private static void requireNew(Set<ControlRef> seen, ControlRef control, String what) {
    if (!seen.add(control)) {
      throw new IllegalArgumentException(control + " " + what + " twice; name it once");
    }
  }
}
