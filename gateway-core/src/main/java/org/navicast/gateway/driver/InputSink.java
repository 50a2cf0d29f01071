package org.navicast.gateway.driver;

import org.navicast.gateway.input.InputEvent;

/** Where a driver puts what happened. Never blocks; may be called from any thread. */
@FunctionalInterface
public interface InputSink {
  /** For what nobody is to hear of. */
  InputSink NOWHERE = event -> {};

  void accept(InputEvent event);
}
