package org.navicast.driver.sixdof;

import java.util.Arrays;

/**
 * The cap's record of a Turbo Magellan (LogiCad3D, Magellan programmer's manual of 2000, page 17):
 * {@code d}, then six values of two characters and two characters of checksum. Six bits of a
 * character count; the other two are such that a damaged one is recognised.
 *
 * <p>The manual does not say what the checksum is. Its second character is the sum of all others
 * (by a public decoder of 2010, and by its table); of the first only its character is checked.
 */
final class TurboRecord {
  /** Letter, six values and the checksum. */
  static final int BYTES = 1 + 6 * 2 + 2;

  private static final int VALUE_BYTES = 6 * 2;
  private static final int CENTRE = 2048;
  private static final int SIX_BITS = 64;

  // What the table of the manual has otherwise than its rule would give
  private static final byte OF_28 = (byte) 220;
  private static final byte OF_32 = (byte) 224;
  private static final byte OF_62 = 62;

  /** Six bits by character, −1 where it is none. */
  private static final byte[] SIX = table();

  private TurboRecord() {}

  /** True where these bytes are such a record, undamaged. */
  static boolean isAt(byte[] bytes, int start, int end) {
    if (start < 0 || end - start != BYTES || bytes[start] != 'd') {
      return false;
    }
    int sum = 0;
    for (int i = start + 1; i < end; i++) {
      int six = six(bytes[i]);
      if (six < 0) {
        return false;
      }
      sum += i <= start + VALUE_BYTES ? six : 0;
    }
    return sum % SIX_BITS == six(bytes[end - 1]);
  }

  /** What it says of the cap. */
  static MagellanMessage motion(byte[] bytes, int start) {
    int first = start + 1;
    return new MagellanMessage.Motion(
        value(bytes, first),
        value(bytes, first + 2),
        value(bytes, first + 4),
        value(bytes, first + 6),
        value(bytes, first + 8),
        value(bytes, first + 10));
  }

  private static int value(byte[] bytes, int at) {
    return six(bytes[at]) * SIX_BITS + six(bytes[at + 1]) - CENTRE;
  }

  private static int six(byte character) {
    return SIX[character & 0xFF];
  }

  /** Of an even number of bits that are set bit 7 is set too, of an odd one bit 6. */
  private static byte[] table() {
    byte[] table = new byte[256];
    Arrays.fill(table, (byte) -1);
    for (int six = 0; six < SIX_BITS; six++) {
      int character =
          switch (six) {
            case 28 -> OF_28;
            case 32 -> OF_32;
            case 62 -> OF_62;
            default -> six | (Integer.bitCount(six) % 2 == 0 ? 0x80 : 0x40);
          };
      table[character & 0xFF] = (byte) six;
    }
    return table;
  }
}
