package org.navicast.cast.subscription;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.auth.TokenKeeper;
import org.navicast.cast.incoming.HubMessages;
import org.navicast.cast.json.Sender;
import org.navicast.cast.link.Connector;
import org.navicast.cast.link.HubHttp;
import org.navicast.cast.link.TimeSource;

/**
 * Asks all subscribers of a topic how they are, when the link is up and now and then, by a {@code
 * status-request} of a Cast hub. On a connection of its own: the hub answers when all have
 * answered, or after seconds. Used on its event loop only.
 */
public final class RollCall {
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** A hub waits two seconds for who does not answer. */
  private static final int TIMEOUT_MILLIS = 5_000;

  private static final String PATH = "/request";

  private final Sender sender;
  private final TokenKeeper tokens;
  private final TimeSource time;
  private final HubHttp http;
  private final Outcome outcome;
  private long calls;
  private long calledNanos;

  /** What becomes of it. */
  public interface Outcome {
    /**
     * The hub gathered the answers.
     *
     * @param answers as they came, at most 256 KiB
     * @param askedNanos when they were asked for
     */
    void answered(String answers, long askedNanos);

    /** The hub does not let us ask. */
    void refused(int status);
  }

  public RollCall(
      Connector hub,
      TokenKeeper tokens,
      Sender sender,
      EventLoop loop,
      TimeSource time,
      Outcome outcome) {
    this.tokens = tokens;
    this.sender = sender;
    this.time = time;
    this.http = new HubHttp(hub, loop);
    this.outcome = outcome;
  }

  /** Asks, where it is time to. */
  public void callIfDue(String topic) {
    long now = time.nanos();
    if (!http.idle() || (calls > 0 && now - calledNanos < EVERY_NANOS)) {
      return;
    }
    calls++;
    calledNanos = now;
    ByteBuf body = ByteBufAllocator.DEFAULT.buffer();
    body.writeCharSequence(
        HubMessages.statusRequest(
            topic, sender.session() + "-roll-" + calls + "-" + now, sender, time.micros()),
        StandardCharsets.UTF_8);
    @Nullable String authorization = tokens.authorization();
    http.send(
        HttpMethod.POST,
        http.path().replaceAll("/+$", "") + PATH,
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
            if (status == 200) {
              outcome.answered(reply, now);
            } else {
              outcome.refused(status);
            }
          }

          @Override
          public void failed(String reason, boolean mayHaveArrived) {
            // It is asked again in a while, and the link itself is looked after elsewhere.
          }
        });
  }

  /** Asks no more. */
  public void close() {
    http.close();
  }
}
