package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a version-2 message's metadata: {@link #DEVICE_NAME}, {@link #TRANSFORM_VALID}
 * and every key that ends in {@link #STATUS} or {@link #INDEX}. The rest (patients' data among it,
 * perhaps) is not even read.
 *
 * <p>What is there but cannot be read (it is too long, or said twice in different ways) is kept as
 * {@link #UNREADABLE}: a word that is not understood must not be taken for none.
 *
 * @param values text by key; unmodifiable
 */
public record Metadata(Map<String, String> values) {

  /** No metadata. */
  public static final Metadata NONE = new Metadata(Map.of());

  /** PLUS: the whole device name, where it is longer than the header's 20 bytes. */
  public static final String DEVICE_NAME = "IGTL_DEVICE_NAME";

  /** PLUS: {@code true} while the pose may be used. */
  public static final String TRANSFORM_VALID = "TransformValid";

  /**
   * PLUS: what the tracker says of the tool, such as {@code OK} or {@code OUT_OF_VIEW}; alone,
   * after {@code Transform}, or in TDATA after the tool's name.
   */
  public static final String STATUS = "Status";

  /** PLUS, in TDATA after a tool's whole name: the number of its element, from 0. */
  public static final String INDEX = "Index";

  /** Stands for a value that cannot be read. */
  public static final String UNREADABLE = "";

  /** No name or word is longer. */
  private static final int MAX_TEXT_BYTES = 255;

  private static final int COUNT_BYTES = 2;
  private static final int ENTRY_BYTES = 8;
  private static final byte[] DEVICE_NAME_BYTES = ascii(DEVICE_NAME);
  private static final byte[] TRANSFORM_VALID_BYTES = ascii(TRANSFORM_VALID);
  private static final byte[] STATUS_BYTES = ascii(STATUS);
  private static final byte[] INDEX_BYTES = ascii(INDEX);

  public Metadata {
    values = values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new HashMap<>(values));
  }

  /** True where there is a word of the state of any tool. */
  boolean tellsStates() {
    for (String key : values.keySet()) {
      if (key.endsWith(STATUS)) {
        return true;
      }
    }
    return false;
  }

  /** The text of a key, or null where the message has none. */
  public @Nullable String value(String key) {
    return values.get(key);
  }

  /**
   * Reads the two parts at the end of a body: a header (u16 count; per pair u16 length of the key,
   * u16 encoding, u32 length of the value), then the keys and values in turn. All text is taken for
   * UTF-8: what is kept is ASCII in practice, whichever encoding is declared.
   *
   * @param body index of the body's start; faults are told from there
   * @param headerAt from there to the metadata's header
   * @param headerBytes its length; 0 where there is none
   * @param dataBytes length of the keys and values behind it
   * @throws IgtlException when the pairs do not fit into what is there
   */
  static Metadata read(ByteBuf buffer, int body, int headerAt, int headerBytes, int dataBytes)
      throws IgtlException {
    if (headerBytes == 0) {
      if (dataBytes != 0) {
        throw new IgtlException("metadata without its header", headerAt);
      }
      return NONE;
    }
    if (headerBytes < COUNT_BYTES) {
      throw new IgtlException("metadata header too short for its count", headerAt);
    }
    int count = buffer.getUnsignedShort(body + headerAt);
    if (count == 0) {
      return NONE;
    }
    if (count > (headerBytes - COUNT_BYTES) / ENTRY_BYTES) {
      throw new IgtlException("metadata header too short for " + count + " pairs", headerAt);
    }
    return readPairs(buffer, body, headerAt, headerBytes, dataBytes, count);
  }

  private static Metadata readPairs(
      ByteBuf buffer, int body, int headerAt, int headerBytes, int dataBytes, int count)
      throws IgtlException {
    Map<String, String> values = new HashMap<>();
    int at = headerAt + headerBytes;
    int end = at + dataBytes;
    for (int i = 0; i < count; i++) {
      int entry = headerAt + COUNT_BYTES + i * ENTRY_BYTES;
      int keyBytes = buffer.getUnsignedShort(body + entry);
      long valueBytes = buffer.getUnsignedInt(body + entry + 4);
      if (keyBytes + valueBytes > end - at) {
        throw new IgtlException("metadata pair longer than the metadata", entry);
      }
      if (isKept(buffer, body + at, keyBytes)) {
        // The end of a key that is too long still says what it is about.
        int keptBytes = Math.min(keyBytes, MAX_TEXT_BYTES);
        String key =
            buffer.toString(body + at + keyBytes - keptBytes, keptBytes, StandardCharsets.UTF_8);
        String value =
            valueBytes > MAX_TEXT_BYTES
                ? UNREADABLE
                : buffer.toString(body + at + keyBytes, (int) valueBytes, StandardCharsets.UTF_8);
        values.merge(key, value, (one, other) -> one.equals(other) ? one : UNREADABLE);
      }
      at += keyBytes + (int) valueBytes;
    }
    return values.isEmpty() ? NONE : new Metadata(values);
  }

  /**
   * Writes dots over all that {@link #read} does not keep; what cannot be read stays so.
   *
   * @param body index of the body's start
   * @param headerAt from there to the metadata's header
   * @param headerBytes its length
   * @param dataBytes length of the keys and values behind it
   */
  static void blankOthers(ByteBuf buffer, int body, int headerAt, int headerBytes, int dataBytes) {
    int count =
        headerBytes < COUNT_BYTES
            ? 0
            : Math.min(
                buffer.getUnsignedShort(body + headerAt),
                (headerBytes - COUNT_BYTES) / ENTRY_BYTES);
    int at = headerAt + headerBytes;
    int end = at + dataBytes;
    for (int i = 0; i < count; i++) {
      int entry = headerAt + COUNT_BYTES + i * ENTRY_BYTES;
      int keyBytes = buffer.getUnsignedShort(body + entry);
      long pairBytes = keyBytes + buffer.getUnsignedInt(body + entry + 4);
      if (pairBytes > end - at) {
        break;
      }
      if (!isKept(buffer, body + at, keyBytes)) {
        blank(buffer, body + at, (int) pairBytes);
      }
      at += (int) pairBytes;
    }
    blank(buffer, body + at, end - at);
  }

  private static void blank(ByteBuf buffer, int index, int length) {
    for (int i = 0; i < length; i++) {
      buffer.setByte(index + i, '.');
    }
  }

  private static boolean isKept(ByteBuf buffer, int index, int length) {
    return endsWith(buffer, index, length, STATUS_BYTES)
        || endsWith(buffer, index, length, INDEX_BYTES)
        || matches(buffer, index, length, TRANSFORM_VALID_BYTES)
        || matches(buffer, index, length, DEVICE_NAME_BYTES);
  }

  private static boolean endsWith(ByteBuf buffer, int index, int length, byte[] word) {
    int from = length - word.length;
    return from >= 0 && matches(buffer, index + from, word.length, word);
  }

  private static boolean matches(ByteBuf buffer, int index, int length, byte[] word) {
    if (length != word.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (buffer.getByte(index + i) != word[i]) {
        return false;
      }
    }
    return true;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
