package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** SENSOR: u8 count, u8 status, u64 unit, as many 64-bit floats. */
final class SensorDecoder {
  private static final int UNIT_AT = 2;
  private static final int VALUES_AT = UNIT_AT + Long.BYTES;

  private SensorDecoder() {}

  static IgtlMessage decode(IgtlMessage.Envelope envelope, ByteBuf buffer, int index, int length)
      throws IgtlException {
    if (length < VALUES_AT) {
      throw new IgtlException("SENSOR of " + length + " bytes, less than 10", 0);
    }
    int count = buffer.getUnsignedByte(index);
    if (length != VALUES_AT + count * Double.BYTES) {
      throw new IgtlException("SENSOR of " + length + " bytes for " + count + " readings", 0);
    }
    List<Double> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(buffer.getDouble(index + VALUES_AT + i * Double.BYTES));
    }
    return new IgtlMessage.Sensor(
        envelope, buffer.getUnsignedByte(index + 1), buffer.getLong(index + UNIT_AT), values);
  }
}
