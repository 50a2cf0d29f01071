package org.navicast.driver.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * The bytes of an OpenIGTLink server, as PLUS would send them: header version 1 to a client that
 * knows no other, and in version 2 with metadata that say whether a tool is seen.
 *
 * <p>Written on its own after the specification, so that what the gateway decodes is not merely
 * what the gateway's authors believe twice.
 */
final class IgtlBytes {
  private static final int HEADER_BYTES = 58;
  private static final int EXTENDED_BYTES = 12;
  private static final int PAIR_BYTES = 8;
  private static final int NAME_BYTES = 20;
  private static final int MATRIX_BYTES = 48;
  private static final int TDATA_BYTES = NAME_BYTES + 2 + MATRIX_BYTES;
  private static final byte TOOL_OF_SIX_DEGREES = 2;
  private static final short ASCII = 3;
  private static final long POLYNOMIAL = 0x42F0E1EBA9EA3693L;

  private IgtlBytes() {}

  private record Pair(String key, String value) {}

  /** A TRANSFORM of one tool. */
  static byte[] transform(int version, Instant time, TrackerTool tool) {
    ByteBuffer content = ByteBuffer.allocate(MATRIX_BYTES);
    putMatrix(content, tool);
    List<Pair> metadata =
        List.of(
            new Pair("TransformStatus", status(tool)),
            new Pair("TransformValid", String.valueOf(tool.seen())));
    return message(version, "TRANSFORM", tool.name(), time, content.array(), metadata);
  }

  /** A TDATA of all tools. */
  static byte[] trackingData(int version, Instant time, List<TrackerTool> tools) {
    ByteBuffer content = ByteBuffer.allocate(tools.size() * TDATA_BYTES);
    for (TrackerTool tool : tools) {
      putText(content, tool.name(), NAME_BYTES);
      content.put(TOOL_OF_SIX_DEGREES).put((byte) 0);
      putMatrix(content, tool);
    }
    List<Pair> metadata =
        tools.stream().map(tool -> new Pair(tool.name() + "Status", status(tool))).toList();
    return message(version, "TDATA", "Tracker", time, content.array(), metadata);
  }

  private static String status(TrackerTool tool) {
    return tool.seen() ? "OK" : "OUT_OF_VIEW";
  }

  private static byte[] message(
      int version, String type, String name, Instant time, byte[] content, List<Pair> metadata) {
    byte[] body = version == 1 ? content : extended(content, metadata);
    ByteBuffer message = ByteBuffer.allocate(HEADER_BYTES + body.length);
    message.putShort((short) version);
    putText(message, type, 12);
    putText(message, name, NAME_BYTES);
    message.putInt((int) time.getEpochSecond());
    message.putInt((int) (((long) time.getNano() << 32) / 1_000_000_000));
    message.putLong(body.length);
    message.putLong(crc(body));
    return message.put(body).array();
  }

  private static byte[] extended(byte[] content, List<Pair> metadata) {
    int headerBytes = 2 + metadata.size() * PAIR_BYTES;
    int pairBytes = metadata.stream().mapToInt(p -> p.key().length() + p.value().length()).sum();
    ByteBuffer body =
        ByteBuffer.allocate(EXTENDED_BYTES + content.length + headerBytes + pairBytes);
    body.putShort((short) EXTENDED_BYTES).putShort((short) headerBytes).putInt(pairBytes).putInt(1);
    body.put(content);
    body.putShort((short) metadata.size());
    for (Pair pair : metadata) {
      body.putShort((short) pair.key().length()).putShort(ASCII).putInt(pair.value().length());
    }
    for (Pair pair : metadata) {
      putText(body, pair.key(), pair.key().length());
      putText(body, pair.value(), pair.value().length());
    }
    return body.array();
  }

  /** Rotation about x by tilt, then about z by yaw; column by column. */
  private static void putMatrix(ByteBuffer content, TrackerTool tool) {
    double c = Math.cos(tool.yaw());
    double s = Math.sin(tool.yaw());
    double ct = Math.cos(tool.tilt());
    double st = Math.sin(tool.tilt());
    putColumn(content, c, s, 0);
    putColumn(content, -s * ct, c * ct, st);
    putColumn(content, s * st, -c * st, ct);
    putColumn(content, tool.x(), tool.y(), tool.z());
  }

  private static void putColumn(ByteBuffer content, double x, double y, double z) {
    content.putFloat((float) x).putFloat((float) y).putFloat((float) z);
  }

  /** ASCII, padded with NUL to that many bytes. */
  private static void putText(ByteBuffer buffer, String text, int bytes) {
    int end = buffer.position() + bytes;
    buffer.put(text.getBytes(StandardCharsets.US_ASCII)).position(end);
  }

  /** CRC-64/ECMA-182, bit by bit: a few hundred bytes at some hundred hertz need no table. */
  private static long crc(byte[] bytes) {
    long crc = 0;
    for (byte next : bytes) {
      crc ^= (long) next << 56;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc << 1) ^ (crc < 0 ? POLYNOMIAL : 0);
      }
    }
    return crc;
  }
}
