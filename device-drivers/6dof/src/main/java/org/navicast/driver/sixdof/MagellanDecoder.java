package org.navicast.driver.sixdof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a Magellan to its records. Each ends with a carriage return and is told by its first
 * letter; numbers are hexadecimal digits spelt in sixteen characters of even parity, so that a
 * damaged digit is recognised. A Turbo model tells its cap in a shorter record, {@link
 * TurboRecord}; all else is the same.
 *
 * <p>After noise it goes on at the next carriage return, or at a whole record of cap or keys right
 * before it. Nothing it holds grows with what comes.
 */
final class MagellanDecoder implements RecordDecoder<MagellanMessage> {
  /** Longer than any record: a version text has about 50 characters. */
  private static final int MAX_RECORD = 128;

  private static final int MOTION_RECORD = 1 + 6 * 4;
  private static final int KEYS_RECORD = 1 + 3;
  private static final int EXTENDED_KEYS_RECORD = 1 + 4;
  private static final int CENTRE = 0x8000;

  private static final MagellanMessage RESET_REPLY = new MagellanMessage.ResetReply();
  private static final MagellanMessage ACKNOWLEDGEMENT = new MagellanMessage.Acknowledgement();
  private static final MagellanMessage KEYS_LOST = new MagellanMessage.KeysLost();

  /** Value of each byte as a digit, −1 where it is none. */
  private static final byte[] DIGITS = digits("0AB3D56GH9:K<MN?");

  private final byte[] record = new byte[MAX_RECORD];
  private int length;
  private long garbageBytes;

  @Override
  public void decode(byte[] bytes, int count, Consumer<? super MagellanMessage> sink) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\r') {
        finish(sink);
      } else {
        if (length == MAX_RECORD) {
          drop(length, sink);
        }
        record[length++] = bytes[i];
      }
    }
  }

  /** How many bytes so far belonged to no record. */
  long garbageBytes() {
    return garbageBytes;
  }

  private void finish(Consumer<? super MagellanMessage> sink) {
    int end = length;
    if (end > 0 && !accept(0, end, sink)) {
      int start = salvageable(end);
      drop(start, sink);
      if (start < end) {
        accept(start, end, sink);
      }
    }
    length = 0;
  }

  /**
   * Where in a damaged record a whole one of cap or keys begins that ends with it; else its end.
   */
  private int salvageable(int end) {
    if (isNumeric('d', end - MOTION_RECORD, end)) {
      return end - MOTION_RECORD;
    }
    if (TurboRecord.isAt(record, end - TurboRecord.BYTES, end)) {
      return end - TurboRecord.BYTES;
    }
    if (isNumeric('k', end - EXTENDED_KEYS_RECORD, end)) {
      return end - EXTENDED_KEYS_RECORD;
    }
    return isNumeric('k', end - KEYS_RECORD, end) ? end - KEYS_RECORD : end;
  }

  private void drop(int end, Consumer<? super MagellanMessage> sink) {
    garbageBytes += end;
    length = 0;
    for (int i = 0; i < end; i++) {
      if (record[i] == 'k') {
        sink.accept(KEYS_LOST);
        return;
      }
    }
  }

  private boolean accept(int start, int end, Consumer<? super MagellanMessage> sink) {
    int size = end - start;
    char kind = (char) (record[start] & 0xFF);
    MagellanMessage message =
        switch (kind) {
          case 'd' -> cap(start, end);
          case 'k' ->
              isNumeric(kind, start, end) && (size == KEYS_RECORD || size == EXTENDED_KEYS_RECORD)
                  ? keys(start, end)
                  : null;
          case 'm' -> isNumeric(kind, start, end) && size == 2 ? mode(start) : null;
          case 'e' -> isNumeric(kind, start, end) && size == 2 ? refusal(start) : null;
          case 'v' -> isText(start, end) ? version(start, end) : null;
          case 'z' -> size == 1 ? RESET_REPLY : null;
          case 'b', 'c', 'n', 'p', 'q' -> size <= 3 && isText(start, end) ? ACKNOWLEDGEMENT : null;
          default -> null;
        };
    if (message == null) {
      return false;
    }
    sink.accept(message);
    return true;
  }

  private @Nullable MagellanMessage cap(int start, int end) {
    if (end - start == MOTION_RECORD && isNumeric('d', start, end)) {
      return motion(start);
    }
    return TurboRecord.isAt(record, start, end) ? TurboRecord.motion(record, start) : null;
  }

  private MagellanMessage motion(int start) {
    int first = start + 1;
    return new MagellanMessage.Motion(
        value(first),
        value(first + 4),
        value(first + 8),
        value(first + 12),
        value(first + 16),
        value(first + 20));
  }

  /** Four digits, the most significant first, offset binary. */
  private int value(int at) {
    return (digit(at) << 12 | digit(at + 1) << 8 | digit(at + 2) << 4 | digit(at + 3)) - CENTRE;
  }

  /** A digit for four keys, the lowest keys first. */
  private MagellanMessage keys(int start, int end) {
    int bitmap = 0;
    for (int i = start + 1; i < end; i++) {
      bitmap |= digit(i) << (4 * (i - start - 1));
    }
    return new MagellanMessage.Keys(bitmap);
  }

  private MagellanMessage mode(int start) {
    return new MagellanMessage.ModeReply(digit(start + 1));
  }

  private MagellanMessage refusal(int start) {
    return new MagellanMessage.Refusal(digit(start + 1));
  }

  private MagellanMessage version(int start, int end) {
    String text = new String(record, start + 1, end - start - 1, StandardCharsets.US_ASCII);
    return new MagellanMessage.Version(text.strip());
  }

  private int digit(int at) {
    return DIGITS[record[at] & 0xFF];
  }

  private boolean isNumeric(char kind, int start, int end) {
    if (start < 0 || record[start] != kind) {
      return false;
    }
    for (int i = start + 1; i < end; i++) {
      if (digit(i) < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isText(int start, int end) {
    for (int i = start; i < end; i++) {
      if (record[i] < ' ' || record[i] > '~') {
        return false;
      }
    }
    return true;
  }

  private static byte[] digits(String alphabet) {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
    return values;
  }
}
