package org.navicast.driver.io;

import java.util.List;

/**
 * A GPIO chip: a row of lines that can be read as contacts.
 *
 * @param path the node to open, such as {@code /dev/gpiochip0}; its number may change from one
 *     start of the system to the next
 * @param label what its driver calls it, such as {@code pinctrl-rp1}; empty where that could not be
 *     asked
 * @param lines by number, from 0 without a gap; empty where they could not be asked
 * @param trouble why this process may not open it and what to do, one plain sentence; empty where
 *     it may
 */
public record GpioChip(String path, String label, List<Line> lines, String trouble) {

  /**
   * A line of a chip.
   *
   * @param number from 0
   * @param name what the board calls it, such as {@code GPIO17}; empty where it has no name
   * @param user who has it in use; empty where it is free
   */
  public record Line(int number, String name, String user) {}

  public GpioChip {
    lines = List.copyOf(lines);
  }

  /** The last part of its path, such as {@code gpiochip0}. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** True where this process may open it. */
  public boolean mayOpen() {
    return trouble.isEmpty();
  }
}
