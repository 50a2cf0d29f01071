package org.navicast.cast.outbox;

import org.navicast.cast.event.NaviEvent;

/** Is told of each event what became of it, on the client's event loop; must be quick. */
@FunctionalInterface
public interface Fates {
  void became(NaviEvent event, Fate fate);
}
