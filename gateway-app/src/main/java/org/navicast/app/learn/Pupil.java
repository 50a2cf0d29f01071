package org.navicast.app.learn;

import java.util.List;
import org.navicast.driver.io.HidDevice;
import org.navicast.driver.io.HidLesson;

/**
 * A board, and one way to learn it.
 *
 * @param board its interfaces, at least one
 * @param driver the driver that would read it
 * @param isKnown true where that driver knows the board, and so need not guess what it is for
 */
public record Pupil(List<HidDevice> board, String driver, boolean isKnown, HidLesson lesson) {
  public Pupil {
    board = List.copyOf(board);
  }
}
