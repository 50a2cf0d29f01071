package org.navicast.cast.outbox;

import java.util.concurrent.TimeUnit;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviAction;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviEvent;

/** A press, a hold or a rate whose end has not been handed out yet. */
final class Life {
  /** Its beginning, or its end where that is told again. */
  final NaviEvent first;

  /** Where the values of a rate wait. */
  RateSlot rates = new RateSlot();

  boolean sent;
  boolean ending;
  long lastToldNanos;

  /** The last that was told of it may have been lost, so consumers may have let go already. */
  boolean inDoubt;

  Life(NaviEvent first) {
    this.first = first;
  }

  /** Its beginning has been handed out. */
  void sent(long nowNanos) {
    sent = true;
    lastToldNanos = nowNanos;
  }

  /** True where consumers have let go by their lease, or may have. */
  boolean leaseOver(long nowNanos) {
    return sent
        && !ending
        && (inDoubt || nowNanos - lastToldNanos > TimeUnit.MILLISECONDS.toNanos(leaseMillis()));
  }

  /** True where it would not be without that press. */
  boolean isMadeOf(long pressId) {
    return first instanceof NaviAction action && action.madeOf().contains(pressId);
  }

  /** The end that says that the lease is over. */
  NaviEvent leaseExpired(long nowNanos) {
    return switch (first) {
      case NaviButton pressed -> leaseExpired(pressed, nowNanos);
      case NaviAction started -> started.cancelled(nowNanos, CancelReason.LEASE_EXPIRED);
      default -> throw new IllegalStateException("has no lease: " + first);
    };
  }

  private int leaseMillis() {
    return switch (first) {
      case NaviButton pressed -> pressed.leaseMillis();
      case NaviAction started -> started.leaseMillis();
      default -> throw new IllegalStateException("has no lease: " + first);
    };
  }

  private static NaviButton leaseExpired(NaviButton pressed, long nowNanos) {
    return new NaviButton(
        pressed.source(),
        nowNanos,
        pressed.control(),
        NaviButton.State.CANCELLED,
        pressed.pressId(),
        TimeUnit.NANOSECONDS.toMillis(nowNanos - pressed.capturedNanos()),
        pressed.leaseMillis(),
        0,
        CancelReason.LEASE_EXPIRED,
        pressed.isSilent());
  }
}
