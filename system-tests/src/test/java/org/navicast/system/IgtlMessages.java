package org.navicast.system;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** The bytes of an OpenIGTLink server, put together here after the specification. */
final class IgtlMessages {
  private static final long CRC_POLYNOMIAL = 0x42F0E1EBA9EA3693L;
  private static final String STATUS_KEY = "TransformStatus";
  private static final int ASCII = 3;

  private IgtlMessages() {}

  /** Header version 1, no timestamp, the identity rotation. */
  static byte[] transform(String name, float x, float y, float z) throws IOException {
    return message(1, name, 0, matrix(x, y, z));
  }

  /** Header version 2 with a timestamp, and what PLUS says of the tool in the metadata. */
  static byte[] transform(String name, Instant time, String status, float x, float y, float z)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream body = new DataOutputStream(bytes);
    body.writeShort(12);
    body.writeShort(2 + 8);
    body.writeInt(STATUS_KEY.length() + status.length());
    body.writeInt(0);
    body.write(matrix(x, y, z));
    body.writeShort(1);
    body.writeShort(STATUS_KEY.length());
    body.writeShort(ASCII);
    body.writeInt(status.length());
    body.writeBytes(STATUS_KEY + status);
    long fraction = ((long) time.getNano() << 32) / 1_000_000_000;
    return message(2, name, time.getEpochSecond() << 32 | fraction, bytes.toByteArray());
  }

  private static byte[] matrix(float x, float y, float z) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream content = new DataOutputStream(bytes);
    for (float value : new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1, x, y, z}) {
      content.writeFloat(value);
    }
    return bytes.toByteArray();
  }

  private static byte[] message(int version, String name, long timestamp, byte[] body)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream message = new DataOutputStream(bytes);
    message.writeShort(version);
    message.write(Arrays.copyOf("TRANSFORM".getBytes(StandardCharsets.US_ASCII), 12));
    message.write(Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), 20));
    message.writeLong(timestamp);
    message.writeLong(body.length);
    message.writeLong(crc64(body));
    message.write(body);
    return bytes.toByteArray();
  }

  private static long crc64(byte[] bytes) {
    long crc = 0;
    for (byte b : bytes) {
      crc ^= (long) b << 56;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc < 0 ? crc << 1 ^ CRC_POLYNOMIAL : crc << 1;
      }
    }
    return crc;
  }
}
