package org.navicast.driver.io;

import java.util.HashSet;
import java.util.List;

/**
 * Lines of one chip, wanted as inputs.
 *
 * @param chip path of the chip
 * @param lines their numbers, 1 to {@value #MAX_LINES}, each once
 * @param pull what holds a line while its contact is open; a chip that cannot do it takes no notice
 * @param debounceMicros how long the kernel waits for a line to rest before it tells an edge, later
 *     by as much; 0: it tells all of them at once
 */
public record GpioRequest(String chip, List<Integer> lines, Pull pull, int debounceMicros) {
  /** As many as the kernel gives at once (GPIO_V2_LINES_MAX of linux/gpio.h). */
  public static final int MAX_LINES = 64;

  /** A resistor in the chip. */
  public enum Pull {
    UP,
    DOWN,
    NONE
  }

  /**
   * @throws IllegalArgumentException when there is no line, too many, or one twice
   */
  public GpioRequest {
    lines = List.copyOf(lines);
    if (lines.isEmpty() || lines.size() > MAX_LINES) {
      throw new IllegalArgumentException(
          lines.size() + " lines were asked for; ask for 1 to " + MAX_LINES);
    }
    if (new HashSet<>(lines).size() < lines.size()) {
      throw new IllegalArgumentException("a line was asked for twice");
    }
    if (debounceMicros < 0) {
      throw new IllegalArgumentException("a debounce time cannot be " + debounceMicros);
    }
  }
}
