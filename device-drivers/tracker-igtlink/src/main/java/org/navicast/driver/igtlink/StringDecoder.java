package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;

/** STRING: u16 encoding, u16 length, as many bytes. */
final class StringDecoder {
  private static final int TEXT_AT = 4;

  private StringDecoder() {}

  static IgtlMessage decode(IgtlMessage.Envelope envelope, ByteBuf buffer, int index, int length)
      throws IgtlException {
    if (length < TEXT_AT) {
      throw new IgtlException("STRING of " + length + " bytes, less than 4", 0);
    }
    int encoding = buffer.getUnsignedShort(index);
    int textBytes = buffer.getUnsignedShort(index + 2);
    if (textBytes != length - TEXT_AT) {
      throw new IgtlException(
          "STRING says " + textBytes + " bytes of text and has " + (length - TEXT_AT), 2);
    }
    return new IgtlMessage.Text(
        envelope,
        encoding,
        buffer.toString(index + TEXT_AT, textBytes, TextEncoding.charset(encoding)));
  }
}
