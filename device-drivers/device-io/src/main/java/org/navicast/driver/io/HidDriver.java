package org.navicast.driver.io;

import java.util.List;
import java.util.Optional;

/**
 * What a driver of HID devices knows before it is configured. Its provider offers this besides, and
 * is found by {@link java.util.ServiceLoader}; a board is all interfaces of what was plugged in
 * once, at least one.
 */
public interface HidDriver {

  /** What this driver would make of a board. */
  HidMatch match(List<HidDevice> board);

  /**
   * What it knows this very board as, by its ids or its name, such as {@code pedal: VEC/Infinity
   * family}; empty where it only could make something of it, as of any joystick. A board that one
   * driver knows is nothing else to the others.
   */
  Optional<String> claim(List<HidDevice> board);

  /** Learns the controls of a board from a person; empty where this driver finds none on it. */
  Optional<HidLesson> lesson(List<HidDevice> board);
}
