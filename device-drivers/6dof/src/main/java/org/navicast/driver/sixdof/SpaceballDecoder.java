package org.navicast.driver.sixdof;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a Spaceball to its records. Each begins with its letter and ends with a carriage return;
 * four bytes never occur within and are spelt as ^ and a letter: XON, XOFF, carriage return, ^.
 *
 * <p>After noise it goes on behind the next carriage return. Nothing it holds grows with what
 * comes.
 */
final class SpaceballDecoder implements RecordDecoder<SpaceballMessage> {
  /** Longer than any record: an announcement has 61 characters. */
  private static final int MAX_RECORD = 96;

  private static final int MOTION_RECORD = 1 + 2 + 6 * 2;
  private static final int KEYS_RECORD = 1 + 2;
  private static final int LONGEST_SETTING = 13;

  private static final byte XON = 0x11;
  private static final byte XOFF = 0x13;
  private static final byte LINE_FEED = '\n';
  private static final byte VERTICAL_TAB = 0x0B;

  private static final SpaceballMessage ACKNOWLEDGEMENT = new SpaceballMessage.Acknowledgement();
  private static final SpaceballMessage NO_KEYS = new SpaceballMessage.NoKeys();
  private static final SpaceballMessage KEYS_LOST = new SpaceballMessage.KeysLost();

  private final byte[] record = new byte[MAX_RECORD];
  private int length;
  private boolean escaped;
  private boolean damaged;
  private long garbageBytes;

  @Override
  public void decode(byte[] bytes, int count, Consumer<? super SpaceballMessage> sink) {
    for (int i = 0; i < count; i++) {
      take(bytes[i], sink);
    }
  }

  /** How many bytes so far belonged to no record, after spelling out. */
  long garbageBytes() {
    return garbageBytes;
  }

  private void take(byte value, Consumer<? super SpaceballMessage> sink) {
    if (value == '\r') {
      damaged |= escaped;
      escaped = false;
      finish(sink);
    } else if (escaped) {
      escaped = false;
      add(spelt(value));
    } else if (value == '^') {
      escaped = true;
    } else if (!isFiller(value)) {
      add(value);
    }
  }

  /** Flow control, and what a unit sends between records when it is switched on. */
  private boolean isFiller(byte value) {
    return value == XON
        || value == XOFF
        || (length == 0 && (value == LINE_FEED || value == VERTICAL_TAB));
  }

  private byte spelt(byte letter) {
    return switch (letter) {
      case 'Q' -> XON;
      case 'S' -> XOFF;
      case 'M' -> '\r';
      case '^' -> '^';
      default -> {
        damaged = true;
        yield letter;
      }
    };
  }

  private void add(byte value) {
    if (length < MAX_RECORD) {
      record[length++] = value;
    } else {
      damaged = true;
      garbageBytes++;
    }
  }

  private void finish(Consumer<? super SpaceballMessage> sink) {
    SpaceballMessage message = damaged || length == 0 ? null : message();
    if (message != null) {
      sink.accept(message);
    } else {
      garbageBytes += length;
      if (mayHaveBeenKeys()) {
        sink.accept(KEYS_LOST);
      }
    }
    length = 0;
    damaged = false;
  }

  private @Nullable SpaceballMessage message() {
    return switch (record[0]) {
      case 'D' -> length == MOTION_RECORD ? motion() : null;
      case 'K' ->
          length == KEYS_RECORD ? new SpaceballMessage.Keys(unsigned(1), unsigned(2)) : null;
      case '.' ->
          length == KEYS_RECORD ? new SpaceballMessage.FlxKeys(unsigned(1), unsigned(2)) : null;
      case '@' -> isText() ? new SpaceballMessage.Announcement(text()) : null;
      case 'E', '?' -> isText() ? refusal() : null;
      case 'C', 'F', 'M', 'N', 'P', 'Z' -> length <= LONGEST_SETTING ? ACKNOWLEDGEMENT : null;
      default -> null;
    };
  }

  private SpaceballMessage refusal() {
    boolean isNoKeys = record[0] == '?' && length == 2 && record[1] == 'k';
    return isNoKeys ? NO_KEYS : new SpaceballMessage.Refusal(text());
  }

  private SpaceballMessage motion() {
    return new SpaceballMessage.Motion(
        unsigned(1) << 8 | unsigned(2),
        value(3),
        value(5),
        value(7),
        value(9),
        value(11),
        value(13));
  }

  /** Two bytes, the most significant first, in two's complement. */
  private int value(int at) {
    return (short) (unsigned(at) << 8 | unsigned(at + 1));
  }

  private int unsigned(int at) {
    return record[at] & 0xFF;
  }

  private String text() {
    return new String(record, 1, length - 1, US_ASCII).strip();
  }

  private boolean isText() {
    for (int i = 1; i < length; i++) {
      if (record[i] < ' ' || record[i] > '~') {
        return false;
      }
    }
    return true;
  }

  private boolean mayHaveBeenKeys() {
    for (int i = 0; i < length; i++) {
      if (record[i] == 'K' || record[i] == '.') {
        return true;
      }
    }
    return false;
  }
}
