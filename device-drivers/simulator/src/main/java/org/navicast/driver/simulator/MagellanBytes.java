package org.navicast.driver.simulator;

/** Writes records as a Magellan does, from the description of its protocol. */
final class MagellanBytes {
  private MagellanBytes() {}

  /** Record {@code d}: x, y, z, a, b, c, each −32768 to 32767. */
  static byte[] motion(int... sixValues) {
    byte[] record = new byte[26];
    record[0] = 'd';
    for (int axis = 0; axis < 6; axis++) {
      int offsetBinary = sixValues[axis] + 0x8000;
      for (int digit = 0; digit < 4; digit++) {
        record[1 + 4 * axis + digit] = nibble(offsetBinary >> (12 - 4 * digit));
      }
    }
    record[25] = '\r';
    return record;
  }

  /** Record {@code k}: bit n is key n+1, bit 8 the star. */
  static byte[] keys(int bitmap) {
    return new byte[] {'k', nibble(bitmap), nibble(bitmap >> 4), nibble(bitmap >> 8), '\r'};
  }

  /** Four bits as the character of column 3 or 4 of ASCII that has an even number of ones. */
  private static byte nibble(int value) {
    int bits = value & 0x0F;
    return (byte) ((Integer.bitCount(bits) % 2 == 0 ? 0x30 : 0x40) | bits);
  }
}
