package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;

/**
 * GET_… and STP_…: nothing; STT_…: i32 interval in milliseconds, name of coordinates[32]; RTS_…: u8
 * code.
 */
final class QueryDecoder {
  static final int COORDINATES_BYTES = 32;
  private static final int START_BYTES = Integer.BYTES + COORDINATES_BYTES;

  private QueryDecoder() {}

  static IgtlMessage decode(IgtlMessage.Envelope envelope, IgtlType type, int length)
      throws IgtlException {
    check(type, length, 0);
    return new IgtlMessage.Query(envelope, type);
  }

  static IgtlMessage decodeStart(
      IgtlMessage.Envelope envelope, IgtlType type, ByteBuf buffer, int index, int length)
      throws IgtlException {
    check(type, length, START_BYTES);
    return new IgtlMessage.Start(
        envelope,
        type,
        buffer.getInt(index),
        NameCache.text(buffer, index + Integer.BYTES, COORDINATES_BYTES));
  }

  static IgtlMessage decodeAnswer(
      IgtlMessage.Envelope envelope, IgtlType type, ByteBuf buffer, int index, int length)
      throws IgtlException {
    check(type, length, 1);
    return new IgtlMessage.Answer(envelope, type, buffer.getUnsignedByte(index));
  }

  private static void check(IgtlType type, int length, int expected) throws IgtlException {
    if (length != expected) {
      throw new IgtlException(type.word() + " of " + length + " bytes instead of " + expected, 0);
    }
  }
}
