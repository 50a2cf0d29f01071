package org.navicast.cast.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kept-alive HTTP/1.1 connection to a hub: one request at a time, each answered or failed
 * within its time. Used on its event loop only.
 *
 * <p>Hubs close an idle connection after some seconds, and a request written at that moment is
 * lost. So it is closed from this side first, after {@link #IDLE_MILLIS}, and by {@link #warm()}
 * opened anew.
 */
public final class HubHttp {
  private static final Logger LOG = LoggerFactory.getLogger(HubHttp.class);

  /** Below the 5 s after which the reference hub's server closes. */
  static final int IDLE_MILLIS = 3_500;

  /**
   * Pauses before reopening what the hub closed or spoilt, the longer the oftener it did, so that a
   * hub that always does is not hammered. A request does not wait for them.
   */
  private static final int FIRST_REOPEN_MILLIS = 100;

  private static final int MAX_REOPEN_MILLIS = 5_000;

  /** An answer that is there already is read before its request is given up. */
  private static final int LAST_LOOK_MILLIS = 20;

  private static final int MAX_REPLY_BYTES = 256 * 1024;

  private final Connector connector;
  private final EventLoop loop;
  private @Nullable Channel channel;
  private boolean connecting;
  private boolean keepWarm;
  private boolean closed;
  private @Nullable Exchange exchange;
  private long retryAfterMillis;
  private int reopenMillis = FIRST_REOPEN_MILLIS;
  private @Nullable ScheduledFuture<?> idleTimer;

  /** What comes of a request; one of the two is called, once. */
  public interface Outcome {
    void replied(int status, String body);

    /**
     * @param reason plain words, without a full stop
     * @param mayHaveArrived true where the request was written, so that the hub may have acted on
     *     it
     */
    void failed(String reason, boolean mayHaveArrived);
  }

  private final class Exchange {
    final Outcome outcome;
    private final long timeoutMillis;
    private ScheduledFuture<?> timeout;
    final FullHttpRequest request;
    boolean written;

    Exchange(FullHttpRequest request, Outcome outcome, long timeoutMillis) {
      this.request = request;
      this.outcome = outcome;
      this.timeoutMillis = timeoutMillis;
      this.timeout = loop.schedule(this::lastLook, timeoutMillis, TimeUnit.MILLISECONDS);
    }

    /** After a standstill of this machine timers come first, and what was received next. */
    private void lastLook() {
      timeout =
          loop.schedule(
              () -> fail("no answer within " + timeoutMillis + " ms"),
              LAST_LOOK_MILLIS,
              TimeUnit.MILLISECONDS);
    }

    void ended() {
      timeout.cancel(false);
    }
  }

  public HubHttp(Connector connector, EventLoop loop) {
    this.connector = connector;
    this.loop = loop;
  }

  /** True when a request can be sent. */
  public boolean idle() {
    return exchange == null && !closed;
  }

  /** True when it will never send again. */
  public boolean closed() {
    return closed;
  }

  /** Opens the connection ahead of the first request, and again whenever it closes. */
  public void warm() {
    keepWarm = true;
    connect();
  }

  /** How long the answer that came last asks to wait before the next request; mostly 0. */
  public long retryAfterMillis() {
    return retryAfterMillis;
  }

  /** Path of the hub on this connection. */
  public String path() {
    return connector.address().path();
  }

  /** A buffer for a body. */
  public ByteBuf newBody() {
    Channel current = channel;
    return (current == null ? ByteBufAllocator.DEFAULT : current.alloc()).buffer();
  }

  /**
   * Sends a request; only when {@link #idle()}.
   *
   * @param contentType of the body, where it is not empty
   * @param body is released in any case
   * @param authorization the value of that header, or null
   */
  public void send(
      HttpMethod method,
      String path,
      String contentType,
      ByteBuf body,
      @Nullable String authorization,
      long timeoutMillis,
      Outcome outcome) {
    if (!idle()) {
      body.release();
      throw new IllegalStateException("one request at a time");
    }
    FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, path, body);
    request
        .headers()
        .set(HttpHeaderNames.HOST, connector.address().authority())
        .set(HttpHeaderNames.ACCEPT, "application/json")
        .setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    if (body.isReadable()) {
      request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
    }
    if (authorization != null) {
      request.headers().set(HttpHeaderNames.AUTHORIZATION, authorization);
    }
    cancelIdleTimer();
    exchange = new Exchange(request, outcome, timeoutMillis);
    if (channel != null) {
      write();
    } else {
      connect();
    }
  }

  /** Closes the connection and fails what is under way. */
  public void close() {
    closed = true;
    keepWarm = false;
    fail("the connection was closed");
  }

  private void connect() {
    if (connecting || channel != null || closed) {
      return;
    }
    connecting = true;
    connector
        .connect(
            pipeline ->
                pipeline.addLast(
                    new HttpClientCodec(),
                    new HttpObjectAggregator(MAX_REPLY_BYTES),
                    new Replies()))
        .addListener(
            future -> {
              connecting = false;
              if (!future.isSuccess()) {
                fail(connector.why(future.cause()));
              }
            });
  }

  private void write() {
    Exchange current = exchange;
    Channel to = channel;
    if (current != null && to != null) {
      current.written = true;
      to.writeAndFlush(current.request);
    }
  }

  private void opened(Channel opened) {
    channel = opened;
    if (closed) {
      opened.close();
      return;
    }
    if (exchange != null) {
      write();
    } else {
      startIdleTimer();
    }
  }

  private void closedByHub() {
    channel = null;
    fail("the hub closed the connection");
  }

  private void replied(FullHttpResponse reply) {
    Exchange current = exchange;
    if (current == null) {
      forgetConnection(); // an answer to nothing: this connection cannot be trusted
      reopenLater();
      return;
    }
    exchange = null;
    current.ended();
    reopenMillis = FIRST_REOPEN_MILLIS;
    retryAfterMillis = RetryAfter.millis(reply.headers().get(HttpHeaderNames.RETRY_AFTER));
    if (!HttpUtil.isKeepAlive(reply)) {
      dropConnection();
    } else {
      startIdleTimer();
    }
    tell(current.outcome, reply);
  }

  /** An answer that cannot be handled counts as none, or whoever asked would wait for ever. */
  private void tell(Outcome outcome, FullHttpResponse reply) {
    try {
      outcome.replied(reply.status().code(), reply.content().toString(StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      LOG.warn("hub {}: its answer could not be handled", connector.address(), e);
      outcome.failed(
          "its answer could not be handled (" + e.getClass().getSimpleName() + ")", true);
    }
  }

  private void fail(String reason) {
    Exchange current = exchange;
    exchange = null;
    if (current != null && channel != null) {
      Abort.now(channel); // or the request might arrive when nobody wants it any more
    }
    forgetConnection();
    reopenLater();
    if (current != null) {
      current.ended();
      if (!current.written) {
        current.request.release();
      }
      current.outcome.failed(reason, current.written);
    }
  }

  /** Only where nothing was wrong with it. */
  private void dropConnection() {
    forgetConnection();
    if (keepWarm) {
      connect();
    }
  }

  private void forgetConnection() {
    cancelIdleTimer();
    Channel old = channel;
    channel = null;
    if (old != null) {
      old.close();
    }
  }

  private void reopenLater() {
    if (keepWarm) {
      var _ = loop.schedule(this::connect, reopenMillis, TimeUnit.MILLISECONDS);
      reopenMillis = Math.min(2 * reopenMillis, MAX_REOPEN_MILLIS);
    }
  }

  private void startIdleTimer() {
    cancelIdleTimer();
    idleTimer = loop.schedule(this::dropConnection, IDLE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void cancelIdleTimer() {
    if (idleTimer != null) {
      idleTimer.cancel(false);
      idleTimer = null;
    }
  }

  private final class Replies extends SimpleChannelInboundHandler<FullHttpResponse> {
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      opened(ctx.channel());
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse reply) {
      if (ctx.channel() == channel) {
        replied(reply);
      }
    }

    /** Comes after the exception that closed a channel, and so leaves the word to it. */
    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
      if (ctx.channel() == channel) {
        closedByHub();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      if (ctx.channel() == channel) {
        fail(connector.why(cause));
      } else {
        ctx.close();
      }
    }
  }
}
