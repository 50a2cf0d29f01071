package org.navicast.app.gateway;

import org.navicast.app.board.Health;
import org.navicast.cast.hub.HubClient;
import org.navicast.gateway.engine.Engine;
import org.navicast.gateway.runtime.EngineLoop;

/**
 * The link to one hub.
 *
 * @param news what is made of all that comes over it
 */
record HubLink(HubClient client, HubNews news) {

  /** Connects, and keeps trying. */
  void start(EngineLoop loop, Engine engine) {
    news.tell(loop, engine, client);
    client.start();
  }

  /** As a person is told of it; on the event loop. */
  Health.Link health() {
    return news.link();
  }

  /** True unless it is stuck where it should have got out by itself; on the event loop. */
  boolean isAlive() {
    return news.isLinkAlive();
  }
}
