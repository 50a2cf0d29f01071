package org.navicast.driver.igtlink;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Messages byte by byte, sane or not; shares no code with the decoder. */
final class RawMessage {

  /** 1700000000.5 s since 1970, as in the vectors. */
  static final long TIME = 1_700_000_000L << 32 | 0x8000_0000L;

  /** The same as the gateway tells it. */
  static final long TIME_MICROS = 1_700_000_000_500_000L;

  private RawMessage() {}

  /** A whole message with the right size and checksum. */
  static byte[] of(int version, String type, String name, long timestamp, byte[] body) {
    return join(header(version, type, name, timestamp, body.length, crc(body)), body);
  }

  static byte[] header(int version, String type, String name, long timestamp, long size, long crc) {
    ByteBuffer header = ByteBuffer.allocate(58);
    header.putShort(0, (short) version);
    header.put(2, type.getBytes(StandardCharsets.UTF_8));
    header.put(14, name.getBytes(StandardCharsets.UTF_8));
    header.putLong(34, timestamp).putLong(42, size).putLong(50, crc);
    return header.array();
  }

  /** A TRANSFORM of version 1 that turns nothing. */
  static byte[] transform(String name, long timestamp, float x, float y, float z) {
    return of(1, "TRANSFORM", name, timestamp, floats(1, 0, 0, 0, 1, 0, 0, 0, 1, x, y, z));
  }

  /** A whole message of version 2 with these keys and values in turn. */
  static byte[] withMetadata(
      String type, String name, long timestamp, byte[] content, String... pairs) {
    ByteBuffer header = ByteBuffer.allocate(2 + pairs.length / 2 * 8);
    header.putShort((short) (pairs.length / 2));
    var data = new ByteArrayOutputStream();
    for (int i = 0; i < pairs.length; i += 2) {
      byte[] key = pairs[i].getBytes(StandardCharsets.UTF_8);
      byte[] value = pairs[i + 1].getBytes(StandardCharsets.UTF_8);
      header.putShort((short) key.length).putShort((short) 106).putInt(value.length);
      data.writeBytes(key);
      data.writeBytes(value);
    }
    return of(
        2,
        type,
        name,
        timestamp,
        join(
            extended(12, header.capacity(), data.size()),
            content,
            header.array(),
            data.toByteArray()));
  }

  /** The start of a version-2 body. */
  static byte[] extended(int size, int metadataHeader, long metadata) {
    return ByteBuffer.allocate(12)
        .putShort((short) size)
        .putShort((short) metadataHeader)
        .putInt((int) metadata)
        .array();
  }

  static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    for (float value : values) {
      bytes.putFloat(value);
    }
    return bytes.array();
  }

  static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** CRC-64/ECMA-182 bit by bit, as the definition goes. */
  static long crc(byte[] bytes) {
    long crc = 0;
    for (byte b : bytes) {
      crc ^= (long) b << 56;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc < 0 ? crc << 1 ^ 0x42F0E1EBA9EA3693L : crc << 1;
      }
    }
    return crc;
  }
}
