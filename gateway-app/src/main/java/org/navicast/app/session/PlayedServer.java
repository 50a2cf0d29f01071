package org.navicast.app.session;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.navicast.gateway.engine.Due;

/**
 * A server of a session in place of a real one, as a driver is connected to it: without a network,
 * and in the session's time. Used by one thread at a time.
 */
final class PlayedServer {
  private final LongSupplier clock;
  private final EmbeddedChannel channel;
  private boolean isBeingRead;
  private long nextDelayNanos;

  /**
   * Connects.
   *
   * @param driver reads what it sends
   */
  PlayedServer(ChannelHandler driver, LongSupplier clock) {
    this.clock = clock;
    this.channel =
        EmbeddedChannel.builder().handlers(driver).ticker(new SessionTime(clock)).build();
    settle();
  }

  /**
   * What the driver holds of it. To let go of that ends nothing here, where another thread is about
   * to end it.
   */
  ChannelFuture held() {
    return new EmbeddedChannel().newSucceededFuture();
  }

  /** True once the server went, or its driver gave it up. */
  boolean isOver() {
    return !channel.isActive();
  }

  /** It sends this; what follows at the same time is read together with it. */
  void says(byte[] bytes) {
    isBeingRead = true;
    channel.pipeline().fireChannelRead(Unpooled.wrappedBuffer(bytes));
    settle();
  }

  /** Nothing more is sent at this time; does what is due. */
  void pass() {
    if (isBeingRead) {
      isBeingRead = false;
      channel.pipeline().fireChannelReadComplete();
    }
    settle();
  }

  /** It goes. */
  void goes() {
    pass();
    channel.pipeline().close();
    settle();
  }

  /** When {@link #pass} is due: where it is being read, as soon as time has gone on. */
  long dueNanos() {
    long now = clock.getAsLong();
    if (isBeingRead) {
      return now + 1;
    }
    return nextDelayNanos < 0 ? Due.NEVER : now + Math.max(1, nextDelayNanos);
  }

  private void settle() {
    channel.runPendingTasks();
    nextDelayNanos = channel.runScheduledPendingTasks();
    channel.releaseOutbound(); // the session has the answers
  }

  private record SessionTime(LongSupplier clock) implements Ticker {
    @Override
    public long initialNanoTime() {
      return 0;
    }

    @Override
    public long nanoTime() {
      return clock.getAsLong();
    }

    @Override
    public void sleep(long delay, TimeUnit unit) {
      throw new UnsupportedOperationException("a session passes no time by sleeping");
    }
  }
}
