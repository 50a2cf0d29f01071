package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;

/**
 * COMMAND and RTS_COMMAND: u32 id, name[128], u16 encoding, u32 length, as many bytes (138 or
 * more).
 */
final class CommandDecoder {
  static final int NAME_BYTES = 128;
  private static final int NAME_AT = 4;
  private static final int ENCODING_AT = NAME_AT + NAME_BYTES;
  private static final int LENGTH_AT = ENCODING_AT + 2;
  private static final int TEXT_AT = LENGTH_AT + 4;

  private CommandDecoder() {}

  static IgtlMessage decode(IgtlMessage.Envelope envelope, ByteBuf buffer, int index, int length)
      throws IgtlException {
    check("COMMAND", buffer, index, length);
    return new IgtlMessage.Command(
        envelope,
        buffer.getInt(index),
        name(buffer, index),
        encoding(buffer, index),
        text(buffer, index, length));
  }

  static IgtlMessage decodeAnswer(
      IgtlMessage.Envelope envelope, ByteBuf buffer, int index, int length) throws IgtlException {
    check("RTS_COMMAND", buffer, index, length);
    return new IgtlMessage.CommandAnswer(
        envelope,
        buffer.getInt(index),
        name(buffer, index),
        encoding(buffer, index),
        text(buffer, index, length));
  }

  private static void check(String type, ByteBuf buffer, int index, int length)
      throws IgtlException {
    if (length < TEXT_AT) {
      throw new IgtlException(type + " of " + length + " bytes, less than 138", 0);
    }
    long textBytes = buffer.getUnsignedInt(index + LENGTH_AT);
    if (textBytes != length - TEXT_AT) {
      throw new IgtlException(
          type + " says " + textBytes + " bytes of text and has " + (length - TEXT_AT), LENGTH_AT);
    }
  }

  private static String name(ByteBuf buffer, int index) {
    return NameCache.text(buffer, index + NAME_AT, NAME_BYTES);
  }

  private static int encoding(ByteBuf buffer, int index) {
    return buffer.getUnsignedShort(index + ENCODING_AT);
  }

  private static String text(ByteBuf buffer, int index, int length) {
    return buffer.toString(
        index + TEXT_AT, length - TEXT_AT, TextEncoding.charset(encoding(buffer, index)));
  }
}
