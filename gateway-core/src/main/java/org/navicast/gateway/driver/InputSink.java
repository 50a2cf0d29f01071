package org.navicast.gateway.driver;

import org.navicast.gateway.input.InputEvent;

/** Where a driver puts what happened. Never blocks; may be called from any thread. */
@FunctionalInterface
public interface InputSink {
  void accept(InputEvent event);
}
