package org.navicast.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.navicast.driver.simulator.Pty;

/**
 * A board with two pedals: the left one says {@code L1} and {@code L0}, the right one R1 and R0.
 */
final class SerialPedals {
  /** A profile in which the left one means the next slice and the right one nothing. */
  static final String LEFT_IS_NEXT_SLICE =
      """
      profile: mine
      modes:
        - name: read
          pedals:
            left: { press: slice.next }
      """;

  private SerialPedals() {}

  /** The {@code devices:} part of a configuration with this board, called {@code pedals}. */
  static String pedalsAt(String port) {
    return """
    - name: pedals
      driver: footswitch-serial
      port: %s
      pedals:
        - { control: left, pressed: "L1", released: "L0" }
        - { control: right, pressed: "R1", released: "R0" }
    """
        .formatted(port);
  }

  /** What the board says, lines of {@code L1} and the like. */
  static void write(Pty line, String text) throws IOException {
    line.write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
