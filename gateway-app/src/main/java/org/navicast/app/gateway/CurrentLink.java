package org.navicast.app.gateway;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.navicast.app.board.Health;
import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.hub.HubClient;
import org.navicast.cast.incoming.StatusItem;
import org.navicast.cast.outbox.OutboxCounters;

/** The link that is used now. On the event loop, but for what says otherwise. */
final class CurrentLink {
  private volatile HubLink link;

  CurrentLink(HubLink first) {
    this.link = first;
  }

  void offer(NaviEvent event) {
    link.client().offer(event);
  }

  void flush() {
    link.client().flush();
  }

  /** What it is made of now. */
  HubClient client() {
    return link.client();
  }

  /** As a status request would be answered, and how the link is. */
  List<StatusItem> status() {
    return link.news().statusWithLink();
  }

  Health.Link health() {
    return link.health();
  }

  boolean isAlive() {
    return link.isAlive();
  }

  /**
   * Uses another one from now on. The one of before sends what it still has and says goodbye first:
   * the two may share a login.
   *
   * @param start starts the other one
   */
  void change(HubLink next, Runnable start) {
    HubLink before = link;
    link = next;
    before.news().leave();
    before.client().close().thenRun(start);
  }

  /** Sends what must still go out, says goodbye and ends; from any thread. */
  CompletableFuture<Void> close() {
    return link.client().close();
  }

  /** What became of the events since this link was made; once it is closed, from any thread. */
  OutboxCounters counters() {
    return link.client().counters();
  }
}
