package org.navicast.hub.inflow;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;

/**
 * How much one connection may have read before the next one's turn: as many bytes as take about a
 * millisecond to handle, found by measuring. A few events to a thousand subscribers take as long as
 * a thousand events to nobody.
 */
final class TurnSizes extends DefaultMaxMessagesRecvByteBufAllocator {
  static final int MOST_BYTES = 16 << 10;
  static final int LEAST_BYTES = 512;

  private static final long GOAL_NANOS = 1_000_000;

  private int size = MOST_BYTES;

  TurnSizes() {
    super(1);
  }

  /** How long it took to handle as much. */
  void took(long nanos, boolean full) {
    if (nanos > GOAL_NANOS) {
      size = Math.max(LEAST_BYTES, size / 2);
    } else if (full && nanos < GOAL_NANOS / 2) {
      size = Math.min(MOST_BYTES, size * 2);
    }
  }

  int bytes() {
    return size;
  }

  @Override
  @SuppressWarnings("deprecation") // the newer type adds nothing that is used here
  public RecvByteBufAllocator.Handle newHandle() {
    return new MaxMessageHandle() {
      @Override
      public int guess() {
        return size;
      }
    };
  }
}
