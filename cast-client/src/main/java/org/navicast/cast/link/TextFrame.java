package org.navicast.cast.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * A text message made into one masked WebSocket frame (RFC 6455, 5.2) where it lies.
 *
 * <p>The message leaves room for its header when it is begun, so that what the encoder wrote is
 * what the socket is given: no copy, no frame object, no way through the pipeline's encoders. That
 * way took a third of the gateway's own time between a report and its first byte on the wire.
 */
final class TextFrame {
  private static final int FINAL_TEXT = 0x81;
  private static final int MASKED = 0x80;
  private static final int MAX_SHORT_LENGTH = 125;
  private static final int LENGTH_IN_2_BYTES = 126;
  private static final int LENGTH_IN_8_BYTES = 127;
  private static final int MAX_2_BYTE_LENGTH = 0xFFFF;

  /** Two bytes, a length of up to eight, and the mask of four. */
  private static final int ROOM = 14;

  private TextFrame() {}

  /** An empty message, with the room of a header before it. */
  static ByteBuf begin(ByteBufAllocator allocator) {
    return allocator.buffer().setIndex(ROOM, ROOM);
  }

  /**
   * Puts the header before the message and masks it.
   *
   * @param message from {@link #begin}; becomes the frame
   * @param mask four bytes that nobody can foretell, so that what a proxy on the way takes for a
   *     request cannot be chosen by whoever chose the text
   */
  static void finish(ByteBuf message, int mask) {
    int length = message.readableBytes();
    mask(message, mask);
    int start;
    if (length <= MAX_SHORT_LENGTH) {
      start = ROOM - 6;
      message.setByte(start + 1, MASKED | length);
    } else if (length <= MAX_2_BYTE_LENGTH) {
      start = ROOM - 8;
      message.setByte(start + 1, MASKED | LENGTH_IN_2_BYTES).setShort(start + 2, length);
    } else {
      start = 0;
      message.setByte(1, MASKED | LENGTH_IN_8_BYTES).setLong(2, length);
    }
    message.setByte(start, FINAL_TEXT).setInt(ROOM - 4, mask).readerIndex(start);
  }

  private static void mask(ByteBuf message, int mask) {
    long twice = ((long) mask << 32) | (mask & 0xFFFF_FFFFL);
    int end = message.writerIndex();
    int at = message.readerIndex();
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      message.setLong(at, message.getLong(at) ^ twice);
    }
    for (int shift = 24; at < end; at++, shift = (shift - 8) & 31) {
      message.setByte(at, message.getByte(at) ^ (mask >> shift));
    }
  }
}
