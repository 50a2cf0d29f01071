package org.navicast.driver.hid;

/** Values packed into bytes without regard to their borders, lowest bit first. */
final class BitField {
  private BitField() {}

  /** The {@code bits} (1 to 32) from {@code offset} on; the caller has bounded both. */
  static long unsigned(byte[] bytes, int offset, int bits) {
    long value = 0;
    int last = (offset + bits - 1) >>> 3;
    for (int at = last; at >= offset >>> 3; at--) {
      value = (value << 8) | (bytes[at] & 0xFF);
    }
    return (value >>> (offset & 7)) & ((1L << bits) - 1);
  }

  /** The same value with its highest bit as its sign. */
  static long signed(long unsigned, int bits) {
    int shift = Long.SIZE - bits;
    return (unsigned << shift) >> shift;
  }
}
