package org.navicast.hub.subscription;

import io.netty.buffer.ByteBuf;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.envelope.NaviResource;

/**
 * What waits for one subscriber while its socket takes no more, in the order in which it came. Of
 * motions, poses, rates and holds the newest of each stream waits, and nothing that starts
 * something waits for longer than it is good for.
 */
public final class Waiting {
  private final Map<Object, Frame> frames = new LinkedHashMap<>();
  private long bytes;
  private long replaced;
  private long late;

  private record Frame(ByteBuf bytes, boolean dated, long untilNanos) {}

  /**
   * Adds a frame, of which the caller keeps its own reference.
   *
   * @param resource what its event says of its life; null where it is no gateway's
   * @param nowNanos the loop's clock
   */
  public void add(ByteBuf frame, @Nullable NaviResource resource, long nowNanos) {
    boolean dated = resource != null && resource.hasDeadline();
    long until = resource != null && dated ? nowNanos + resource.leftNanos() : 0;
    Object key = new Object();
    if (resource != null && resource.isReplaceable()) {
      key = resource.replaces();
      if (remove(key)) {
        replaced++;
      }
    }
    frames.put(key, new Frame(frame.retainedDuplicate(), dated, until));
    bytes += frame.readableBytes();
  }

  private boolean remove(Object key) {
    Frame former = frames.remove(key);
    if (former == null) {
      return false;
    }
    bytes -= former.bytes().readableBytes();
    former.bytes().release();
    return true;
  }

  /** The next that may still go; the reference is the caller's. Null where there is none. */
  public @Nullable ByteBuf next(long nowNanos) {
    Iterator<Frame> oldest = frames.values().iterator();
    while (oldest.hasNext()) {
      Frame frame = oldest.next();
      oldest.remove();
      bytes -= frame.bytes().readableBytes();
      if (!frame.dated() || nowNanos - frame.untilNanos() <= 0) {
        return frame.bytes();
      }
      late++;
      frame.bytes().release();
    }
    return null;
  }

  public boolean isEmpty() {
    return frames.isEmpty();
  }

  public long bytes() {
    return bytes;
  }

  public void clear() {
    frames.values().forEach(frame -> frame.bytes().release());
    frames.clear();
    bytes = 0;
  }

  /** Frames that a newer one took the place of. */
  public long replaced() {
    return replaced;
  }

  /** Frames that waited for longer than they were good for. */
  public long late() {
    return late;
  }
}
