package org.navicast.driver.igtlink;

import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server for TDATA, and again while it refuses: on the same connection, since a new one may
 * have to be confirmed by a person at the server.
 *
 * <p>The answer may come before the first data or after it, or not at all; data are an answer too.
 */
final class TrackingRequest {
  static final int AGAIN_SECONDS = 5;

  private final ChannelHandlerContext ctx;
  private final int version;
  private final int intervalMillis;
  private final Consumer<Boolean> granted;
  private boolean refused;
  private @Nullable Future<?> again;

  /**
   * @param version of the header
   * @param intervalMillis how often TDATA shall come; 0 = as often as the server can
   * @param granted told when the server refuses, and when it no longer does
   */
  TrackingRequest(
      ChannelHandlerContext ctx, int version, int intervalMillis, Consumer<Boolean> granted) {
    this.ctx = ctx;
    this.version = version;
    this.intervalMillis = intervalMillis;
    this.granted = granted;
  }

  /** Sends it, with what else is to be sent. */
  void send() {
    var _ =
        ctx.writeAndFlush(
            IgtlRequest.startTrackingData(ctx.alloc(), version, intervalMillis), ctx.voidPromise());
  }

  /** Looks for the answer in each message that comes. */
  void look(IgtlMessage message) {
    if (message instanceof IgtlMessage.Answer answer && answer.code() != IgtlMessage.Answer.OK) {
      again = ctx.executor().schedule(this::send, AGAIN_SECONDS, TimeUnit.SECONDS);
      become(true);
    } else if (message instanceof IgtlMessage.Answer
        || message instanceof IgtlMessage.TrackingData) {
      become(false);
    }
  }

  /** The connection is over. */
  void end() {
    if (again != null) {
      again.cancel(false);
    }
  }

  private void become(boolean isRefused) {
    if (refused != isRefused) {
      refused = isRefused;
      granted.accept(!isRefused);
    }
  }
}
