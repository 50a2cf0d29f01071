package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * NDARRAY: u8 type of the elements, u8 number of dimensions, u16 size of each, then the elements,
 * of which only the number is checked.
 *
 * <p>Types: 2 and 3 are integers of 8 bits, 4 and 5 of 16, 6 and 7 of 32 (the odd ones unsigned),
 * 10 and 11 floats of 32 and 64 bits, 13 pairs of the latter.
 */
final class NdArrayDecoder {
  private static final int SIZES_AT = 2;

  private NdArrayDecoder() {}

  static IgtlMessage decode(IgtlMessage.Envelope envelope, ByteBuf buffer, int index, int length)
      throws IgtlException {
    if (length < SIZES_AT) {
      throw new IgtlException("NDARRAY of " + length + " bytes, less than 2", 0);
    }
    int scalar = buffer.getUnsignedByte(index);
    int dimensions = buffer.getUnsignedByte(index + 1);
    int dataBytes = length - SIZES_AT - dimensions * Short.BYTES;
    if (dataBytes < 0) {
      throw new IgtlException("NDARRAY too short for its " + dimensions + " dimensions", 1);
    }
    List<Integer> sizes = new ArrayList<>(dimensions);
    long bytes = elementBytes(scalar);
    for (int i = 0; i < dimensions; i++) {
      int size = buffer.getUnsignedShort(index + SIZES_AT + i * Short.BYTES);
      sizes.add(size);
      // Once too much it stays too much, and is kept from overflowing.
      bytes = Math.min(bytes * size, Integer.MAX_VALUE);
    }
    if (bytes != dataBytes) {
      throw new IgtlException("NDARRAY of " + dataBytes + " bytes of data, not what it says", 1);
    }
    return new IgtlMessage.NdArray(envelope, scalar, sizes, dataBytes);
  }

  private static int elementBytes(int scalar) throws IgtlException {
    return switch (scalar) {
      case 2, 3 -> 1;
      case 4, 5 -> 2;
      case 6, 7, 10 -> 4;
      case 11 -> 8;
      case 13 -> 16;
      default -> throw new IgtlException("NDARRAY of elements of unknown type " + scalar, 0);
    };
  }
}
