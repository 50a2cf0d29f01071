package org.navicast.gateway.input;

import java.util.Arrays;
import java.util.List;

/** The six rates of a {@link Motion}, in its order. */
public enum MotionAxis {
  X("x", 0),
  Y("y", 1),
  Z("z", 2),
  RX("rx", 3),
  RY("ry", 4),
  RZ("rz", 5);

  private final String label;
  private final int place;

  MotionAxis(String label, int place) {
    this.label = label;
    this.place = place;
  }

  /**
   * The axis that a person writes as {@code x}, {@code rz}.
   *
   * @throws IllegalArgumentException when there is none, with what would be right
   */
  public static MotionAxis parse(String text) {
    for (MotionAxis axis : values()) {
      if (axis.label().equals(text)) {
        return axis;
      }
    }
    throw new IllegalArgumentException("give one of x, y, z, rx, ry, rz");
  }

  /** The words for all of them, in their order. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(MotionAxis::label).toList();
  }

  /** The word for it in configurations. */
  public String label() {
    return label;
  }

  /** True for those of a translation, false for those of a rotation. */
  public boolean isTranslation() {
    return place < 3;
  }

  /** Where its rate is among the six, from 0. */
  public int place() {
    return place;
  }
}
