package org.navicast.cast.publish;

import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.link.HubHttp;
import org.navicast.cast.link.HubSocket;
import org.navicast.cast.link.TimeSource;
import org.navicast.cast.outbox.Outbox;

/**
 * Events by POST, one at a time on each of two connections: so a press never waits for the usual
 * answer to a motion. Where any answer is overdue, of the bound WebSocket too, the hub stands
 * still, and nothing more is written into it.
 */
final class PostWay implements Way {
  private final Posts urgent;
  private final Posts continuous;
  private final HubSocket bound;
  private final TimeSource time;

  PostWay(
      HubHttp urgent,
      HubHttp continuous,
      HubSocket bound,
      Outbox outbox,
      Posts.Manner manner,
      Encoding encoding,
      TimeSource time) {
    this.bound = bound;
    this.time = time;
    this.urgent =
        new Posts(
            urgent,
            new Posts.Cargo() {
              @Override
              public @Nullable NaviEvent next(long nowNanos) {
                return outbox.nextUrgent(nowNanos);
              }

              @Override
              public @Nullable NaviEvent nextInTrouble(long nowNanos) {
                return outbox.nextNew(nowNanos);
              }
            },
            outbox,
            manner,
            encoding,
            time,
            this::pump);
    this.continuous =
        new Posts(
            continuous,
            new Posts.Cargo() {
              @Override
              public @Nullable NaviEvent next(long nowNanos) {
                return outbox.nextContinuous(nowNanos);
              }

              @Override
              public @Nullable NaviEvent nextInTrouble(long nowNanos) {
                return null;
              }
            },
            outbox,
            manner,
            encoding,
            time,
            this::pump);
  }

  @Override
  public void pump() {
    long now = time.nanos();
    if (!bound.stalled() && !continuous.overdue(now)) {
      urgent.pump(now);
    }
    if (!bound.stalled() && !urgent.overdue(now)) {
      continuous.pump(now);
    }
  }

  @Override
  public void finish() {} // each is answered anyway

  @Override
  public boolean idle() {
    return urgent.idle() && continuous.idle();
  }

  @Override
  public long silentNanos() {
    long now = time.nanos();
    return Math.max(
        Math.max(urgent.silentNanos(now), continuous.silentNanos(now)),
        bound.stalled() ? bound.unansweredNanos() : 0);
  }

  @Override
  public long close() {
    urgent.close();
    continuous.close();
    return time.nanos(); // what went this way was answered one by one
  }
}
