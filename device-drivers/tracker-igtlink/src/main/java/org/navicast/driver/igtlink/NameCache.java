package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The texts of 20-byte name fields, so that a tool that reports a thousand times a second does not
 * make a thousand equal strings.
 *
 * <p>Each field has one place among {@link #PLACES}, by its bytes; another field with the same
 * place takes it over. So the cache is bounded whatever a server sends.
 */
final class NameCache {

  /** Length of a name field. */
  static final int BYTES = 20;

  private static final int PLACES = 256;

  private final @Nullable Entry[] entries = new @Nullable Entry[PLACES];

  /** A name and the 20 bytes it came from. */
  private record Entry(long first, long second, int third, String name) {}

  /** The text of a field: UTF-8 up to the first NUL, or all of it where there is none. */
  String read(ByteBuf buffer, int index) {
    long first = buffer.getLong(index);
    long second = buffer.getLong(index + 8);
    int third = buffer.getInt(index + 16);
    int place = place(first, second, third);
    Entry entry = entries[place];
    if (entry == null || entry.first != first || entry.second != second || entry.third != third) {
      entry = new Entry(first, second, third, text(buffer, index, BYTES));
      entries[place] = entry;
    }
    return entry.name;
  }

  /**
   * The text of a NUL-padded field: UTF-8 up to the first NUL, or all of it where there is none.
   */
  static String text(ByteBuf buffer, int index, int length) {
    int nul = buffer.indexOf(index, index + length, (byte) 0);
    return buffer.toString(index, nul < 0 ? length : nul - index, StandardCharsets.UTF_8);
  }

  private static int place(long first, long second, int third) {
    // Names of one server differ by a letter or two anywhere: multiply so that each bit counts.
    long mixed = (first * 31 + second) * 31 + third;
    return (int) ((mixed * 0x9E3779B97F4A7C15L) >>> 56);
  }
}
