package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The kinds of messages that are decoded; a server's other kinds are passed over. */
enum IgtlType {
  TRANSFORM("TRANSFORM"),
  TRACKING_DATA("TDATA"),
  STATUS("STATUS");

  /** Length of the type's field in the header, NUL padded. */
  static final int BYTES = 12;

  private static final IgtlType[] ALL = values();

  private final long first;
  private final int rest;

  IgtlType(String word) {
    ByteBuffer field = ByteBuffer.allocate(BYTES);
    field.put(0, word.getBytes(StandardCharsets.US_ASCII));
    this.first = field.getLong(0);
    this.rest = field.getInt(Long.BYTES);
  }

  /** The kind that a header's field names, or null for one that is passed over. */
  static @Nullable IgtlType at(ByteBuf buffer, int index) {
    long first = buffer.getLong(index);
    int rest = buffer.getInt(index + Long.BYTES);
    for (IgtlType type : ALL) {
      if (type.first == first && type.rest == rest) {
        return type;
      }
    }
    return null;
  }
}
