package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the type that a header's field names, among those that are asked for. */
final class TypeTable {
  private final Entry[] entries;

  /** A type and the 12 bytes of one of its words. */
  private record Entry(long first, int rest, IgtlType type) {}

  TypeTable(Set<IgtlType> asked) {
    List<Entry> all = new ArrayList<>();
    for (IgtlType type : IgtlType.values()) {
      if (asked.contains(type)) {
        type.words().forEach(word -> all.add(entry(word, type)));
      }
    }
    this.entries = all.toArray(Entry[]::new);
  }

  /** The type there, or null for one that is passed over. */
  @Nullable IgtlType at(ByteBuf buffer, int index) {
    long first = buffer.getLong(index);
    int rest = buffer.getInt(index + Long.BYTES);
    for (Entry entry : entries) {
      if (entry.first == first && entry.rest == rest) {
        return entry.type;
      }
    }
    return null;
  }

  private static Entry entry(String word, IgtlType type) {
    ByteBuffer field = ByteBuffer.allocate(IgtlType.BYTES);
    field.put(0, word.getBytes(StandardCharsets.US_ASCII));
    return new Entry(field.getLong(0), field.getInt(Long.BYTES), type);
  }
}
