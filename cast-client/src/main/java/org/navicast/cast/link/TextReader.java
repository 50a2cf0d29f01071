package org.navicast.cast.link;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Joins the fragments of text messages. Of a message that is longer than anything that a gateway
 * asks for nothing is kept; it goes by and is counted.
 */
final class TextReader {
  static final int MAX_MESSAGE_BYTES = 64 * 1024;

  private @Nullable ByteArrayOutputStream begun;
  private long skipped;

  /** Takes the next data frame; returns the message that it completes, or null. */
  @Nullable String take(WebSocketFrame frame) {
    return switch (frame) {
      case TextWebSocketFrame text when text.isFinalFragment() && isShort(text.content()) ->
          text.content().toString(StandardCharsets.UTF_8);
      case TextWebSocketFrame text -> {
        begun = new ByteArrayOutputStream();
        yield add(text);
      }
      case ContinuationWebSocketFrame more -> add(more);
      case BinaryWebSocketFrame _ -> {
        begun = null;
        yield null;
      }
      default -> null;
    };
  }

  private @Nullable String add(WebSocketFrame fragment) {
    ByteArrayOutputStream into = begun;
    if (into == null) {
      return null;
    }
    ByteBuf content = fragment.content();
    if (into.size() + content.readableBytes() > MAX_MESSAGE_BYTES) {
      begun = null;
      skipped++;
      return null;
    }
    byte[] bytes = new byte[content.readableBytes()];
    content.getBytes(content.readerIndex(), bytes);
    into.writeBytes(bytes);
    if (!fragment.isFinalFragment()) {
      return null;
    }
    begun = null;
    return into.toString(StandardCharsets.UTF_8);
  }

  private static boolean isShort(ByteBuf content) {
    return content.readableBytes() <= MAX_MESSAGE_BYTES;
  }

  /** How many messages were too long. */
  long skipped() {
    return skipped;
  }
}
