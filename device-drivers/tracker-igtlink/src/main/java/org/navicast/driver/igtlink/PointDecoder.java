package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.navicast.driver.igtlink.IgtlMessage.PointList.Point;

/**
 * POINT: per point name[64], group[32], rgba[4], x, y, z and radius as 32-bit floats, owner[20]
 * (136 bytes).
 */
final class PointDecoder {
  static final int NAME_BYTES = 64;
  static final int GROUP_BYTES = 32;
  private static final int GROUP_AT = NAME_BYTES;
  private static final int RGBA_AT = GROUP_AT + GROUP_BYTES;
  private static final int X_AT = RGBA_AT + Integer.BYTES;
  private static final int RADIUS_AT = X_AT + 3 * Float.BYTES;
  private static final int OWNER_AT = RADIUS_AT + Float.BYTES;
  private static final int POINT_BYTES = OWNER_AT + NameCache.BYTES;

  private PointDecoder() {}

  static IgtlMessage decode(
      IgtlMessage.Envelope envelope, NameCache names, ByteBuf buffer, int index, int length)
      throws IgtlException {
    if (length % POINT_BYTES != 0) {
      throw new IgtlException("POINT of " + length + " bytes, no multiple of 136", 0);
    }
    List<Point> points = new ArrayList<>(length / POINT_BYTES);
    for (int at = index; at < index + length; at += POINT_BYTES) {
      points.add(
          new Point(
              NameCache.text(buffer, at, NAME_BYTES),
              NameCache.text(buffer, at + GROUP_AT, GROUP_BYTES),
              buffer.getInt(at + RGBA_AT),
              buffer.getFloat(at + X_AT),
              buffer.getFloat(at + X_AT + 4),
              buffer.getFloat(at + X_AT + 8),
              buffer.getFloat(at + RADIUS_AT),
              names.read(buffer, at + OWNER_AT)));
    }
    return new IgtlMessage.PointList(envelope, points);
  }
}
