package org.navicast.gateway.engine;

import java.util.Arrays;
import java.util.List;
import org.navicast.gateway.input.MotionAxis;

/**
 * What becomes of a deflection before it is told.
 *
 * @param axes one for each {@link MotionAxis}, in their order
 * @param locked the half that is never told
 * @param isDominantAlone true where only the most deflected axis is told
 */
public record MotionShape(List<AxisShape> axes, Lock locked, boolean isDominantAlone) {

  /** What of a motion is left out. */
  public enum Lock {
    NONE,
    TRANSLATION,
    ROTATION;

    boolean holds(MotionAxis axis) {
      return switch (this) {
        case NONE -> false;
        case TRANSLATION -> axis.isTranslation();
        case ROTATION -> !axis.isTranslation();
      };
    }
  }

  /**
   * @throws IllegalArgumentException when there are not as many axes as a motion has
   */
  public MotionShape {
    axes = List.copyOf(axes);
    if (axes.size() != MotionAxis.values().length) {
      throw new IllegalArgumentException("a motion has six axes, not " + axes.size());
    }
  }

  /** The same for all axes, each told as itself. */
  public static MotionShape same(double deadZone, double curve) {
    return new MotionShape(
        Arrays.stream(MotionAxis.values())
            .map(axis -> new AxisShape(axis, deadZone, curve, 1, false))
            .toList(),
        Lock.NONE,
        false);
  }
}
