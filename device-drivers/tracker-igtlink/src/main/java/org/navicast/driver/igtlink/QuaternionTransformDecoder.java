package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;

/** QTRANS: one {@link Placement} and nothing else (28 bytes). */
final class QuaternionTransformDecoder {

  private QuaternionTransformDecoder() {}

  static IgtlMessage decode(IgtlMessage.Envelope envelope, ByteBuf buffer, int index, int length)
      throws IgtlException {
    if (length != Placement.BYTES) {
      throw new IgtlException("QTRANS of " + length + " bytes instead of 28", 0);
    }
    return new IgtlMessage.QuaternionTransform(envelope, Placement.read(buffer, index));
  }
}
