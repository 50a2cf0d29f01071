package org.navicast.driver.io;

import java.util.List;
import java.util.Optional;

/**
 * What a driver of HID devices knows before it is configured. Its provider offers this besides; a
 * board is all interfaces of what was plugged in once, at least one.
 */
public interface HidDriver {

  /** What this driver would make of a board. */
  HidMatch match(List<HidDevice> board);

  /** Learns the controls of a board from a person; empty where this driver finds none on it. */
  Optional<HidLesson> lesson(List<HidDevice> board);
}
