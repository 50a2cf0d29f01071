package org.navicast.driver.igtlink;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.navicast.gateway.driver.DriverContext;
import org.navicast.gateway.driver.InputSink;
import org.navicast.gateway.input.Damage;
import org.navicast.gateway.input.DeviceStatus;

/**
 * One connection: greets, takes each read through framer and translator to the sink, and ends with
 * the reason why.
 *
 * <p>It reads as fast as the server sends and never asks the socket to wait: a pose that queues
 * there would arrive late, while one too many is replaced by the next one further on.
 */
final class IgtlConnection extends ChannelInboundHandlerAdapter {
  private static final String AFTER_GREETING =
      " before it sent anything, as servers of version 1 do when they are greeted in version 2; it"
          + " is greeted in version 1 next (protocol: 1 does so at once, protocol: 2 never)";
  private static final String AFTER_ASKING =
      " after it was asked for version 2, as servers of version 1 do; it is not asked on the next"
          + " connection (protocol: 1 never asks)";

  /** A connection that ends within that time after the server was asked was ended by the asking. */
  private static final long BROKEN_BY_ASKING_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final TrackerConfig config;
  private final DriverContext context;
  private final ServerMemory memory;
  private final int version;
  private final InputSink sink;
  private final CompletableFuture<Void> end;
  private final PoseTranslator translator;
  private final IgtlFramer framer;
  private final TrafficDoubts doubts;
  private long lastReadNanos;
  private @Nullable Future<?> silenceCheck;
  private @Nullable Future<?> switchCheck;
  private @Nullable Future<?> poseCheck;
  private @Nullable TrackingRequest request;
  private long toldWrongChecksums;
  private long toldMalformed;
  private boolean isAskedAgain;
  private boolean isHeardInVersion2;
  private long askedNanos;

  /**
   * @param end completed with an {@link IOException} when the connection is of no more use
   */
  IgtlConnection(
      TrackerConfig config,
      DriverContext context,
      ServerMemory memory,
      InputSink sink,
      CompletableFuture<Void> end) {
    this.config = config;
    this.context = context;
    this.memory = memory;
    this.version = config.version(memory);
    this.sink = sink;
    this.end = end;
    this.translator =
        new PoseTranslator(
            context.device(), new TransformNames(config.frame(), config.names()), sink);
    this.framer = new IgtlFramer(config.limits(), IgtlType.OF_TRACKERS, this::take);
    this.doubts = new TrafficDoubts(context.device(), framer, translator, sink);
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    lastReadNanos = now();
    memory.connected(lastReadNanos);
    tellConnected();
    if (version == 2) {
      // Written without waiting; a failure closes the channel, which tells the reason.
      var _ = ctx.writeAndFlush(IgtlRequest.greeting(ctx.alloc()), ctx.voidPromise());
    }
    if (config.requestTdata()) {
      request =
          new TrackingRequest(ctx, version, config.tdataIntervalMillis(), this::trackingGranted);
      request.send();
    }
    poseCheck =
        ctx.executor()
            .schedule(
                () -> doubts.tellWhatIsMissing(now()),
                TrafficDoubts.PATIENCE_SECONDS,
                TimeUnit.SECONDS);
    if (config.silenceSeconds() > 0) {
      watch(ctx, TimeUnit.SECONDS.toNanos(config.silenceSeconds()));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object read) {
    ByteBuf bytes = (ByteBuf) read;
    try {
      if (!end.isDone()) {
        lastReadNanos = now();
        translator.startRead(lastReadNanos);
        feed(ctx, bytes);
        askAgain(ctx);
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
      doubts.look(lastReadNanos);
      watchSwitches(ctx);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (silenceCheck != null) {
      silenceCheck.cancel(false);
    }
    if (switchCheck != null) {
      switchCheck.cancel(false);
    }
    if (poseCheck != null) {
      poseCheck.cancel(false);
    }
    if (request != null) {
      request.end();
    }
    lose(ctx, "the OpenIGTLink server at " + config.server() + " closed the connection");
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    lose(
        ctx,
        "the connection to the OpenIGTLink server at "
            + config.server()
            + " broke ("
            + cause.getMessage()
            + ")");
  }

  private void take(IgtlMessage message) {
    if (request != null) {
      request.look(message);
    }
    if (framer.version() == 2 && !isHeardInVersion2) {
      isHeardInVersion2 = true;
      memory.understood();
    }
    translator.accept(message);
  }

  /** A server that was not greeted is there, once it is heard: it may speak version 2 after all. */
  private void askAgain(ChannelHandlerContext ctx) {
    if (version == 1
        && config.protocol() == TrackerConfig.Protocol.AUTO
        && !isAskedAgain
        && !isHeardInVersion2
        && memory.isAskedAgain()
        && isHeard()) {
      isAskedAgain = true;
      askedNanos = lastReadNanos;
      var _ = ctx.writeAndFlush(IgtlRequest.greeting(ctx.alloc()), ctx.voidPromise());
    }
  }

  private void trackingGranted(boolean granted) {
    if (granted) {
      tellConnected();
    } else {
      sink.accept(
          new DeviceStatus(
              context.device(),
              lastReadNanos,
              DeviceStatus.State.FAULTED,
              "the OpenIGTLink server at "
                  + config.server()
                  + " refuses to send tracking data (RTS_TDATA: error); see there why, or leave out"
                  + " request-tdata if it sends by itself",
              "",
              ""));
    }
  }

  private void tellConnected() {
    String product = "OpenIGTLink " + config.server();
    sink.accept(DeviceStatus.connected(context.device(), lastReadNanos, product, ""));
  }

  private void feed(ChannelHandlerContext ctx, ByteBuf bytes) {
    try {
      framer.feed(bytes);
      tellDamage();
    } catch (IgtlException e) {
      translator.endReads();
      tellDamage();
      fail(
          ctx,
          "what "
              + config.server()
              + " sends is no OpenIGTLink that can be followed ("
              + e.getMessage()
              + ")");
    }
  }

  private void tellDamage() {
    long wrongChecksums = framer.crcMismatches() - toldWrongChecksums;
    long malformed = framer.malformed() - toldMalformed;
    if (wrongChecksums + malformed > 0) {
      toldWrongChecksums += wrongChecksums;
      toldMalformed += malformed;
      doubts.hear(lastReadNanos);
      sink.accept(new Damage(context.device(), lastReadNanos, wrongChecksums, malformed));
    }
  }

  /** Looks again when the silence would be long enough, counted from the last read. */
  private void watch(ChannelHandlerContext ctx, long delayNanos) {
    silenceCheck =
        ctx.executor().schedule(() -> checkSilence(ctx), delayNanos, TimeUnit.NANOSECONDS);
  }

  private void checkSilence(ChannelHandlerContext ctx) {
    long silence = now() - lastReadNanos;
    long limit = TimeUnit.SECONDS.toNanos(config.silenceSeconds());
    if (silence >= limit) {
      lose(
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

  /** While a switch is on, its tool may fall silent: looks then, if nothing is read before. */
  private void watchSwitches(ChannelHandlerContext ctx) {
    long dueNanos = translator.switches().dueNanos();
    if (switchCheck == null && dueNanos != ToolSwitches.NEVER) {
      switchCheck =
          ctx.executor()
              .schedule(
                  () -> {
                    switchCheck = null;
                    translator.switches().tick(now());
                    watchSwitches(ctx);
                  },
                  Math.max(0, dueNanos - now()),
                  TimeUnit.NANOSECONDS);
    }
  }

  /** The server is gone; how it is greeted next depends on whether it was ever heard. */
  private void lose(ChannelHandlerContext ctx, String reason) {
    if (end.isDone()) {
      return;
    }
    boolean isBrokenByAsking =
        isAskedAgain && !isHeardInVersion2 && now() - askedNanos < BROKEN_BY_ASKING_NANOS;
    if (isBrokenByAsking) {
      memory.brokenByAsking();
      fail(ctx, reason + AFTER_ASKING);
      return;
    }
    memory.ended(version, isHeard());
    fail(ctx, config.version(memory) < version ? reason + AFTER_GREETING : reason);
  }

  private boolean isHeard() {
    return framer.decoded() + framer.skipped() + damaged() > 0;
  }

  private void fail(ChannelHandlerContext ctx, String reason) {
    end.completeExceptionally(new IOException(reason + doubts()));
    var _ = ctx.close();
  }

  /** What was dropped until then, where there was any, for it may be why. */
  private String doubts() {
    long damaged = damaged();
    long refused = translator.invalidPoses();
    long faults = translator.faultStatuses();
    return damaged + refused + faults == 0
        ? ""
        : "; until then %d damaged messages, %d refused poses and %d reports of faults"
            .formatted(damaged, refused, faults);
  }

  private long damaged() {
    return framer.crcMismatches() + framer.malformed();
  }

  private long now() {
    return context.nanoTime().getAsLong();
  }
}
