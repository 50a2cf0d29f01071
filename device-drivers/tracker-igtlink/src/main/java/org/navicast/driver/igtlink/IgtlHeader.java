package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;

/**
 * The 58 bytes before every body, big endian, read where they lie.
 *
 * <pre>
 *  0 u16      header version: 1 (protocol 1 and 2) or 2 (protocol 3)
 *  2 char[12] type         14 char[20] device name, both NUL padded and full without a NUL
 * 34 u64      timestamp    42 u64 body size    50 u64 checksum of the body
 * </pre>
 */
final class IgtlHeader {
  static final int BYTES = 58;
  static final int VERSION_AT = 0;
  static final int TYPE_AT = 2;
  static final int NAME_AT = TYPE_AT + IgtlType.BYTES;
  static final int TIMESTAMP_AT = NAME_AT + NameCache.BYTES;
  static final int SIZE_AT = TIMESTAMP_AT + Long.BYTES;
  static final int CRC_AT = SIZE_AT + Long.BYTES;

  private IgtlHeader() {}

  static int version(ByteBuf buffer, int index) {
    return buffer.getUnsignedShort(index + VERSION_AT);
  }

  static long timestamp(ByteBuf buffer, int index) {
    return buffer.getLong(index + TIMESTAMP_AT);
  }

  /** The body's size, unsigned. */
  static long size(ByteBuf buffer, int index) {
    return buffer.getLong(index + SIZE_AT);
  }

  static long crc(ByteBuf buffer, int index) {
    return buffer.getLong(index + CRC_AT);
  }
}
