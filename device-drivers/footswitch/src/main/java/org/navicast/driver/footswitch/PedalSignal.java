package org.navicast.driver.footswitch;

import java.util.Arrays;

/** A byte or a line, as the board sends it without a line end, and what it means. */
final class PedalSignal {
  private final byte[] wire;
  private final SerialPedalMessage meaning;

  PedalSignal(byte[] wire, SerialPedalMessage meaning) {
    this.wire = wire.clone();
    this.meaning = meaning;
  }

  /** True where the first {@code length} bytes of {@code line} are this signal. */
  boolean is(byte[] line, int length) {
    return Arrays.equals(wire, 0, wire.length, line, 0, length);
  }

  /** Its first byte, 0 to 255; the whole of it where signals are bytes. */
  int firstByte() {
    return wire[0] & 0xFF;
  }

  SerialPedalMessage meaning() {
    return meaning;
  }
}
