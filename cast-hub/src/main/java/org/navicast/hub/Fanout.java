package org.navicast.hub;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands frames to subscribers' sockets and waits for none of them.
 *
 * <p>Writes are collected and flushed once a socket when all that was read together is routed. A
 * socket that does not keep up gets no continuous cargo while more than a mark is queued for it,
 * and is given up when even the discrete cargo piles up.
 */
final class Fanout {
  private final int lowWaterBytes;
  private final int lostBytes;
  private final List<BoundSocket> unflushed = new ArrayList<>();
  private long delivered;
  private long skipped;
  private long lost;

  Fanout(HubLimits limits) {
    this.lowWaterBytes = lowWaterBytes(limits);
    this.lostBytes = limits.lostSubscriberBytes();
  }

  /** Below this many queued bytes a slow subscriber gets continuous cargo again. */
  static int lowWaterBytes(HubLimits limits) {
    return limits.slowSubscriberBytes() / 2;
  }

  /**
   * Queues the frame, of which the caller keeps its own reference.
   *
   * @param continuous true where a newer event makes this one worthless
   */
  void send(BoundSocket to, ByteBuf frame, boolean continuous) {
    if (to.isClosing()) {
      return;
    }
    if (continuous && !to.isWritable()) {
      skipped++;
      return;
    }
    if (to.bytesBeforeWritable() + lowWaterBytes + frame.readableBytes() > lostBytes) {
      lost++;
      to.giveUp();
      return;
    }
    delivered++;
    to.write(frame.retainedDuplicate());
    flushLater(to);
  }

  /** Flushes a socket with the others, in the order in which they were written to. */
  void flushLater(BoundSocket socket) {
    if (socket.markUnflushed()) {
      unflushed.add(socket);
    }
  }

  /** Puts on the wire what was sent since the last call. */
  void flush() {
    for (int i = 0; i < unflushed.size(); i++) {
      unflushed.get(i).flush();
    }
    unflushed.clear();
  }

  /** Frames handed to sockets. */
  long delivered() {
    return delivered;
  }

  /** Continuous frames that slow subscribers did not get. */
  long skipped() {
    return skipped;
  }

  /** Subscribers given up because they did not read. */
  long lost() {
    return lost;
  }
}
