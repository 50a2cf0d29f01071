package org.navicast.cast.json;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes JSON values straight into a buffer, without an object or an array of its own per value.
 *
 * <p>Not a general writer: structure is the caller's, as ready bytes. Used on one thread.
 */
final class JsonWriter {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.").withZone(ZoneOffset.UTC);
  private static final long[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

  private final byte[] digits = new byte[20];
  private long cachedSecond = Long.MIN_VALUE;
  private byte[] cachedPrefix = new byte[0];

  /** Bytes of a text that is JSON already. */
  static byte[] ready(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /** A JSON string, quoted and escaped. A lone surrogate becomes {@code ?}. */
  void string(ByteBuf out, String text) {
    out.writeByte('"');
    int plainFrom = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != '"' && c != '\\') {
        continue;
      }
      utf8(out, text, plainFrom, i);
      escape(out, c);
      plainFrom = i + 1;
    }
    utf8(out, text, plainFrom, text.length());
    out.writeByte('"');
  }

  private static void utf8(ByteBuf out, String text, int from, int to) {
    if (from < to) {
      io.netty.buffer.ByteBufUtil.writeUtf8(out, text, from, to);
    }
  }

  private static void escape(ByteBuf out, char c) {
    out.writeByte('\\');
    switch (c) {
      case '"', '\\' -> out.writeByte(c);
      case '\n' -> out.writeByte('n');
      case '\r' -> out.writeByte('r');
      case '\t' -> out.writeByte('t');
      default -> {
        out.writeByte('u').writeByte('0').writeByte('0');
        out.writeByte(HEX[c >> 4]).writeByte(HEX[c & 15]);
      }
    }
  }

  void number(ByteBuf out, long value) {
    if (value < 0) {
      if (value == Long.MIN_VALUE) {
        out.writeBytes(ready("-9223372036854775808"));
        return;
      }
      out.writeByte('-');
    }
    long rest = Math.abs(value);
    int at = digits.length;
    do {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest != 0);
    out.writeBytes(digits, at, digits.length - at);
  }

  /**
   * A number rounded to so many decimals, without trailing zeros; what {@link #canSay} denies
   * becomes 0, for a consumer that counts on a number must find one.
   *
   * @param decimals 0…6
   */
  void decimal(ByteBuf out, double value, int decimals) {
    long scale = POWERS_OF_TEN[decimals];
    long units = canSay(value, decimals) ? (long) Math.rint(value * scale) : 0;
    if (units < 0) {
      out.writeByte('-');
      units = -units;
    }
    number(out, units / scale);
    long fraction = units % scale;
    if (fraction == 0) {
      return;
    }
    out.writeByte('.');
    for (long place = scale / 10; fraction != 0; place /= 10) {
      out.writeByte((byte) ('0' + fraction / place));
      fraction %= place;
    }
  }

  /** False for what is no number, or too large to be told with so many decimals. */
  static boolean canSay(double value, int decimals) {
    return Math.abs(value) * POWERS_OF_TEN[decimals] < 1e17;
  }

  /**
   * A quoted instant in UTC with six decimals: {@code "2026-11-21T06:13:10.123456Z"}.
   *
   * @param epochMicros microseconds since 1970 UTC
   */
  void timestamp(ByteBuf out, long epochMicros) {
    long second = Math.floorDiv(epochMicros, 1_000_000);
    if (second != cachedSecond) {
      cachedPrefix = ready(TO_THE_SECOND.format(Instant.ofEpochSecond(second)));
      cachedSecond = second;
    }
    out.writeByte('"').writeBytes(cachedPrefix);
    int micros = (int) Math.floorMod(epochMicros, 1_000_000L);
    for (int place = 100_000; place > 0; place /= 10) {
      out.writeByte('0' + micros / place % 10);
    }
    out.writeByte('Z').writeByte('"');
  }
}
