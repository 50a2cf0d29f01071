package org.navicast.driver.igtlink;

import io.netty.channel.ChannelHandlerContext;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server for tracking data, and again while it refuses: on the same connection, since a new
 * one may have to be confirmed by a person at the server.
 *
 * <p>Asked is for TDATA, or for QTDATA of a server that speaks that: it says so in its CAPABILITY,
 * for which one that refuses is asked, or by sending it.
 *
 * <p>The answer may come before the first data or after it, or not at all; data are an answer too.
 */
final class TrackingRequest {
  static final int AGAIN_SECONDS = 5;

  private final ChannelHandlerContext ctx;
  private final int version;
  private final int intervalMillis;
  private final Consumer<Boolean> granted;
  private IgtlType asked = IgtlType.STT_TDATA;
  private boolean refused;
  private boolean isAskedForCapability;
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
    again = null;
    var _ =
        ctx.writeAndFlush(
            IgtlRequest.startTrackingData(ctx.alloc(), version, asked, intervalMillis),
            ctx.voidPromise());
  }

  /** Looks for the answer in each message that comes. */
  void look(IgtlMessage message) {
    if (message instanceof IgtlMessage.Answer answer) {
      if (answer.code() == IgtlMessage.Answer.OK) {
        grant();
      } else {
        refuse();
      }
    } else if (message instanceof IgtlMessage.TrackingData) {
      grant();
    } else if (message instanceof IgtlMessage.QuaternionTrackingData) {
      asked = IgtlType.STT_QTDATA;
      grant();
    } else if (message instanceof IgtlMessage.Capability capability) {
      learn(capability);
    }
  }

  /** The connection is over. */
  void end() {
    if (again != null) {
      again.cancel(false);
      again = null;
    }
  }

  private void refuse() {
    if (!isAskedForCapability) {
      isAskedForCapability = true;
      var _ = ctx.writeAndFlush(IgtlRequest.capability(ctx.alloc(), version), ctx.voidPromise());
    }
    // Some answer twice; a second timer would ask twice as often, and so on.
    if (again == null) {
      again = ctx.executor().schedule(this::send, AGAIN_SECONDS, TimeUnit.SECONDS);
    }
    become(true);
  }

  private void grant() {
    end();
    become(false);
  }

  private void learn(IgtlMessage.Capability capability) {
    List<String> types = capability.types();
    boolean isQuaternions =
        types.contains(IgtlType.QTDATA.word()) || types.contains(IgtlType.STT_QTDATA.word());
    boolean isMatrices =
        types.contains(IgtlType.TDATA.word()) || types.contains(IgtlType.STT_TDATA.word());
    if (isQuaternions && !isMatrices && asked != IgtlType.STT_QTDATA) {
      asked = IgtlType.STT_QTDATA;
      end();
      send();
    }
  }

  private void become(boolean isRefused) {
    if (refused != isRefused) {
      refused = isRefused;
      granted.accept(!isRefused);
    }
  }
}
