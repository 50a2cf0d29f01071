package org.navicast.app.gateway;

import io.netty.channel.EventLoop;
import java.util.function.Consumer;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.hub.HubClient;

/**
 * Hands what the engine says to the link, and has it sent as soon as the engine has said all that
 * came of one batch of reports. Used on the event loop only.
 */
final class Outflow implements Consumer<NaviEvent> {
  private final EventLoop loop;
  private final HubClient client;
  private final Runnable flush = this::flush;
  private boolean flushing;

  Outflow(EventLoop loop, HubClient client) {
    this.loop = loop;
    this.client = client;
  }

  @Override
  public void accept(NaviEvent event) {
    client.offer(event);
    if (!flushing) {
      flushing = true;
      loop.execute(flush); // runs after the batch at work, on this thread, without a wake-up
    }
  }

  private void flush() {
    flushing = false;
    client.flush();
  }
}
