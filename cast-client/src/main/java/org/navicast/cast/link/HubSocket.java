package org.navicast.cast.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.ReferenceCountUtil;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The bound WebSocket of one subscription. Used on its event loop only. */
public final class HubSocket {
  private static final int HANDSHAKE_TIMEOUT_MILLIS = 3_000;

  /**
   * How much may wait in front of the network. Small, since what waits here can no longer be merged
   * or dropped when it is late.
   */
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(4 * 1024, 8 * 1024);

  /** The same for what the kernel has taken but not sent yet. */
  private static final int NOT_SENT_BYTES = 4 * 1024;

  /**
   * Pause between an event and the ping that asks whether it arrived: the hub shall hand the event
   * on before it is busy with the ping, and this side shall not make the one before it has sent the
   * other.
   */
  private static final int PING_PAUSE_MICROS = 500;

  /** What happens to it; {@link #closed} comes once and last. */
  public interface Events {
    void opened();

    void text(String message);

    /** A message was longer than anything that is asked for, and was not read. */
    default void skipped() {}

    void writable();

    /** The hub is known to have had all that was written until that moment. */
    default void confirmed(long untilNanos) {}

    /**
     * @param reason plain words, without a full stop
     */
    void closed(String reason);
  }

  private final Events events;
  private final TimeSource time;
  private final Connector connector;
  private @Nullable Channel channel;

  /** Where pings and closes become frames; what is a frame already goes out from there. */
  private @Nullable ChannelHandlerContext encoder;

  private String closeReason = "";
  private boolean closed;
  private long beganNanos;
  private @Nullable Pulse pulse;
  private boolean pingIsDue;

  public HubSocket(Connector connector, TimeSource time, Events events) {
    this.connector = connector;
    this.time = time;
    this.events = events;
  }

  /** Connects and shakes hands; {@link Events#opened} or {@link Events#closed} follows. */
  public void open(String pathAndQuery) {
    beganNanos = time.nanos();
    WebSocketClientProtocolConfig config =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri(connector.address().webSocket(pathAndQuery))
            .version(WebSocketVersion.V13)
            .allowExtensions(false)
            .maxFramePayloadLength(2 * FrameSlicer.MAX_FRAGMENT_BYTES)
            .handshakeTimeoutMillis(HANDSHAKE_TIMEOUT_MILLIS)
            .handleCloseFrames(false)
            // Netty's own goodbye would wait until all that is queued is sent, seconds too late.
            .sendCloseFrame(null)
            .dropPongFrames(false)
            .build();
    Consumer<ChannelPipeline> setUp =
        pipeline ->
            pipeline.addLast(
                new HttpClientCodec(),
                new HttpObjectAggregator(64 * 1024),
                new WebSocketClientProtocolHandler(config),
                new Frames());
    connector
        .connect(setUp)
        .addListener(
            future -> {
              if (!future.isSuccess()) {
                close(connector.why(future.cause()));
              }
            });
  }

  /** True while a frame written now does not have to queue, as far as can be known. */
  public boolean writable() {
    Channel current = channel;
    Pulse beating = pulse;
    return current != null
        && beating != null
        && current.isWritable()
        && !beating.stalled(time.nanos());
  }

  /** True while little enough is under way for cargo that must not delay a press. */
  public boolean hasRoom() {
    return pulse != null && pulse.hasRoom();
  }

  /** A buffer for the next message; what is in front of its first byte belongs to the frame. */
  public ByteBuf newMessage() {
    Channel current = channel;
    return TextFrame.begin(current == null ? ByteBufAllocator.DEFAULT : current.alloc());
  }

  /**
   * Queues a text message; {@link #flush()} sends it. Releases it in any case.
   *
   * @param message a {@link #newMessage} that was written to
   */
  public void write(ByteBuf message) {
    ChannelHandlerContext framed = encoder;
    if (channel == null || framed == null || pulse == null) {
      message.release();
    } else {
      pulse.wrote(message.readableBytes());
      TextFrame.finish(message, ThreadLocalRandom.current().nextInt());
      framed.write(message, framed.voidPromise());
    }
  }

  public void flush() {
    Channel current = channel;
    ChannelHandlerContext framed = encoder;
    if (current == null || framed == null || pulse == null) {
      return;
    }
    if (pulse.needsConfirmation()) {
      ping(current, pulse);
    }
    framed.flush();
    if (pulse.wantsConfirmation() && !pingIsDue) {
      pingIsDue = true;
      framed.executor().schedule(this::pingAfterPause, PING_PAUSE_MICROS, TimeUnit.MICROSECONDS);
    }
  }

  private void pingAfterPause() {
    pingIsDue = false;
    if (channel != null && pulse != null && pulse.wantsConfirmation()) {
      pingNow(channel, pulse);
    }
  }

  private void pingNow(Channel current, Pulse beating) {
    ping(current, beating);
    current.flush();
  }

  private void ping(Channel current, Pulse beating) {
    long now = time.nanos();
    beating.pinged(now);
    ByteBuf content = current.alloc().buffer(Long.BYTES).writeLong(now);
    current.write(new PingWebSocketFrame(content), current.voidPromise());
  }

  private void ponged(ByteBuf content, Pulse beating) {
    if (content.readableBytes() == Long.BYTES
        && beating.answered(content.getLong(0), time.nanos())) {
      events.confirmed(beating.confirmedNanos());
      flush();
      events.writable();
    }
  }

  /** How long the last ping took to be answered, in nanoseconds; empty before the first answer. */
  public OptionalLong lastTripNanos() {
    return pulse == null ? OptionalLong.empty() : pulse.lastTripNanos();
  }

  /** What was written last is urgent: whether it arrived is asked soon after the next flush. */
  public void urgent() {
    if (pulse != null) {
      pulse.wroteUrgent();
    }
  }

  /** True while hub or network seem to stand still, so that what is written would arrive late. */
  public boolean stalled() {
    return pulse != null && pulse.stalled(time.nanos());
  }

  /** How long the hub has owed the answer to a ping; 0 where it owes none. */
  public long unansweredNanos() {
    return pulse == null ? 0 : pulse.unansweredNanos(time.nanos());
  }

  /** Up to here everything that was written is known to have reached the hub. */
  public long confirmedNanos() {
    return pulse == null ? beganNanos : pulse.confirmedNanos();
  }

  /** Asks a silent hub for a sign of life, and gives up on one that does not give it. */
  public void checkAlive() {
    Channel current = channel;
    if (current == null || pulse == null) {
      return;
    }
    long now = time.nanos();
    if (pulse.dead(now)) {
      abort("no sign of life for " + pulse.silentMillis(now) + " ms");
    } else if (pulse.wantsSignOfLife(now)) {
      pingNow(current, pulse);
    }
  }

  private void abort(String reason) {
    Channel current = channel;
    closeReason = reason; // before what cannot be written any more complains
    if (current != null) {
      Abort.now(current);
    }
    close(reason);
  }

  /** Says goodbye and closes. */
  public void closeNormally() {
    Channel current = channel;
    if (current != null) {
      current.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
    }
    close("closed by us");
  }

  /** Closes at once; the first reason given is the one that is told. */
  void close(String reason) {
    if (closed) {
      return;
    }
    closed = true;
    closeReason = closeReason.isEmpty() ? reason : closeReason;
    Channel current = channel;
    channel = null;
    if (current != null) {
      current.close();
    }
    events.closed(closeReason);
  }

  private final class Frames extends ChannelInboundHandlerAdapter {
    private final TextReader texts = new TextReader();

    /** From now on frames come, the first of them perhaps in what was read already. */
    private void bound(ChannelPipeline pipeline) {
      String decoder = pipeline.context(WebSocket13FrameDecoder.class).name();
      pipeline.addBefore(decoder, null, new FrameSlicer());
      // Behind the encoder as well, which Netty puts behind the decoder: an answer has to pass it.
      String protocol = pipeline.context(WebSocketClientProtocolHandler.class).name();
      pipeline.addBefore(protocol, null, new Pongs());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      ctx.channel().config().setWriteBufferWaterMark(WATER_MARK);
      if (ctx.channel() instanceof EpollSocketChannel) {
        ctx.channel()
            .config()
            .setOption(EpollChannelOption.TCP_NOTSENT_LOWAT, (long) NOT_SENT_BYTES);
      }
      ctx.channel().config().setOption(ChannelOption.TCP_NODELAY, true);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
        if (closed) {
          ctx.close();
          return;
        }
        channel = ctx.channel();
        bound(ctx.pipeline());
        encoder = ctx.pipeline().context(WebSocket13FrameEncoder.class);
        long now = time.nanos();
        pulse = new Pulse(now, now - beganNanos);
        events.opened();
      } else if (event == ClientHandshakeStateEvent.HANDSHAKE_TIMEOUT) {
        close("the hub did not answer the WebSocket handshake");
        ctx.close();
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
      try {
        Pulse beating = pulse;
        if (beating != null) {
          beating.heard(time.nanos());
        }
        switch (frame) {
          case PongWebSocketFrame pong when beating != null && ctx.channel() == channel ->
              ponged(pong.content(), beating);
          case CloseWebSocketFrame close -> {
            if (!closed) {
              // RFC 6455, 5.5.1: who has sent no close frame yet answers with one.
              ctx.writeAndFlush(close.retainedDuplicate());
            }
            close("the hub closed the link (" + kind(close.statusCode()) + ")");
            ctx.close();
          }
          case WebSocketFrame data when !closed -> read(data);
          default -> {}
        }
      } finally {
        ReferenceCountUtil.release(frame);
      }
    }

    private void read(WebSocketFrame data) {
      long skipped = texts.skipped();
      String message = texts.take(data);
      if (message != null) {
        events.text(message);
      } else if (texts.skipped() > skipped) {
        events.skipped();
      }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
      if (!closed && ctx.channel() == channel && ctx.channel().isWritable()) {
        events.writable();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      close("the connection was cut");
    }

    /** The code and what it stands for; the hub's own words may name anybody. */
    private static String kind(int code) {
      boolean isStandard =
          code <= WebSocketCloseStatus.TRY_AGAIN_LATER.code()
              && WebSocketCloseStatus.isValidStatusCode(code);
      return isStandard
          ? code + ": " + WebSocketCloseStatus.valueOf(code).reasonText()
          : Integer.toString(code);
    }

    private static String status(WebSocketClientHandshakeException refusal) {
      HttpResponse answer = refusal.response();
      return answer == null ? "" : " (" + answer.status().code() + ")";
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      close(
          cause instanceof WebSocketClientHandshakeException handshake
              ? "the hub refused the WebSocket" + status(handshake)
              : connector.why(cause));
      ctx.close();
    }
  }
}
