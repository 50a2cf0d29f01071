package org.navicast.cast.link;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** At most one thing that will be done later: what is set anew replaces it. On its loop only. */
public final class OneTimer {
  private final EventLoop loop;
  private @Nullable ScheduledFuture<?> pending;

  public OneTimer(EventLoop loop) {
    this.loop = loop;
  }

  /** Does it once, after so long. */
  public void after(long millis, Runnable task) {
    stop();
    pending = loop.schedule(task, millis, TimeUnit.MILLISECONDS);
  }

  /**
   * Does it again and again, first after so long. Not at a fixed rate: of a machine that stood
   * still, all that was missed would be done at once, before anything is read.
   */
  public void every(long millis, Runnable task) {
    stop();
    pending = loop.scheduleWithFixedDelay(task, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** How long until it is done next; 0 where it is due or nothing is set. */
  public long leftMillis() {
    return pending == null ? 0 : Math.max(0, pending.getDelay(TimeUnit.MILLISECONDS));
  }

  /** Does nothing any more. */
  public void stop() {
    if (pending != null) {
      pending.cancel(false);
    }
  }
}
