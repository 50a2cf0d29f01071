package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;

/** TRANSFORM: one {@link Matrix} and nothing else (48 bytes). */
final class TransformDecoder {

  private TransformDecoder() {}

  static IgtlMessage decode(IgtlMessage.Envelope envelope, ByteBuf buffer, int index, int length)
      throws IgtlException {
    if (length != Matrix.BYTES) {
      throw new IgtlException("TRANSFORM of " + length + " bytes instead of 48", 0);
    }
    return new IgtlMessage.Transform(envelope, Matrix.read(buffer, index));
  }
}
