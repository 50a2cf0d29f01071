package org.navicast.conformance;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One frame of a WebSocket (RFC 6455, 5.2).
 *
 * @param opcode 0…15; {@link #NONE} for the end of the connection
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Frame(boolean last, int opcode, byte[] payload) {
  static final int NONE = -1;
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int MAX_PAYLOAD = 4 << 20;
  private static final int MAX_CONTROL_PAYLOAD = 125;

  /**
   * The next frame of a client, or null at the end of the connection.
   *
   * @throws ProtocolException where it breaks the protocol
   */
  static @Nullable Frame read(DataInputStream in) throws IOException {
    int first;
    try {
      first = in.readUnsignedByte();
    } catch (EOFException e) {
      return null;
    }
    int second = in.readUnsignedByte();
    if ((first & 0x70) != 0) {
      throw new ProtocolException("a frame with reserved bits, which nobody had agreed on");
    }
    if ((second & 0x80) == 0) {
      throw new ProtocolException("a frame of a client that is not masked (RFC 6455, 5.1)");
    }
    long length = second & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    int opcode = first & 0x0f;
    if (length < 0 || length > MAX_PAYLOAD) {
      throw new ProtocolException("a frame of " + length + " bytes");
    }
    if (opcode >= CLOSE && (length > MAX_CONTROL_PAYLOAD || (first & 0x80) == 0)) {
      throw new ProtocolException("a control frame that is fragmented or too long (RFC 6455, 5.5)");
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes((int) length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return new Frame((first & 0x80) != 0, opcode, payload);
  }

  static Frame text(String text) {
    return new Frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A close frame; without a body where the code is 0. */
  static Frame close(int code, String reason) {
    byte[] words = reason.getBytes(StandardCharsets.UTF_8);
    return new Frame(
        true,
        CLOSE,
        code == 0
            ? new byte[0]
            : ByteBuffer.allocate(2 + words.length).putShort((short) code).put(words).array());
  }

  /** The code of a close frame; 1005 where it has none. */
  int closeCode() {
    return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
  }

  String words() {
    return new String(payload, StandardCharsets.UTF_8);
  }

  /** As a server sends it: without a mask. */
  byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(payload.length + 10);
    out.put((byte) ((last ? 0x80 : 0) | opcode));
    if (payload.length < 126) {
      out.put((byte) payload.length);
    } else if (payload.length < 1 << 16) {
      out.put((byte) 126).putShort((short) payload.length);
    } else {
      out.put((byte) 127).putLong(payload.length);
    }
    out.put(payload);
    return Arrays.copyOf(out.array(), out.position());
  }
}
