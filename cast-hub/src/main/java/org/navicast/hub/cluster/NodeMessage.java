package org.navicast.hub.cluster;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a node says to the others: a head of 25 bytes, big-endian, and a body.
 *
 * <pre>
 * 0  version, 1
 * 1  the node that sends, 8 bytes
 * 9  its number of the message, 8 bytes, counted up by each
 * 17 when the node took what it tells, 8 bytes, by its monotonic clock in nanoseconds
 * 25 JSON in UTF-8; of what answers for a slice of a file, its bytes
 * </pre>
 */
public final class NodeMessage {
  /** Bytes in front of the body. */
  public static final int HEAD_BYTES = 25;

  private static final byte VERSION = 1;

  private final ByteBuffer bytes;

  private NodeMessage(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** A message without its body, which is for the caller to put in from {@link #HEAD_BYTES} on. */
  public static byte[] begin(long node, long number, long takenNanos, int bodyBytes) {
    byte[] whole = new byte[HEAD_BYTES + bodyBytes];
    ByteBuffer.wrap(whole).put(VERSION).putLong(node).putLong(number).putLong(takenNanos);
    return whole;
  }

  /** A message with its body. */
  public static byte[] of(long node, long number, long takenNanos, byte[] body) {
    byte[] whole = begin(node, number, takenNanos, body.length);
    System.arraycopy(body, 0, whole, HEAD_BYTES, body.length);
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

  /** A view of the body. */
  public ByteBuffer body() {
    return bytes.slice(HEAD_BYTES, bytes.capacity() - HEAD_BYTES);
  }
}
