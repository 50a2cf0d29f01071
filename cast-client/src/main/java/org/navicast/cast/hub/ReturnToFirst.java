package org.navicast.cast.hub;

import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpMethod;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.navicast.cast.link.Connector;
import org.navicast.cast.link.Forms;
import org.navicast.cast.link.HubHttp;
import org.navicast.cast.link.OneTimer;

/**
 * The way back from a hub on standby: asks the first one now and then whether it answers, without
 * leaving the one that is used, and goes there once nothing is held. Used on its event loop only.
 */
final class ReturnToFirst {
  /** While something is held, it is looked at again so soon. */
  private static final int AGAIN_MILLIS = 1_000;

  private static final int TIMEOUT_MILLIS = 3_000;

  private final Connector first;
  private final long everyMillis;
  private final EventLoop loop;
  private final OneTimer timer;
  private final BooleanSupplier holdsNothing;
  private final Runnable goBack;
  private @Nullable HubHttp asking;

  /**
   * @param goBack leaves the hub that is used, and ends this with {@link #stop()}
   */
  ReturnToFirst(
      Connector first,
      HubConfig.Standby standby,
      EventLoop loop,
      BooleanSupplier holdsNothing,
      Runnable goBack) {
    this.first = first;
    this.everyMillis = TimeUnit.SECONDS.toMillis(standby.returnSeconds());
    this.loop = loop;
    this.timer = new OneTimer(loop);
    this.holdsNothing = holdsNothing;
    this.goBack = goBack;
  }

  /** Another hub is used from now on. */
  void start() {
    if (everyMillis > 0) {
      timer.after(everyMillis, this::ask);
    }
  }

  /** The link is gone, or closed. */
  void stop() {
    timer.stop();
    HubHttp open = asking;
    asking = null;
    if (open != null) {
      open.close();
    }
  }

  private void ask() {
    HubHttp probe = new HubHttp(first, loop);
    asking = probe;
    probe.send(
        HttpMethod.OPTIONS,
        probe.path(),
        Forms.CONTENT_TYPE,
        Unpooled.EMPTY_BUFFER,
        null,
        TIMEOUT_MILLIS,
        new HubHttp.Outcome() {
          @Override
          public void replied(int status, String body) {
            // Above that a front end speaks for a hub that is not there.
            answered(probe, status < 500);
          }

          @Override
          public void failed(String reason, boolean mayHaveArrived) {
            answered(probe, false);
          }
        });
  }

  private void answered(HubHttp probe, boolean well) {
    if (probe != asking) {
      return;
    }
    asking = null;
    probe.close();
    if (!well) {
      start();
    } else if (holdsNothing.getAsBoolean()) {
      goBack.run();
    } else {
      timer.after(AGAIN_MILLIS, this::ask);
    }
  }
}
