package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;

/** STATUS: u16 code, i64 subcode, name[20], then text up to a NUL or the end (30 bytes or more). */
final class StatusDecoder {
  private static final int NAME_AT = 10;
  private static final int TEXT_AT = NAME_AT + NameCache.BYTES;

  private StatusDecoder() {}

  static IgtlMessage decode(
      IgtlMessage.Envelope envelope, NameCache names, ByteBuf buffer, int index, int length)
      throws IgtlException {
    if (length < TEXT_AT) {
      throw new IgtlException("STATUS of " + length + " bytes, less than 30", 0);
    }
    int textBytes = Math.min(length - TEXT_AT, IgtlMessage.Status.MAX_TEXT_BYTES);
    return new IgtlMessage.Status(
        envelope,
        buffer.getUnsignedShort(index),
        buffer.getLong(index + 2),
        names.read(buffer, index + NAME_AT),
        NameCache.text(buffer, index + TEXT_AT, textBytes));
  }
}
