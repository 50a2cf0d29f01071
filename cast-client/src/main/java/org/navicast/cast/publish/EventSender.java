package org.navicast.cast.publish;

import io.netty.channel.EventLoop;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.json.EventEncoder;
import org.navicast.cast.link.HubHttp;
import org.navicast.cast.link.HubSocket;
import org.navicast.cast.link.TimeSource;
import org.navicast.cast.outbox.Outbox;

/**
 * Moves events from the outbox to the hub, by the way that is open now. Used on its event loop
 * only.
 *
 * <p>An event is encoded and numbered at the moment it is handed to the socket, not before: until
 * then it may still be merged or dropped.
 */
public final class EventSender {
  private final Outbox outbox;
  private final EventEncoder encoder;
  private final TimeSource time;
  private final RecentAges ages = new RecentAges();
  private long seq;
  private @Nullable Way way;

  /** Is told what the hub answered to each event that went by POST. */
  @FunctionalInterface
  public interface Answers {
    /**
     * @param authorization what it was sent with; null where it was sent without
     */
    void answered(NaviEvent event, int status, @Nullable String authorization);
  }

  public EventSender(Outbox outbox, EventEncoder encoder, TimeSource time) {
    this.outbox = outbox;
    this.encoder = encoder;
    this.time = time;
  }

  /** How old the newest events were when they were handed over. */
  public RecentAges ages() {
    return ages;
  }

  /** Sends what may go now. */
  public void pump() {
    if (way != null) {
      way.pump();
    }
  }

  /** From now on events go over the WebSocket. */
  public void over(HubSocket socket, String topic) {
    way = new SocketWay(socket, outbox, encoding(topic), time);
  }

  /**
   * From now on events go by POST. Both connections are closed with this way.
   *
   * @param urgent for presses, their ends, and what devices are
   * @param continuous for motion, poses and rates
   * @param bound the WebSocket, which shows too whether the hub stands still
   * @param authorization asked at each request, since tokens are renewed
   * @param random uniform in 0…1, spreads the pauses after a failure
   * @param answers is told what the hub answered
   */
  public void over(
      HubHttp urgent,
      HubHttp continuous,
      HubSocket bound,
      EventLoop loop,
      String topic,
      Supplier<@Nullable String> authorization,
      DoubleSupplier random,
      Answers answers) {
    way =
        new PostWay(
            urgent,
            continuous,
            bound,
            outbox,
            new Posts.Manner(loop, authorization, random, answers),
            encoding(topic),
            time);
  }

  /** Sends what may go now, and has the hub say that it got all of it: nothing is to follow. */
  public void finish() {
    if (way != null) {
      way.pump();
      way.finish();
    }
  }

  /** False while the hub owes an answer to an event. */
  public boolean idle() {
    return way == null || way.idle();
  }

  /** How long the hub has not answered what it usually answers at once; 0 where it does. */
  public long silentNanos() {
    return way == null ? 0 : way.silentNanos();
  }

  /**
   * No way is open any more.
   *
   * @return the last moment up to which the hub is known to have received what was sent
   */
  public long stop() {
    Way old = way;
    way = null;
    return old == null ? time.nanos() : old.close();
  }

  private Encoding encoding(String topic) {
    return (event, nowNanos, into) -> {
      ages.add(nowNanos - event.capturedNanos());
      encoder.encode(event, topic, ++seq, nowNanos, time.micros(), into);
      return into;
    };
  }
}
