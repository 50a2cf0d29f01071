package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** CAPABILITY: the word of each type, as in a header (12 bytes). */
final class CapabilityDecoder {

  private CapabilityDecoder() {}

  static IgtlMessage decode(IgtlMessage.Envelope envelope, ByteBuf buffer, int index, int length)
      throws IgtlException {
    if (length % IgtlType.BYTES != 0) {
      throw new IgtlException("CAPABILITY of " + length + " bytes, no multiple of 12", 0);
    }
    List<String> types = new ArrayList<>(length / IgtlType.BYTES);
    for (int at = index; at < index + length; at += IgtlType.BYTES) {
      types.add(NameCache.text(buffer, at, IgtlType.BYTES));
    }
    return new IgtlMessage.Capability(envelope, types);
  }
}
