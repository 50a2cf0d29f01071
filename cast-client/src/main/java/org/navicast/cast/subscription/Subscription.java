package org.navicast.cast.subscription;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.navicast.cast.auth.TokenKeeper;
import org.navicast.cast.incoming.HubMessages;
import org.navicast.cast.link.Connector;
import org.navicast.cast.link.Forms;
import org.navicast.cast.link.HubHttp;
import org.navicast.cast.link.OneTimer;
import org.navicast.cast.link.Refusal;
import tools.jackson.databind.JsonNode;

/**
 * One subscription at one hub: asked for, renewed well before its lease ends, and given back. Used
 * on its event loop only.
 */
public final class Subscription {
  /** How long the hub has for each answer. */
  static final int TIMEOUT_MILLIS = 3_000;

  /** A lease is renewed after three quarters of its time. */
  private static final int RENEW_PER_MILLE = 750;

  /** When the connection is in use just then, the renewal is tried again so soon. */
  private static final int BUSY_MILLIS = 250;

  private final SubscriptionForm form;
  private final TokenKeeper tokens;
  private final HubHttp http;
  private final OneTimer renewal;
  private long leaseSeconds;
  private final Events events;
  private String endpoint = "";
  private boolean closed;

  /** What becomes of it; nothing more after {@link #close()}. Reasons are plain words. */
  public interface Events {
    void granted(Grant grant);

    /**
     * The hub did not grant it.
     *
     * @param pauseMillis how long the hub wants to be left alone; mostly 0
     */
    void refused(String reason, long pauseMillis);

    /** The renewal made another subscription instead, which is this one from now on. */
    void moved(Grant grant);

    void notRenewed(String reason);
  }

  public Subscription(
      Connector hub, TokenKeeper tokens, SubscriptionForm form, EventLoop loop, Events events) {
    this.form = form;
    this.tokens = tokens;
    this.http = new HubHttp(hub, loop);
    this.renewal = new OneTimer(loop);
    this.events = events;
  }

  /** Asks for it. */
  public void subscribe() {
    String authorization = tokens.authorization();
    post(
        form.subscribe(),
        new HubHttp.Outcome() {
          @Override
          public void replied(int status, String body) {
            if (status == 401 || status == 403) {
              // With 403 too: the provider may have been told meanwhile what we may do.
              tokens.refused(authorization);
            }
            answered(status, body);
          }

          @Override
          public void failed(String reason, boolean mayHaveArrived) {
            refuse(reason, 0);
          }
        });
  }

  private void answered(int status, String body) {
    if (closed) {
      return;
    }
    if (!isGranted(status)) {
      refuse(refusal(status), http.retryAfterMillis());
      return;
    }
    Grant grant;
    try {
      grant = Grant.read(body);
    } catch (IllegalArgumentException e) {
      refuse(String.valueOf(e.getMessage()), 0);
      return;
    }
    endpoint = grant.endpoint();
    leased(grant.leaseSeconds());
    events.granted(grant);
  }

  private String refusal(int status) {
    return status == 401 && tokens.authorization() == null
        ? "the hub wants a token and hub.auth is none (401), give client-credentials, device-code,"
            + " or mock for a development hub"
        : Refusal.of("the subscription", status);
  }

  private static boolean isGranted(int status) {
    return status == 202 || status == 200;
  }

  private void refuse(String reason, long pauseMillis) {
    if (!closed) {
      events.refused(reason, pauseMillis);
    }
  }

  /**
   * The hub said how long the subscription lasts from now on.
   *
   * @param seconds 0 where it did not
   */
  public void leased(long seconds) {
    if (seconds > 0 && !closed) {
      leaseSeconds = seconds;
      renewal.after(seconds * RENEW_PER_MILLE, () -> renew(seconds));
    }
  }

  /** How long it lasts unless it is renewed; empty where the hub did not say. */
  public OptionalLong leftMillis() {
    return leaseSeconds == 0
        ? OptionalLong.empty()
        : OptionalLong.of(renewal.leftMillis() + leaseSeconds * (1_000 - RENEW_PER_MILLE));
  }

  private void renew(long seconds) {
    if (!http.idle()) {
      renewal.after(BUSY_MILLIS, () -> renew(seconds));
      return;
    }
    post(
        form.renew(endpoint),
        new HubHttp.Outcome() {
          @Override
          public void replied(int status, String body) {
            if (isGranted(status)) {
              renewed(body, seconds);
            } else {
              notRenewed(Refusal.of("the renewal of the subscription", status));
            }
          }

          @Override
          public void failed(String reason, boolean mayHaveArrived) {
            notRenewed(reason);
          }
        });
  }

  private void renewed(String body, long seconds) {
    if (closed) {
      return;
    }
    JsonNode reply = Grant.ANSWER.read(body);
    String given = reply.path("hub.channel.endpoint").asString("");
    if (given.isEmpty() || given.equals(endpoint)) {
      // A lease ends with the token at the latest, so the next may be another.
      long granted = HubMessages.leaseSeconds(reply);
      leased(granted > 0 ? granted : seconds);
      return;
    }
    Grant grant;
    try {
      grant = Grant.read(body);
    } catch (IllegalArgumentException e) {
      notRenewed(String.valueOf(e.getMessage()));
      return;
    }
    endpoint = given;
    leased(grant.leaseSeconds());
    events.moved(grant);
  }

  private void notRenewed(String reason) {
    if (!closed) {
      events.notRenewed(reason);
    }
  }

  /**
   * Sends an event of our own through the hub, where it is time to and the connection is free.
   *
   * @param echo is told what becomes of it
   * @param event makes the event of that id
   */
  public void ask(Echo echo, LongSupplier nanoTime, UnaryOperator<String> event) {
    if (!http.idle() || !echo.isDue(nanoTime.getAsLong())) {
      return;
    }
    String authorization = tokens.authorization();
    ByteBuf body = ByteBufAllocator.DEFAULT.buffer();
    body.writeCharSequence(event.apply(echo.asked(nanoTime.getAsLong())), StandardCharsets.UTF_8);
    http.send(
        HttpMethod.POST,
        http.path(),
        "application/json",
        body,
        authorization,
        TIMEOUT_MILLIS,
        new HubHttp.Outcome() {
          @Override
          public void replied(int status, String reply) {
            if (status == 401) {
              tokens.refused(authorization);
            }
            if (status / 100 == 2) {
              echo.taken(nanoTime.getAsLong());
            } else {
              echo.lost();
            }
          }

          @Override
          public void failed(String reason, boolean mayHaveArrived) {
            echo.lost();
          }
        });
  }

  /** True when it can be given back now. */
  public boolean idle() {
    return http.idle();
  }

  /** Gives it back, only when {@link #idle()}; says when the hub knows, or never will. */
  public void unsubscribe(Runnable done) {
    renewal.stop();
    post(
        form.unsubscribe(endpoint),
        new HubHttp.Outcome() {
          @Override
          public void replied(int status, String body) {
            done.run();
          }

          @Override
          public void failed(String reason, boolean mayHaveArrived) {
            done.run();
          }
        });
  }

  /** Has nothing to do with it any more; the hub is told nothing. */
  public void close() {
    closed = true;
    renewal.stop();
    http.close();
  }

  private void post(Map<String, String> fields, HubHttp.Outcome outcome) {
    ByteBuf body = ByteBufAllocator.DEFAULT.buffer();
    body.writeCharSequence(Forms.encode(fields), StandardCharsets.US_ASCII);
    http.send(
        HttpMethod.POST,
        http.path(),
        Forms.CONTENT_TYPE,
        body,
        tokens.authorization(),
        TIMEOUT_MILLIS,
        outcome);
  }
}
