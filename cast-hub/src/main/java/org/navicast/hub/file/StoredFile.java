package org.navicast.hub.file;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file that can be handed out, wherever it lies. For the hub's event loop. */
public interface StoredFile {
  /** In bytes. */
  long length();

  /** As it was published, a plain one. */
  String fileName();

  /** As it was published: a media type or anything. */
  String type();

  /**
   * Reads some of it.
   *
   * @param offset of the first byte
   * @param length of what is wanted; what comes may be shorter, and has a byte at least
   * @param to gets it, later; null where it cannot be had any more
   */
  void read(long offset, int length, Consumer<@Nullable ByteBuffer> to);

  /** Nobody reads it any more. */
  void end();
}
