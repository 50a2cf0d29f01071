package org.navicast.cast.auth;

import java.util.OptionalLong;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.retry.Backoff;

/**
 * Keeps one token good: in memory only, renewed after three quarters of its life, whatever the link
 * does meanwhile. The old one is in use until the new one is there.
 *
 * <p>However often it is asked and however often the hub refuses, one fetch is under way at most,
 * and those that nobody waits for are never faster than the backoff. Lives on one event loop.
 */
public final class TokenKeeper {
  private static final int FIRST_RETRY_MILLIS = 250;
  private static final int MAX_RETRY_MILLIS = 15_000;

  /** A token that was in use for so long, and was refused then, was not refused for being bad. */
  private static final long SERVED_MILLIS = 60_000;

  /** No life is so short that the provider is asked more often than this. */
  private static final long MIN_RENEWAL_MILLIS = 500;

  private final TokenSource source;
  private final ScheduledExecutorService loop;
  private final LongSupplier nanoTime;
  private final Listener listener;

  /** Between renewals that fail. */
  private final Backoff failures;

  /** Between tokens that the hub refuses. */
  private final Backoff refusals;

  private Token token = Token.NONE;
  private long gotNanos;
  private boolean held;

  /** Whether the last who asked was given a token that had been there before. */
  private boolean reused;

  private boolean fetching;
  private boolean closed;
  private @Nullable Asker asker;
  private @Nullable ScheduledFuture<?> timer;

  /** What happens behind the back of whoever asked; called on the loop. */
  public interface Listener {
    /** Another token is in use from now on. */
    void renewed();

    /** The first of several tries in a row to renew failed; plain words. */
    void notRenewed(String why);
  }

  private record Asker(Consumer<Token> got, Consumer<String> failed) {}

  /**
   * @param loop one thread, the only one that may use the keeper
   * @param random uniform in 0…1, spreads the retries
   */
  public TokenKeeper(
      TokenSource source,
      ScheduledExecutorService loop,
      LongSupplier nanoTime,
      DoubleSupplier random,
      Listener listener) {
    this.source = source;
    this.loop = loop;
    this.nanoTime = nanoTime;
    this.listener = listener;
    this.failures = new Backoff(FIRST_RETRY_MILLIS, MAX_RETRY_MILLIS, random);
    this.refusals = new Backoff(FIRST_RETRY_MILLIS, MAX_RETRY_MILLIS, random);
  }

  /**
   * Asks for a token that is good now: the one that is held, or a new one. One asks at a time, and
   * paces itself when it is told of a failure.
   */
  public void get(Consumer<Token> got, Consumer<String> failed) {
    reused = held && !hasEnded();
    if (reused) {
      got.accept(token);
      return;
    }
    asker = new Asker(got, failed);
    fetch();
  }

  /** The value of the header {@code Authorization} now; null for no header. */
  public @Nullable String authorization() {
    return token.authorization();
  }

  /** The topic that the token in use speaks of; empty for none. */
  public String topic() {
    return token.topic();
  }

  /**
   * Has the token replaced meanwhile, where the last who asked was given one that had been there
   * before: what it says may be so no more.
   */
  public void renewReused() {
    if (reused) {
      reused = false;
      fetch();
    }
  }

  /** How long the token in use is still good for; empty where there is none or it does not say. */
  public OptionalLong leftMillis(long nowNanos) {
    return held && token.lifetimeMillis() > 0
        ? OptionalLong.of(
            Math.max(
                0, token.lifetimeMillis() - TimeUnit.NANOSECONDS.toMillis(nowNanos - gotNanos)))
        : OptionalLong.empty();
  }

  /**
   * The hub refused a request with 401.
   *
   * @param authorization what that request was sent with
   */
  public void refused(@Nullable String authorization) {
    if (!held || authorization == null || !authorization.equals(token.authorization())) {
      return; // told before, or of a token that has been replaced meanwhile
    }
    held = false;
    if (ageMillis() >= Math.min(SERVED_MILLIS, renewAfterMillis())) {
      refusals.reset();
    }
    if (!fetching) {
      fetchAfter(refusals.nextMillis());
    }
  }

  /** Forgets the token and does nothing more. */
  public void close() {
    closed = true;
    held = false;
    token = Token.NONE;
    asker = null;
    cancelTimer();
    source.close();
  }

  private void fetch() {
    cancelTimer();
    if (!fetching && !closed) {
      fetching = true;
      try {
        source.fetch(this::got, this::failed);
      } catch (RuntimeException e) {
        // Or nobody would ever be answered, since one fetch is under way at most.
        failed("a fault of this program while it asked for a token (" + e + ")");
      }
    }
  }

  private void got(Token got) {
    fetching = false;
    if (closed) {
      return;
    }
    failures.reset();
    token = got;
    gotNanos = nanoTime.getAsLong();
    held = true;
    if (got.lifetimeMillis() > 0) {
      fetchAfter(renewAfterMillis());
    }
    Asker waiting = asker;
    asker = null;
    if (waiting != null) {
      waiting.got().accept(got);
    } else {
      listener.renewed();
    }
  }

  private void failed(String why) {
    fetching = false;
    Asker waiting = asker;
    asker = null;
    if (waiting != null) {
      waiting.failed().accept(why);
    } else if (!closed) {
      fetchAfter(failures.nextMillis());
      if (failures.failures() == 1) {
        listener.notRenewed(why);
      }
    }
  }

  private void fetchAfter(long millis) {
    cancelTimer();
    timer = loop.schedule(this::fetch, millis, TimeUnit.MILLISECONDS);
  }

  private long renewAfterMillis() {
    return token.lifetimeMillis() > 0
        ? Math.max(MIN_RENEWAL_MILLIS, token.lifetimeMillis() * 3 / 4)
        : Long.MAX_VALUE;
  }

  private boolean hasEnded() {
    return token.lifetimeMillis() > 0 && ageMillis() >= token.lifetimeMillis();
  }

  private long ageMillis() {
    return TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - gotNanos);
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }
}
