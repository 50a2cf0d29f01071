package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.DeviceStatus;

/**
 * One connection: greets, takes each read through framer and translator to the sink, and ends with
 * the reason why.
 *
 * <p>It reads as fast as the server sends and never asks the socket to wait: a pose that queues
 * there would arrive late, while one too many is replaced by the next one further on.
 */
final class IgtlConnection extends ChannelInboundHandlerAdapter {
  private final TrackerConfig config;
  private final String device;
  private final LongSupplier nanoTime;
  private final InputSink sink;
  private final CompletableFuture<Void> end;
  private final PoseTranslator translator;
  private final IgtlFramer framer;
  private long lastReadNanos;
  private @Nullable Future<?> silenceCheck;

  /**
   * @param end completed with an {@link IOException} when the connection is of no more use
   */
  IgtlConnection(
      TrackerConfig config,
      String device,
      LongSupplier nanoTime,
      InputSink sink,
      CompletableFuture<Void> end) {
    this.config = config;
    this.device = device;
    this.nanoTime = nanoTime;
    this.sink = sink;
    this.end = end;
    this.translator = new PoseTranslator(device, config.frame(), sink);
    this.framer = new IgtlFramer(config.limits(), IgtlType.OF_TRACKERS, translator::accept);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    lastReadNanos = nanoTime.getAsLong();
    String product = "OpenIGTLink " + config.server();
    sink.accept(DeviceStatus.connected(device, lastReadNanos, product, ""));
    if (config.headerVersion() == 2) {
      write(ctx, IgtlRequest.greeting(ctx.alloc()));
    }
    if (config.requestTdata()) {
      write(
          ctx,
          IgtlRequest.startTrackingData(
              ctx.alloc(), config.headerVersion(), config.tdataIntervalMillis()));
    }
    ctx.flush();
    if (config.silenceSeconds() > 0) {
      watch(ctx, TimeUnit.SECONDS.toNanos(config.silenceSeconds()));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object read) {
    ByteBuf bytes = (ByteBuf) read;
    try {
      if (!end.isDone()) {
        lastReadNanos = nanoTime.getAsLong();
        translator.startRead(lastReadNanos);
        feed(ctx, bytes);
      }
    } finally {
      bytes.release();
    }
  }

  /** The socket holds no more for now. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (!end.isDone()) {
      translator.endReads();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (silenceCheck != null) {
      silenceCheck.cancel(false);
    }
    fail(ctx, "the OpenIGTLink server at " + config.server() + " closed the connection");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(
        ctx,
        "the connection to the OpenIGTLink server at "
            + config.server()
            + " broke ("
            + cause.getMessage()
            + ")");
  }

  /** Writes without waiting; a failure closes the channel, which tells the reason. */
  private static void write(ChannelHandlerContext ctx, ByteBuf message) {
    var _ = ctx.write(message, ctx.voidPromise());
  }

  private void feed(ChannelHandlerContext ctx, ByteBuf bytes) {
    try {
      framer.feed(bytes);
    } catch (IgtlException e) {
      translator.endReads();
      fail(
          ctx,
          "what "
              + config.server()
              + " sends is no OpenIGTLink that can be followed ("
              + e.getMessage()
              + ")");
    }
  }

  /** Looks again when the silence would be long enough, counted from the last read. */
  private void watch(ChannelHandlerContext ctx, long delayNanos) {
    silenceCheck =
        ctx.executor().schedule(() -> checkSilence(ctx), delayNanos, TimeUnit.NANOSECONDS);
  }

  private void checkSilence(ChannelHandlerContext ctx) {
    long silence = nanoTime.getAsLong() - lastReadNanos;
    long limit = TimeUnit.SECONDS.toNanos(config.silenceSeconds());
    if (silence >= limit) {
      fail(
          ctx,
          "the OpenIGTLink server at "
              + config.server()
              + " has been silent for "
              + config.silenceSeconds()
              + " seconds");
    } else {
      watch(ctx, limit - silence);
    }
  }

  private void fail(ChannelHandlerContext ctx, String reason) {
    end.completeExceptionally(new IOException(reason + doubts()));
    var _ = ctx.close();
  }

  /** What was dropped until then, where there was any, for it may be why. */
  private String doubts() {
    long damaged = framer.crcMismatches() + framer.malformed();
    long refused = translator.invalidPoses();
    long faults = translator.faultStatuses();
    return damaged + refused + faults == 0
        ? ""
        : "; until then %d damaged messages, %d refused poses and %d reports of faults"
            .formatted(damaged, refused, faults);
  }
}
