package org.navicast.cast.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Makes many small fragments of a large data frame, as its bytes come, before the frame decoder:
 * that one keeps a frame until it is whole. So a message of any size costs the memory of a
 * fragment, and whoever joins them decides how much is worth keeping (RFC 6455, 5.4, allows anybody
 * on the way to do so).
 */
final class FrameSlicer extends ChannelInboundHandlerAdapter {
  /** What is smaller goes through as it is. */
  static final int MAX_FRAGMENT_BYTES = 8 * 1024;

  private static final int FINAL = 0x80;
  private static final int OPCODE = 0x0F;
  private static final int FIRST_CONTROL_OPCODE = 8;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7F;
  private static final int LENGTH_IN_2_BYTES = 126;
  private static final int LENGTH_IN_8_BYTES = 127;
  private static final int MASK_BYTES = 4;
  private static final int MAX_HEADER_BYTES = 14;

  private final byte[] header = new byte[MAX_HEADER_BYTES];
  private int headerBytes;

  /** How much of the payload of the current frame is to come. */
  private long remaining;

  private boolean slicing;

  /** First byte of the next fragment's header, without the final flag. */
  private int fragmentKind;

  private boolean endsMessage;

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (!(message instanceof ByteBuf in)) {
      ctx.fireChannelRead(message);
      return;
    }
    try {
      while (in.isReadable()) {
        if (remaining > 0) {
          payload(ctx, in);
        } else {
          header(ctx, in);
        }
      }
    } finally {
      in.release();
    }
  }

  private void payload(ChannelHandlerContext ctx, ByteBuf in) {
    int length = (int) Math.min(in.readableBytes(), remaining);
    if (!slicing) {
      remaining -= length;
      ctx.fireChannelRead(in.readRetainedSlice(length));
      return;
    }
    length = Math.min(length, MAX_FRAGMENT_BYTES);
    remaining -= length;
    boolean last = remaining == 0 && endsMessage;
    ByteBuf head = ctx.alloc().buffer(4);
    head.writeByte(fragmentKind | (last ? FINAL : 0));
    if (length < LENGTH_IN_2_BYTES) {
      head.writeByte(length);
    } else {
      head.writeByte(LENGTH_IN_2_BYTES).writeShort(length);
    }
    fragmentKind = 0; // a continuation
    ctx.fireChannelRead(head);
    ctx.fireChannelRead(in.readRetainedSlice(length));
  }

  private void header(ChannelHandlerContext ctx, ByteBuf in) {
    header[headerBytes++] = in.readByte();
    if (headerBytes < headerLength()) {
      return;
    }
    long length = payloadLength();
    int opcode = header[0] & OPCODE;
    boolean masked = (header[1] & MASKED) != 0;
    // What breaks the rules goes through as it is, so that the decoder refuses it.
    slicing = opcode < FIRST_CONTROL_OPCODE && !masked && length > MAX_FRAGMENT_BYTES;
    remaining = length < 0 ? Long.MAX_VALUE : length;
    if (slicing) {
      fragmentKind = header[0] & 0x7F;
      endsMessage = (header[0] & FINAL) != 0;
    } else {
      ctx.fireChannelRead(ctx.alloc().buffer(headerBytes).writeBytes(header, 0, headerBytes));
    }
    headerBytes = 0;
  }

  private int headerLength() {
    if (headerBytes < 2) {
      return 2;
    }
    int mask = (header[1] & MASKED) != 0 ? MASK_BYTES : 0;
    return switch (header[1] & LENGTH) {
      case LENGTH_IN_2_BYTES -> 4 + mask;
      case LENGTH_IN_8_BYTES -> 10 + mask;
      default -> 2 + mask;
    };
  }

  private long payloadLength() {
    int length = header[1] & LENGTH;
    int bytes = length == LENGTH_IN_2_BYTES ? 2 : length == LENGTH_IN_8_BYTES ? 8 : 0;
    if (bytes == 0) {
      return length;
    }
    long long1 = 0;
    for (int i = 0; i < bytes; i++) {
      long1 = (long1 << 8) | (header[2 + i] & 0xFF);
    }
    return long1;
  }
}
