package org.navicast.hub.cluster;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a node says to the others: a head of 25 bytes, big-endian, and JSON behind it.
 *
 * <pre>
 * 0  version, 1
 * 1  the node that sends, 8 bytes
 * 9  its number of the message, 8 bytes, counted up by each
 * 17 when the node took what it tells, 8 bytes, by its monotonic clock in nanoseconds
 * 25 JSON in UTF-8
 * </pre>
 */
public final class NodeMessage {
  /** Bytes in front of the JSON. */
  public static final int HEAD_BYTES = 25;

  private static final byte VERSION = 1;

  private final ByteBuffer bytes;

  private NodeMessage(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** A message without its JSON, which is for the caller to put in from {@link #HEAD_BYTES} on. */
  public static byte[] begin(long node, long number, long takenNanos, int jsonBytes) {
    byte[] whole = new byte[HEAD_BYTES + jsonBytes];
    ByteBuffer.wrap(whole).put(VERSION).putLong(node).putLong(number).putLong(takenNanos);
    return whole;
  }

  /** A message with its JSON. */
  public static byte[] of(long node, long number, long takenNanos, byte[] json) {
    byte[] whole = begin(node, number, takenNanos, json.length);
    System.arraycopy(json, 0, whole, HEAD_BYTES, json.length);
    return whole;
  }

  /** Null where it is of another version, or none. */
  public static @Nullable NodeMessage read(byte[] whole) {
    return whole.length < HEAD_BYTES || whole[0] != VERSION
        ? null
        : new NodeMessage(ByteBuffer.wrap(whole));
  }

  /** Who sends. */
  public long node() {
    return bytes.getLong(1);
  }

  /** Counted up by the sender. */
  public long number() {
    return bytes.getLong(9);
  }

  /** When the sender took what it tells, by its own clock. */
  public long takenNanos() {
    return bytes.getLong(17);
  }

  /** A view of the JSON. */
  public ByteBuffer json() {
    return bytes.slice(HEAD_BYTES, bytes.capacity() - HEAD_BYTES);
  }
}
