package org.navicast.cast.publish;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpMethod;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.json.EventEncoder;
import org.navicast.cast.link.HubHttp;
import org.navicast.cast.link.HubSocket;
import org.navicast.cast.link.TimeSource;
import org.navicast.cast.outbox.Outbox;
import org.navicast.cast.retry.Backoff;

/**
 * Moves events from the outbox to the hub, by the way that is open now. Used on its event loop
 * only.
 *
 * <p>An event is encoded and numbered at the moment it is handed to the socket, not before: until
 * then it may still be merged or dropped.
 */
public final class EventSender {
  private static final long POST_TIMEOUT_MILLIS = 1_000;

  private final Outbox outbox;
  private final EventEncoder encoder;
  private final TimeSource time;
  private final RecentAges ages = new RecentAges();
  private long seq;
  private @Nullable Way way;

  /** Is told of a publish that the hub did not take. */
  @FunctionalInterface
  public interface Refused {
    /**
     * @param authorization what it was sent with; null where it was sent without
     */
    void refused(int status, @Nullable String authorization);
  }

  /** A way to the hub. */
  private interface Way {
    /** Sends what may go now. */
    void pump();

    /** False while an answer is awaited. */
    boolean idle();

    /**
     * Ends it.
     *
     * @return the last moment up to which the hub is known to have received what was sent
     */
    long close();
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
    way =
        new Way() {
          @Override
          public void pump() {
            boolean wrote = false;
            while (socket.writable()) {
              long now = time.nanos();
              NaviEvent event = socket.hasRoom() ? outbox.next(now) : outbox.nextUrgent(now);
              if (event == null) {
                break;
              }
              socket.write(encode(event, topic, now, socket.newMessage()));
              wrote = true;
            }
            if (wrote) {
              socket.flush();
            }
          }

          @Override
          public boolean idle() {
            return true;
          }

          @Override
          public long close() {
            return socket.confirmedNanos();
          }
        };
  }

  /**
   * From now on events go by POST, one at a time on each of two connections: so a press never waits
   * for the answer to a motion. Both are closed with this way.
   *
   * @param urgent for presses, their ends, and what devices are
   * @param continuous for motion, poses and rates
   * @param authorization asked at each request, since tokens are renewed
   * @param pause makes what says how long to wait after a failure
   * @param refused is told of a publish that the hub did not take
   */
  public void over(
      HubHttp urgent,
      HubHttp continuous,
      EventLoop loop,
      String topic,
      Supplier<@Nullable String> authorization,
      Supplier<Backoff> pause,
      Refused refused) {
    Posts first =
        new Posts(urgent, outbox::nextUrgent, loop, topic, authorization, pause.get(), refused);
    Posts second =
        new Posts(
            continuous, outbox::nextContinuous, loop, topic, authorization, pause.get(), refused);
    way =
        new Way() {
          @Override
          public void pump() {
            first.pump();
            second.pump();
          }

          @Override
          public boolean idle() {
            return urgent.idle() && continuous.idle();
          }

          @Override
          public long close() {
            urgent.close();
            continuous.close();
            return time.nanos(); // what went this way was answered one by one
          }
        };
  }

  /** False while the hub owes an answer to an event. */
  public boolean idle() {
    return way == null || way.idle();
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

  private ByteBuf encode(NaviEvent event, String topic, long nowNanos, ByteBuf into) {
    ages.add(nowNanos - event.capturedNanos());
    encoder.encode(event, topic, ++seq, nowNanos, time.micros(), into);
    return into;
  }

  /** What goes by POST on one connection, which is closed when this way is not open any more. */
  private final class Posts {
    private final HubHttp http;
    private final LongFunction<@Nullable NaviEvent> nextAt;
    private final EventLoop loop;
    private final String topic;
    private final Supplier<@Nullable String> authorization;
    private final Backoff pause;
    private final Refused refused;
    private boolean pausing;

    Posts(
        HubHttp http,
        LongFunction<@Nullable NaviEvent> nextAt,
        EventLoop loop,
        String topic,
        Supplier<@Nullable String> authorization,
        Backoff pause,
        Refused refused) {
      this.http = http;
      this.nextAt = nextAt;
      this.loop = loop;
      this.topic = topic;
      this.authorization = authorization;
      this.pause = pause;
      this.refused = refused;
    }

    void pump() {
      if (pausing || !http.idle()) {
        return;
      }
      long now = time.nanos();
      NaviEvent event = nextAt.apply(now);
      if (event != null) {
        String sentWith = authorization.get();
        http.send(
            HttpMethod.POST,
            http.path(),
            "application/json",
            encode(event, topic, now, http.newBody()),
            sentWith,
            POST_TIMEOUT_MILLIS,
            outcomeOf(event, sentWith));
      }
    }

    private HubHttp.Outcome outcomeOf(NaviEvent event, @Nullable String sentWith) {
      return new HubHttp.Outcome() {
        @Override
        public void replied(int status, String body) {
          if (status / 100 == 2) {
            pause.reset();
            pump();
            return;
          }
          notTaken(event, worthRepeating(status));
          refused.refused(status, sentWith);
          pumpLater(Math.max(pause.nextMillis(), http.retryAfterMillis()));
        }

        @Override
        public void failed(String reason, boolean mayHaveArrived) {
          notTaken(event, true);
          pumpLater(pause.nextMillis());
        }
      };
    }

    /**
     * Whether the hub may say something else next time: it is overloaded or broken (5xx, 429, 408),
     * or wants another token (401). All else it would refuse for ever, and hold up what comes
     * after.
     */
    private static boolean worthRepeating(int status) {
      return status >= 500 || status == 429 || status == 408 || status == 401;
    }

    /**
     * A press is never sent twice, whatever became of it; its end is, until the hub has taken it or
     * never will.
     */
    private void notTaken(NaviEvent event, boolean worthRepeating) {
      outbox.counters().countFailed();
      if (worthRepeating && event.ends()) {
        outbox.resend(event);
      }
    }

    private void pumpLater(long delayMillis) {
      pausing = true;
      loop.schedule(
          () -> {
            pausing = false;
            pump();
          },
          delayMillis,
          TimeUnit.MILLISECONDS);
    }
  }
}
