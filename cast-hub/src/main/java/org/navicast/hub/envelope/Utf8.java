package org.navicast.hub.envelope;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.util.CharsetUtil;

/**
 * Whether a message is UTF-8. Each is looked at from end to end, which byte by byte cost more than
 * all else that is done with it; nearly all are ASCII, and that is seen eight bytes at a time.
 */
public final class Utf8 {
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private Utf8() {}

  /** True where all that is readable is UTF-8; the reader index stays. */
  public static boolean is(ByteBuf message) {
    int at = message.readerIndex();
    int end = message.writerIndex();
    while (end - at >= Long.BYTES && (message.getLong(at) & NOT_ASCII) == 0) {
      at += Long.BYTES;
    }
    return ByteBufUtil.isText(message, at, end - at, CharsetUtil.UTF_8);
  }
}
