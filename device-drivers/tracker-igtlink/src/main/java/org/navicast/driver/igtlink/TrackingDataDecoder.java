package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.navicast.driver.igtlink.IgtlMessage.TrackingData.Tool;

/** TDATA: per tool name[20], u8 type, u8 reserved, one {@link Matrix} (70 bytes). */
final class TrackingDataDecoder {
  private static final int TYPE_AT = NameCache.BYTES;
  private static final int MATRIX_AT = TYPE_AT + 2;
  private static final int TOOL_BYTES = MATRIX_AT + Matrix.BYTES;

  private TrackingDataDecoder() {}

  static IgtlMessage decode(
      IgtlMessage.Envelope envelope, NameCache names, ByteBuf buffer, int index, int length)
      throws IgtlException {
    if (length % TOOL_BYTES != 0) {
      throw new IgtlException("TDATA of " + length + " bytes, no multiple of 70", 0);
    }
    List<Tool> tools = new ArrayList<>(length / TOOL_BYTES);
    for (int at = index; at < index + length; at += TOOL_BYTES) {
      tools.add(
          new Tool(
              names.read(buffer, at),
              buffer.getUnsignedByte(at + TYPE_AT),
              Matrix.read(buffer, at + MATRIX_AT)));
    }
    return new IgtlMessage.TrackingData(envelope, tools);
  }
}
