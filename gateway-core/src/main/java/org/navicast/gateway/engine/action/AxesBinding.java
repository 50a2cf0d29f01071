package org.navicast.gateway.engine.action;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.navicast.gateway.engine.AxisShape;

/**
 * Axes of one device that together are one rate.
 *
 * @param axes what becomes of each, in the order of the rate's numbers; 1, 2, 3 or 6
 * @param isDominantAlone true where only the most deflected of them counts
 * @param clutch lets the motion through only while it is down; empty where nothing need be
 * @param whileDown the same, for a modifier
 * @param unlessDown keeps it from getting through while it is down
 */
public record AxesBinding(
    String device,
    List<AxisShape> axes,
    boolean isDominantAlone,
    String action,
    Optional<ControlRef> clutch,
    Optional<ControlRef> whileDown,
    Optional<ControlRef> unlessDown) {
  private static final Set<Integer> SIZES = Set.of(1, 2, 3, 6);

  /**
   * @throws IllegalArgumentException when no action has so many numbers
   */
  public AxesBinding {
    axes = List.copyOf(axes);
    if (!SIZES.contains(axes.size())) {
      throw new IllegalArgumentException("a rate has 1, 2, 3 or 6 axes, not " + axes.size());
    }
  }
}
