package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * The checksum of an OpenIGTLink body: CRC-64/ECMA-182, that is polynomial 0x42F0E1EBA9EA3693,
 * start value 0, not reflected, no final xor; 0x6C40DF5F0B497347 over the ASCII digits {@code
 * 123456789}. (CRC-64/XZ, often taken for it, is reflected and fits no OpenIGTLink message.)
 *
 * <p>Takes eight bytes a step ("slicing by 8") straight from the buffer's memory: no copy, no
 * allocation. Eight tables are 16 KiB and leave room in the 32 KiB first-level cache of a small
 * board, which sixteen would not.
 */
final class Crc64 {
  private static final long POLYNOMIAL = 0x42F0E1EBA9EA3693L;
  private static final int SLICES = 8;
  private static final int ROW = 256;

  /**
   * Row k holds, for each byte value, what that byte still adds to the checksum after k zero bytes.
   */
  private static final long[] TABLE = table();

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Crc64() {}

  /**
   * The checksum of a part of a buffer, whose indices stay as they are.
   *
   * @throws IndexOutOfBoundsException when the part is not within the buffer
   */
  static long of(ByteBuf buffer, int index, int length) {
    Objects.checkFromIndexSize(index, length, buffer.capacity());
    return buffer.hasArray()
        ? ofArray(buffer.array(), buffer.arrayOffset() + index, length)
        : ofMemory(buffer, index, length);
  }

  private static long ofArray(byte[] bytes, int offset, int length) {
    long crc = 0;
    int at = offset;
    int end = offset + length;
    for (; at <= end - SLICES; at += SLICES) {
      crc = eight(crc ^ (long) LONG.get(bytes, at));
    }
    for (; at < end; at++) {
      crc = one(crc, bytes[at]);
    }
    return crc;
  }

  private static long ofMemory(ByteBuf buffer, int index, int length) {
    long crc = 0;
    int at = index;
    int end = index + length;
    for (; at <= end - SLICES; at += SLICES) {
      crc = eight(crc ^ buffer.getLong(at));
    }
    for (; at < end; at++) {
      crc = one(crc, buffer.getByte(at));
    }
    return crc;
  }

  private static long eight(long mixed) {
    return TABLE[7 * ROW + (int) (mixed >>> 56)]
        ^ TABLE[6 * ROW + (int) (mixed >>> 48 & 0xFF)]
        ^ TABLE[5 * ROW + (int) (mixed >>> 40 & 0xFF)]
        ^ TABLE[4 * ROW + (int) (mixed >>> 32 & 0xFF)]
        ^ TABLE[3 * ROW + (int) (mixed >>> 24 & 0xFF)]
        ^ TABLE[2 * ROW + (int) (mixed >>> 16 & 0xFF)]
        ^ TABLE[ROW + (int) (mixed >>> 8 & 0xFF)]
        ^ TABLE[(int) (mixed & 0xFF)];
  }

  private static long one(long crc, byte next) {
    return crc << 8 ^ TABLE[((int) (crc >>> 56) ^ next) & 0xFF];
  }

  private static long[] table() {
    long[] table = new long[SLICES * ROW];
    for (int value = 0; value < ROW; value++) {
      long crc = (long) value << 56;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc < 0 ? crc << 1 ^ POLYNOMIAL : crc << 1;
      }
      table[value] = crc;
    }
    for (int i = ROW; i < table.length; i++) {
      long before = table[i - ROW];
      table[i] = before << 8 ^ table[(int) (before >>> 56)];
    }
    return table;
  }
}
