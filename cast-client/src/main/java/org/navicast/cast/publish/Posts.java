package org.navicast.cast.publish;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpMethod;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.link.HubHttp;
import org.navicast.cast.link.OneTimer;
import org.navicast.cast.link.TimeSource;
import org.navicast.cast.link.UsualTime;
import org.navicast.cast.outbox.Outbox;
import org.navicast.cast.retry.Backoff;

/** What goes by POST on one connection, one event at a time. */
final class Posts {
  private static final long TIMEOUT_MILLIS = 1_000;

  private static final int TOO_MANY_REQUESTS = 429;

  /** Ceilings of the pauses in which only what is new is still tried. */
  private static final int FIRST_PAUSE_MILLIS = 100;

  private static final int MAX_PAUSE_MILLIS = 1_500;

  /** So often the end of a press is repeated that the hub does not take. */
  private static final int MAX_REPEATS = 3;

  /**
   * And so long after it happened, which is twice the usual lease; the first repeat is made in any
   * case.
   */
  private static final long REPEAT_WITHIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Before anything is known of the hub. */
  private static final long FIRST_GUESS_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final HubHttp http;
  private final Cargo cargo;
  private final Outbox outbox;
  private final Manner manner;
  private final Encoding encoding;
  private final TimeSource time;
  private final Runnable pumpAll;
  private final Backoff pause;

  /** The hub asked to be left alone, with presses too. */
  private boolean quiet;

  private final OneTimer pauseTimer;
  private final UsualTime usual = new UsualTime(FIRST_GUESS_NANOS);
  private final Map<NaviEvent, Integer> repeats = new HashMap<>();
  private boolean pausing;
  private boolean unanswered;
  private long silentSinceNanos;
  private boolean silent;

  /** What there is to send. */
  interface Cargo {
    @Nullable NaviEvent next(long nowNanos);

    /** The same while the hub does not take events: nothing that can wait. */
    @Nullable NaviEvent nextInTrouble(long nowNanos);
  }

  /**
   * How it is sent.
   *
   * @param authorization asked at each request, since tokens are renewed
   * @param random uniform in 0…1, spreads the pauses
   * @param answers is told what the hub answered
   */
  record Manner(
      EventLoop loop,
      Supplier<@Nullable String> authorization,
      DoubleSupplier random,
      EventSender.Answers answers) {}

  Posts(
      HubHttp http,
      Cargo cargo,
      Outbox outbox,
      Manner manner,
      Encoding encoding,
      TimeSource time,
      Runnable pumpAll) {
    this.http = http;
    this.cargo = cargo;
    this.outbox = outbox;
    this.manner = manner;
    this.encoding = encoding;
    this.time = time;
    this.pumpAll = pumpAll;
    this.pauseTimer = new OneTimer(manner.loop());
    this.pause = new Backoff(FIRST_PAUSE_MILLIS, MAX_PAUSE_MILLIS, manner.random());
  }

  boolean idle() {
    return http.idle();
  }

  /** True while an answer takes longer than it does on this link. */
  boolean overdue(long nowNanos) {
    return unanswered && nowNanos - silentSinceNanos > usual.patienceNanos();
  }

  /** How long the hub has not answered, over however many requests. */
  long silentNanos(long nowNanos) {
    return silent || overdue(nowNanos) ? nowNanos - silentSinceNanos : 0;
  }

  void close() {
    http.close();
    pauseTimer.stop();
  }

  void pump(long nowNanos) {
    if (!http.idle() || quiet) {
      return;
    }
    NaviEvent event = pausing ? cargo.nextInTrouble(nowNanos) : cargo.next(nowNanos);
    if (event != null) {
      String sentWith = manner.authorization().get();
      unanswered = true;
      if (!silent) {
        silentSinceNanos = nowNanos;
      }
      http.send(
          HttpMethod.POST,
          http.path(),
          "application/json",
          encoding.encode(event, nowNanos, http.newBody()),
          sentWith,
          TIMEOUT_MILLIS,
          new Outcome(event, sentWith, nowNanos));
    }
  }

  private final class Outcome implements HubHttp.Outcome {
    private final NaviEvent event;
    private final @Nullable String sentWith;
    private final long sentNanos;

    Outcome(NaviEvent event, @Nullable String sentWith, long sentNanos) {
      this.event = event;
      this.sentWith = sentWith;
      this.sentNanos = sentNanos;
    }

    @Override
    public void replied(int status, String body) {
      unanswered = false;
      silent = false;
      usual.took(time.nanos() - sentNanos);
      manner.answers().answered(event, status, sentWith);
      if (status / 100 == 2) {
        pause.reset();
        pausing = false;
        pauseTimer.stop();
        forget();
      } else {
        notTaken(isWorthRepeating(status));
        // Who says for how long it was asked too much is asked nothing for so long (RFC 6585, 4).
        quiet = status == TOO_MANY_REQUESTS && http.retryAfterMillis() > 0;
        pause(Math.max(pause.nextMillis(), http.retryAfterMillis()));
      }
      pumpAll.run();
    }

    @Override
    public void failed(String reason, boolean mayHaveArrived) {
      unanswered = false;
      silent = true;
      notTaken(true);
      pause(pause.nextMillis());
      pumpAll.run();
    }

    private void forget() {
      repeats.remove(event);
    }

    /**
     * A press is never sent twice, whatever became of it. Its end is, but for no longer than it
     * makes sense: a hub that goes on refusing it takes it from nobody, and consumers let go by
     * themselves when the lease is over. Where the link ends, the outbox keeps it for the next one.
     */
    private void notTaken(boolean isWorthRepeating) {
      outbox.failed(event);
      if (!event.ends()) {
        return;
      }
      int soFar = repeats.getOrDefault(event, 0);
      if (http.closed() || (isWorthRepeating && mayBeRepeated(soFar))) {
        repeats.put(event, soFar + 1);
        outbox.resend(event);
      } else {
        forget();
      }
    }

    private boolean mayBeRepeated(int soFar) {
      return soFar == 0
          || (soFar < MAX_REPEATS && time.nanos() - event.capturedNanos() <= REPEAT_WITHIN_NANOS);
    }
  }

  /**
   * Whether the hub may say something else next time: it is overloaded or broken (5xx, 429, 408),
   * or wants another token (401). All else it would refuse for ever.
   */
  private static boolean isWorthRepeating(int status) {
    return status >= 500 || status == TOO_MANY_REQUESTS || status == 408 || status == 401;
  }

  /** For so long only what is new is tried: what a person does now must not wait for what was. */
  private void pause(long millis) {
    pausing = true;
    pauseTimer.after(
        millis,
        () -> {
          pausing = false;
          quiet = false;
          pumpAll.run();
        });
  }
}
