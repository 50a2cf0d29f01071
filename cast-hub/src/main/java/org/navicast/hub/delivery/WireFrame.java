package org.navicast.hub.delivery;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * A text message as the bytes of one unmasked WebSocket frame (RFC 6455, 5.2).
 *
 * <p>Frames of a server carry no mask, so the same bytes serve every subscriber: the header is made
 * once for an event, not once for each of those who get it.
 */
public final class WireFrame {
  private static final int FINAL_TEXT = 0x81;
  private static final int MAX_HEADER_BYTES = 10;
  private static final int MAX_SHORT_LENGTH = 125;
  private static final int LENGTH_IN_2_BYTES = 126;
  private static final int LENGTH_IN_8_BYTES = 127;
  private static final int MAX_2_BYTE_LENGTH = 0xFFFF;

  private WireFrame() {}

  public static ByteBuf of(byte[] text) {
    return of(ByteBufAllocator.DEFAULT, Unpooled.wrappedBuffer(text), null);
  }

  /**
   * Copies the text into a frame; the text keeps its indices and its owner.
   *
   * @param json one JSON object where there is a host, any text otherwise
   * @param host goes in as the last key {@code host} of the object, so that it wins over one that
   *     is there; letters, digits and {@code .:-[]} only, as nothing is escaped
   */
  public static ByteBuf of(ByteBufAllocator allocator, ByteBuf json, @Nullable String host) {
    int start = json.readerIndex();
    if (host == null) {
      int length = json.readableBytes();
      return header(allocator, length).writeBytes(json, start, length);
    }
    int keep = closingBrace(json) - start;
    String tail = ",\"host\":\"" + host + "\"}";
    ByteBuf frame = header(allocator, keep + tail.length()).writeBytes(json, start, keep);
    ByteBufUtil.writeAscii(frame, tail);
    return frame;
  }

  /** Where the text begins in a frame that was made here. */
  public static int textStart(ByteBuf frame) {
    int start = frame.readerIndex();
    return start
        + switch (frame.getByte(start + 1)) {
          case LENGTH_IN_2_BYTES -> 4;
          case LENGTH_IN_8_BYTES -> MAX_HEADER_BYTES;
          default -> 2;
        };
  }

  private static ByteBuf header(ByteBufAllocator allocator, int length) {
    ByteBuf frame = allocator.buffer(MAX_HEADER_BYTES + length).writeByte(FINAL_TEXT);
    if (length <= MAX_SHORT_LENGTH) {
      return frame.writeByte(length);
    }
    return length <= MAX_2_BYTE_LENGTH
        ? frame.writeByte(LENGTH_IN_2_BYTES).writeShort(length)
        : frame.writeByte(LENGTH_IN_8_BYTES).writeLong(length);
  }

  private static int closingBrace(ByteBuf json) {
    int i = json.writerIndex() - 1;
    while (json.getByte(i) != '}') {
      i--;
    }
    return i;
  }
}
