package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.navicast.driver.igtlink.IgtlMessage.QuaternionTrackingData.PlacedTool;

/** QTDATA: per tool name[20], u8 type, u8 reserved, one {@link Placement} (50 bytes). */
final class QuaternionTrackingDataDecoder {
  private static final int TYPE_AT = NameCache.BYTES;
  private static final int PLACEMENT_AT = TYPE_AT + 2;
  private static final int TOOL_BYTES = PLACEMENT_AT + Placement.BYTES;

  private QuaternionTrackingDataDecoder() {}

  static IgtlMessage decode(
      IgtlMessage.Envelope envelope, NameCache names, ByteBuf buffer, int index, int length)
      throws IgtlException {
    if (length % TOOL_BYTES != 0) {
      throw new IgtlException("QTDATA of " + length + " bytes, no multiple of 50", 0);
    }
    List<PlacedTool> tools = new ArrayList<>(length / TOOL_BYTES);
    for (int at = index; at < index + length; at += TOOL_BYTES) {
      tools.add(
          new PlacedTool(
              names.read(buffer, at),
              buffer.getUnsignedByte(at + TYPE_AT),
              Placement.read(buffer, at + PLACEMENT_AT)));
    }
    return new IgtlMessage.QuaternionTrackingData(envelope, tools);
  }
}
