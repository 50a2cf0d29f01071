package org.navicast.app.control;

import org.navicast.cast.event.NaviEvent;
import org.navicast.cast.outbox.Fate;
import org.navicast.gateway.engine.action.Gestured;
import org.navicast.gateway.input.InputEvent;

/** Something that happened in a gateway, at a moment of its monotonic clock. */
sealed interface Happening {
  long nanos();

  /** A device said something; the bytes are never changed. */
  @SuppressWarnings("ArrayRecordComponent")
  record Said(long nanos, String device, byte[] bytes) implements Happening {}

  /** A decoder made this of it. */
  record Decoded(long nanos, InputEvent input) implements Happening {}

  /** The engine made this of it. */
  record Made(long nanos, NaviEvent event) implements Happening {}

  /** A gesture was recognised. */
  record Meant(long nanos, Gestured gesture) implements Happening {}

  /** The outbox let go of it. */
  record Became(long nanos, NaviEvent event, Fate fate) implements Happening {}

  /** The hub is known to have what was handed to it until a moment. */
  record Confirmed(long nanos, long untilNanos) implements Happening {}

  /** The hub answered the request that carried it. */
  record Answered(long nanos, NaviEvent event, int status) implements Happening {}

  /** The link changed. */
  record Linked(long nanos, String state, String reason) implements Happening {}
}
