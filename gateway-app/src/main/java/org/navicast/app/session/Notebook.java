package org.navicast.app.session;

import org.navicast.gateway.input.InputEvent;

/** Takes down what devices say; from any thread, and must not wait. */
interface Notebook {
  /** What happened now. */
  void accept(Recorder.EntryAt entry);

  /** Of this device nothing can be heard, since it has no door that is listened at. */
  void deaf(String device);

  /** Whether it wants what servers on the network send. */
  default boolean isForServers() {
    return true;
  }

  /** What the driver made of what was said. */
  default void decoded(InputEvent input) {}
}
