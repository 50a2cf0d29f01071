package org.navicast.driver.sixdof;

/** The six rates that are published, in the order of {@link CapMotion}. */
enum MotionAxis {
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
  static MotionAxis parse(String text) {
    for (MotionAxis axis : values()) {
      if (axis.label().equals(text)) {
        return axis;
      }
    }
    throw new IllegalArgumentException("give one of x, y, z, rx, ry, rz");
  }

  /** The word for it in configurations. */
  String label() {
    return label;
  }

  /** Where its rate is among the six, from 0. */
  int place() {
    return place;
  }
}
