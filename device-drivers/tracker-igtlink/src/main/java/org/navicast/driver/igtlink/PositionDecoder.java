package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;

/**
 * POSITION: a {@link Placement} (28 bytes), which may end before the quaternion's real part (24) or
 * before the quaternion (12). Without a quaternion the thing is not turned, as in the protocol's
 * own library.
 */
final class PositionDecoder {
  private static final int POINT_BYTES = 12;
  private static final int WITHOUT_W_BYTES = 24;

  /** How much the three parts may be longer than a unit by rounding (squared). */
  private static final double TOLERANCE = 1e-2;

  private PositionDecoder() {}

  static IgtlMessage decode(IgtlMessage.Envelope envelope, ByteBuf buffer, int index, int length)
      throws IgtlException {
    return new IgtlMessage.Position(
        envelope,
        switch (length) {
          case Placement.BYTES -> Placement.read(buffer, index);
          case WITHOUT_W_BYTES -> withoutW(buffer, index);
          case POINT_BYTES -> point(buffer, index);
          default ->
              throw new IgtlException(
                  "POSITION of " + length + " bytes instead of 12, 24 or 28", 0);
        });
  }

  private static Placement point(ByteBuf buffer, int index) {
    return new Placement(
        buffer.getFloat(index), buffer.getFloat(index + 4), buffer.getFloat(index + 8), 0, 0, 0, 1);
  }

  /** A unit quaternion with a real part that is not negative, or not a number where it is none. */
  private static Placement withoutW(ByteBuf buffer, int index) {
    float x = buffer.getFloat(index + 12);
    float y = buffer.getFloat(index + 16);
    float z = buffer.getFloat(index + 20);
    double rest = 1 - (double) x * x - (double) y * y - (double) z * z;
    float w = rest < -TOLERANCE ? Float.NaN : (float) Math.sqrt(Math.max(0, rest));
    Placement point = point(buffer, index);
    return new Placement(point.x(), point.y(), point.z(), x, y, z, w);
  }
}
