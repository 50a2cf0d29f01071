package org.navicast.cast.publish;

import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviDevice;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.NaviProfile;
import org.navicast.cast.link.HubSocket;
import org.navicast.cast.link.TimeSource;
import org.navicast.cast.outbox.Outbox;

/** Events over the WebSocket. A ping follows each that is urgent, so that a stall is soon known. */
final class SocketWay implements Way {
  private final HubSocket socket;
  private final Outbox outbox;
  private final Encoding encoding;
  private final TimeSource time;

  /** When the last event was written. */
  private long writtenNanos;

  private boolean hasWritten;

  SocketWay(HubSocket socket, Outbox outbox, Encoding encoding, TimeSource time) {
    this.socket = socket;
    this.outbox = outbox;
    this.encoding = encoding;
    this.time = time;
  }

  @Override
  public void pump() {
    boolean wrote = false;
    while (socket.writable()) {
      long now = time.nanos();
      NaviEvent event = socket.hasRoom() ? outbox.next(now) : outbox.nextUrgent(now);
      if (event == null) {
        break;
      }
      socket.write(encoding.encode(event, now, socket.newMessage()));
      if (isUrgent(event)) {
        socket.urgent();
      }
      writtenNanos = now;
      wrote = true;
    }
    if (wrote) {
      hasWritten = true;
      socket.flush();
    }
  }

  private static boolean isUrgent(NaviEvent event) {
    return switch (event) {
      case NaviMotion _, NaviPose _ -> false;
      case NaviAction action ->
          action.phase() != NaviAction.Phase.UPDATED || action.value().size() == 0;
      case NaviButton _, NaviDevice _, NaviProfile _ -> true;
    };
  }

  @Override
  public void finish() {
    if (!idle()) {
      socket.urgent();
      socket.flush();
    }
  }

  /**
   * The hub has confirmed the last event: before that a subscription that is given back on another
   * connection may overtake it, and the end of a press would reach nobody.
   */
  @Override
  public boolean idle() {
    return !hasWritten || socket.confirmedNanos() - writtenNanos >= 0;
  }

  @Override
  public long silentNanos() {
    return socket.stalled() ? socket.unansweredNanos() : 0;
  }

  @Override
  public long close() {
    return socket.confirmedNanos();
  }
}
