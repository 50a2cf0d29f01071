package org.navicast.driver.footswitch;

/** What a pedal board said, in the numbering of its configuration. */
sealed interface SerialPedalMessage {

  /** The signal that this pedal went down. */
  record Down(int pedal) implements SerialPedalMessage {}

  /** The signal that this pedal came up. */
  record Up(int pedal) implements SerialPedalMessage {}
}
