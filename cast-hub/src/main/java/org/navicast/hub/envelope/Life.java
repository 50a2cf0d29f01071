package org.navicast.hub.envelope;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What the event that is being delivered says of its own life, read when the first subscriber needs
 * it, once for all of them. One instance serves one event after the other.
 */
public final class Life {
  private @Nullable EnvelopeHead head;
  private @Nullable ByteBuf json;
  private @Nullable NaviResource resource;
  private boolean read;

  /** Of the envelope whose head that is. */
  public void begin(EnvelopeHead newHead, ByteBuf newJson) {
    head = newHead;
    json = newJson;
    resource = null;
    read = false;
  }

  public void end() {
    json = null;
    resource = null;
  }

  /** Null where the event is none of a gateway's. */
  public @Nullable NaviResource resource() {
    EnvelopeHead known = head;
    ByteBuf envelope = json;
    if (!read && known != null && envelope != null) {
      String event = NaviResource.event(known.event());
      resource =
          event == null ? null : NaviResource.read(event, known.publisher().toString(), envelope);
    }
    read = true;
    return resource;
  }
}
