package org.navicast.hub.subscription;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** The socket that a subscription is bound to, for those who send to it or end it. */
public interface SubscriberSocket {
  /** False from the high-water mark on until the queue has fallen to the low-water mark. */
  boolean isWritable();

  /** Whether it was told to close, so that nothing is to be sent any more. */
  boolean isClosing();

  /** What waits until it takes more. */
  Waiting waiting();

  /** Queues bytes of whole frames; takes over the reference. */
  void write(ByteBuf frames);

  /**
   * @return false where it was marked already
   */
  boolean markUnflushed();

  void flush();

  /** Writes past the fan-out, for what is meant for this socket only. */
  void sendNow(byte[] json);

  /** Ends a subscriber that does not read. */
  void giveUp();

  /** Ends a subscriber whose token has ended. */
  void leaseEnded();

  /** The subscription is over: a socket that stayed open would be deaf and not know it. */
  void dismiss(String reason);

  /** Closes; the subscription stays where another socket has taken it over. */
  void close(WebSocketCloseStatus status);
}
