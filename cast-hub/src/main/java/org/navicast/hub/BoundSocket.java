package org.navicast.hub;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.navicast.hub.delivery.Backlog;
import org.navicast.hub.delivery.Publisher;
import org.navicast.hub.delivery.WireFrame;
import org.navicast.hub.door.Access;
import org.navicast.hub.door.HubTls;
import org.navicast.hub.envelope.EnvelopeException;
import org.navicast.hub.envelope.EnvelopeHead;
import org.navicast.hub.envelope.Utf8;
import org.navicast.hub.fhircast.Notices;
import org.navicast.hub.http.Json;
import org.navicast.hub.http.Refusal;
import org.navicast.hub.inflow.Inflow;
import org.navicast.hub.subscription.Interest;
import org.navicast.hub.subscription.RemovalReason;
import org.navicast.hub.subscription.SubscriberSocket;
import org.navicast.hub.subscription.Subscription;
import org.navicast.hub.subscription.Waiting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket of one subscriber: takes what it publishes and answers, sends what it subscribed to.
 *
 * <p>Where the hub closes it, it sends the close frame, drops what still comes in, and cuts the
 * connection as soon as the peer has confirmed or the grace time is over.
 */
final class BoundSocket extends SimpleChannelInboundHandler<WebSocketFrame>
    implements SubscriberSocket {
  private static final Logger LOG = LoggerFactory.getLogger(BoundSocket.class);
  private static final long CLOSE_GRACE_MILLIS = 5_000;

  /** Whoever closes by these goes in order; -1 stands for a close without a reason. */
  private static final Set<Integer> GOODBYES = Set.of(-1, 1000, 1001);

  private static final String RESPONSE_SUFFIX = "-response";

  /** What the reference hub closes with after a reset. */
  private static final WebSocketCloseStatus NORMAL = new WebSocketCloseStatus(1000, "");

  private final Hub hub;
  private final Subscription subscription;
  private final Channel channel;
  private final Inflow inflow;
  private final Backlog backlog = new Backlog();
  private final Waiting waiting = new Waiting();
  private @Nullable ChannelHandlerContext encoder;
  private boolean aliveSincePing = true;
  private boolean unflushed;
  private boolean closing;
  private boolean saidGoodbye;

  BoundSocket(Hub hub, Subscription subscription, Channel channel) {
    this.hub = hub;
    this.subscription = subscription;
    this.channel = channel;
    this.inflow = Inflow.of(channel);
  }

  Subscription subscription() {
    return subscription;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
    aliveSincePing = true;
    if (closing) {
      if (frame instanceof CloseWebSocketFrame) {
        var _ = ctx.close();
      }
      return;
    }
    switch (frame) {
      case TextWebSocketFrame text -> text(text.content());
      case PingWebSocketFrame ping -> pong(ping);
      case PongWebSocketFrame ignored -> {}
      case CloseWebSocketFrame close -> confirm(close);
      default -> end(WebSocketCloseStatus.INVALID_MESSAGE_TYPE);
    }
  }

  /** Anything but an envelope is dropped without a word, as clients of other hubs rely on. */
  private void text(ByteBuf message) {
    if (!Utf8.is(message)) {
      end(WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
      return;
    }
    if (!EnvelopeHead.startsObject(message)) {
      return;
    }
    Publisher publisher = hub.publisher();
    try {
      if (!publisher.readUtf8(message)) {
        hub.fhircast().acknowledged(subscription, message);
        return;
      }
      if (publisher.head().event().endsWith(RESPONSE_SUFFIX)
          && hub.requests()
              .answer(subscription, Json.readObject(message), message.readableBytes())) {
        return;
      }
      if (!subscription.access().permits(publisher.head().topic())) {
        throw Access.otherTopic();
      }
      if (hub.subscriptions().contains(subscription)) {
        publisher.publish(channel.alloc(), message, null, inflow.waitedNanos(), backlog, false);
      } else {
        reject("This subscription has ended, subscribe again");
      }
    } catch (EnvelopeException | Refusal e) {
      reject(String.valueOf(e.getMessage()));
    }
  }

  private void reject(String detail) {
    if (isWritable()) {
      sendNow(Json.bytes(Json.object().put("detail", detail)));
    }
  }

  /** Goes out behind the events that were read with the ping: they are urgent, it is not. */
  private void pong(PingWebSocketFrame ping) {
    if (isWritable()) {
      var _ = channel.write(new PongWebSocketFrame(ping.content().retain()));
      hub.fanout().flushLater(this);
    }
  }

  private void confirm(CloseWebSocketFrame close) {
    closing = true;
    saidGoodbye = GOODBYES.contains(close.statusCode());
    channel.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
  }

  /** Whether the peer went in order, as opposed to being gone. */
  boolean saidGoodbye() {
    return saidGoodbye;
  }

  @Override
  public void sendNow(byte[] json) {
    var _ = channel.writeAndFlush(WireFrame.of(json), channel.voidPromise());
  }

  @Override
  public void write(ByteBuf frames) {
    ChannelHandlerContext framed = encoder();
    var _ = framed.write(frames, framed.voidPromise());
  }

  /** Where frames become bytes: what is bytes already goes out from there, past all else. */
  private ChannelHandlerContext encoder() {
    ChannelHandlerContext found = encoder;
    if (found == null) {
      encoder = found = channel.pipeline().context(WebSocketFrameEncoder.class);
    }
    return found;
  }

  @Override
  public boolean markUnflushed() {
    boolean marked = !unflushed;
    unflushed = true;
    return marked;
  }

  @Override
  public void flush() {
    unflushed = false;
    encoder().flush();
  }

  @Override
  public boolean isWritable() {
    return channel.isWritable();
  }

  @Override
  public Waiting waiting() {
    return waiting;
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable()) {
      hub.fanout().resume(this);
      // Not at once: this may be called from within a flush.
      channel.eventLoop().execute(hub.fanout()::flush);
    }
  }

  @Override
  public boolean isClosing() {
    return closing;
  }

  /** Pings, or closes where nothing has come since the last ping. */
  void beat() {
    if (closing) {
      return;
    }
    if (aliveSincePing) {
      aliveSincePing = false;
      var _ = channel.writeAndFlush(new PingWebSocketFrame());
    } else {
      end(new WebSocketCloseStatus(1011, "keepalive ping timeout"));
    }
  }

  @Override
  public void giveUp() {
    LOG.warn(
        "A subscriber does not read what it subscribed to and is closed, see whether it hangs");
    end(new WebSocketCloseStatus(1013, "too slow"), RemovalReason.SEND_FAILURE);
  }

  /**
   * Closes and ends the subscription, without waiting for a peer that may be long gone. The others
   * are told once the event is out that is being delivered now.
   */
  private void end(WebSocketCloseStatus status, RemovalReason reason) {
    if (closing) {
      return;
    }
    close(status);
    channel.eventLoop().execute(() -> hub.lost(subscription, reason));
  }

  @Override
  public void leaseEnded() {
    if (!closing) {
      tellDenied("the token of this subscription has ended");
      close(WebSocketCloseStatus.POLICY_VIOLATION);
      channel.eventLoop().execute(() -> hub.remove(subscription, RemovalReason.LEASE_ENDED));
    }
  }

  @Override
  public void dismiss(String reason) {
    if (!closing) {
      tellDenied(reason);
      close(NORMAL);
    }
  }

  /** In the form of FHIRcast. */
  private void tellDenied(String reason) {
    Interest interest = subscription.interest();
    sendNow(Json.bytes(Notices.denied(interest.topic(), interest.events(), reason)));
  }

  private void end(WebSocketCloseStatus status) {
    end(status, RemovalReason.WEBSOCKET_DISCONNECT);
  }

  @Override
  public void close(WebSocketCloseStatus status) {
    if (closing) {
      return;
    }
    closing = true;
    waiting.clear();
    var _ = channel.writeAndFlush(new CloseWebSocketFrame(status));
    var _ = channel.eventLoop().schedule(this::cut, CLOSE_GRACE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Lets go of a message that is never whole, and at once of the memory that it holds. */
  void endUnfinished(String why) {
    if (!closing) {
      end(new WebSocketCloseStatus(1008, why), RemovalReason.WEBSOCKET_DISCONNECT);
      cut();
    }
  }

  private void cut() {
    var _ = channel.close();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (!backlog.isEmpty() && !inflow.hasMore()) {
      backlog.handOn(this::publishKept);
    }
    hub.fanout().flush();
  }

  private void publishKept(ByteBuf envelope) {
    Publisher publisher = hub.publisher();
    try {
      if (publisher.readUtf8(envelope) && hub.subscriptions().contains(subscription)) {
        publisher.publish(channel.alloc(), envelope, null);
      }
    } catch (EnvelopeException e) {
      throw new IllegalStateException("it was understood before", e);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    backlog.handOn(_ -> {});
    waiting.clear();
    hub.socketClosed(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    switch (cause) {
      case TooLongFrameException ignored -> end(WebSocketCloseStatus.MESSAGE_TOO_BIG);
      case CorruptedWebSocketFrameException ignored -> {
        // The decoder has sent the close frame that fits and closes behind it.
        closing = true;
      }
      case IOException ignored -> {
        LOG.debug("A subscriber's connection failed", cause);
        cut();
      }
      case Throwable failed when HubTls.failed(failed) -> {
        LOG.debug("A subscriber's TLS failed", cause);
        cut();
      }
      default -> {
        LOG.error("The hub failed to handle a message, please report this", cause);
        end(WebSocketCloseStatus.INTERNAL_SERVER_ERROR);
      }
    }
  }
}
