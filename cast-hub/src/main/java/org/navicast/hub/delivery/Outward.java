package org.navicast.hub.delivery;

import io.netty.buffer.ByteBuf;
import org.navicast.hub.envelope.EnvelopeHead;

/** The other nodes of this hub, as an event goes out to them. */
public interface Outward {
  /**
   * Sends to those who want to hear of its topic.
   *
   * @param frame the event as every subscriber gets it; stays the caller's
   * @param waitedNanos for how long at most it has waited to be read
   */
  void event(EnvelopeHead head, ByteBuf frame, long waitedNanos);

  /** The longest event that it carries, in bytes. */
  long maxBytes();
}
