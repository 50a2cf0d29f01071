package org.navicast.hub.delivery;

import io.netty.buffer.ByteBuf;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Of what waited in a socket while the hub stood still, the newest of each motion, pose and rate:
 * they are handed on when all that waited has been read.
 */
public final class Backlog {
  private static final int MAX_STREAMS = 64;

  private final Map<String, ByteBuf> newest = new LinkedHashMap<>();

  /**
   * Takes the place of an older one.
   *
   * @param envelope stays the caller's
   */
  void keep(String stream, ByteBuf envelope) {
    drop(stream);
    if (newest.size() < MAX_STREAMS) {
      newest.put(stream, envelope.copy());
    }
  }

  /** It has ended meanwhile. */
  void drop(String stream) {
    ByteBuf former = newest.remove(stream);
    if (former != null) {
      former.release();
    }
  }

  public boolean isEmpty() {
    return newest.isEmpty();
  }

  /** Gives away all that is kept, the newest last. */
  public void handOn(Consumer<ByteBuf> to) {
    Map<String, ByteBuf> all = new LinkedHashMap<>(newest);
    newest.clear();
    for (ByteBuf each : all.values()) {
      to.accept(each);
      each.release();
    }
  }
}
