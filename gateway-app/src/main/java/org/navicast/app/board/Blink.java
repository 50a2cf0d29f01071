package org.navicast.app.board;

import java.util.List;

/**
 * How a lamp says each condition, so that they are told apart at a glance and by the colour-blind.
 */
final class Blink {
  /** A flicker is so often another light than before. */
  static final int FLICKERS = 8;

  static final int FLICKER_MILLIS = 60;

  private Blink() {}

  /**
   * The times of one turn in milliseconds: on, off, on, off, and so on from the start; none where
   * the lamp stays on.
   */
  static List<Integer> millis(Condition condition) {
    return switch (condition) {
      case JOINED -> List.of();
      case PAUSED -> List.of(1_900, 100);
      case NO_HUB -> List.of(1_000, 1_000);
      case NO_DEVICE -> List.of(125, 125);
      case FAULT -> List.of(100, 200, 100, 800);
    };
  }
}
